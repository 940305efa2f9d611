"""The journal: what is taken from it, what is not, and what a real kill leaves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.codemod.conftest import GO, SERVICE, Codemod, git, repository, started
from tests.command_line import run

from dockerize_ms.codemod import journal, task
from dockerize_ms.files import is_leftover

AGAIN = "  6 files not analysed again\n"


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Analysing anything is a failure from now on."""
    monkeypatch.setattr(task, "refactor", None)


def test_a_second_run_analyses_nothing(codemod: Codemod, monkeypatch: pytest.MonkeyPatch) -> None:
    first = codemod()
    forbid(monkeypatch)
    again = codemod("--resume")
    assert (again.code, again.out, again.err) == (0, first.out, first.err + AGAIN)


def test_without_resume_everything_is_analysed(
    codemod: Codemod, monkeypatch: pytest.MonkeyPatch
) -> None:
    codemod()
    forbid(monkeypatch)
    assert codemod().out.count(b"failed: TypeError") == 6


CHANGES: dict[str, tuple[Callable[[Path], object], tuple[str, ...], bool]] = {
    "nothing": (lambda folder: None, (), True),
    "the file": (lambda folder: (folder / "Dockerfile").write_text(GO + "# x\n"), (), False),
    "a source that it reads": (
        lambda folder: (folder / "main.go").write_text("package main\n\nfunc main() {}\n"),
        (),
        False,
    ),
    "a new file in the context": (lambda folder: (folder / "b.go").write_text(""), (), False),
    "an ignore file": (lambda folder: (folder / ".dockerignore").write_text("x"), (), False),
    "a compose file": (lambda folder: (folder / "compose.yml").write_text("a: 1"), (), False),
    "the settings": (
        lambda folder: (folder / ".dockerize-ms.toml").write_text("strict = true"),
        (),
        False,
    ),
    "an option": (lambda folder: None, ("--min-saving", "1GB"), False),
    "what git keeps for itself": (lambda folder: (folder / ".git" / "x").write_text(""), (), True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_makes_it_analyse_again(
    name: str, codemod: Codemod, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, options, same = CHANGES[name]
    codemod("api")
    change(fleet / "api")
    forbid(monkeypatch)
    ran = codemod("--resume", *options, "api")
    assert (b"failed: TypeError" in ran.out) is not same


def test_another_version_analyses_again(codemod: Codemod, monkeypatch: pytest.MonkeyPatch) -> None:
    codemod("api")
    forbid(monkeypatch)
    monkeypatch.setattr(task, "__version__", "0.0.0")
    assert b"failed: TypeError" in codemod("--resume", "api").out


def test_failures_are_tried_again(codemod: Codemod, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        forbid(patched)
        assert codemod("api").code == 6
    assert codemod("--resume", "api").code == 0


def test_a_dry_run_can_be_carried_out(
    codemod: Codemod, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codemod("api")
    forbid(monkeypatch)
    codemod("--resume", "--write", "api")
    text = (fleet / "api" / "Dockerfile").read_text()
    assert " AS runtime" in text
    again = codemod("--resume", "--write", "api")
    assert (again.code, b"Dockerfile: rewritten" in again.out) == (0, True)
    assert (fleet / "api" / "Dockerfile").read_text() == text


def test_a_journal_of_one_s_own(codemod: Codemod, fleet: Path) -> None:
    codemod("--journal", "j.sqlite3", "api")
    assert (fleet / "j.sqlite3").is_file()
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()


# --- kill -9 ----------------------------------------------------------------------------

COUNT = 40


@pytest.fixture(scope="module")
def split_text(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("one")
    for name, text in SERVICE.items():
        (folder / name).write_text(text)
    return run("refactor", "--format", "dockerfile", directory=folder).out


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Folders with a Dockerfile each, in one repository."""
    top = tmp_path / "top"
    repository(
        top, {f"{n:02}/{name}": text for n in range(COUNT) for name, text in SERVICE.items()}
    )
    return sorted(path for path in top.iterdir() if path.name != ".git")


def kill(process: subprocess.Popen[bytes], *, group: bool) -> None:
    """``kill -9``, of the process alone or of its workers, too."""
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def written(folders: list[Path], new: bytes) -> int:
    """How many files are new; every one is whole, the old one or the new one."""
    texts = [(folder / "Dockerfile").read_bytes() for folder in folders]
    assert {text for text in texts if text != new} <= {GO.encode()}
    return texts.count(new)


@pytest.mark.parametrize("group", [False, True])
def test_kills_leave_every_file_whole(group: bool, folders: list[Path], split_text: bytes) -> None:
    """Kills again and again, each time a little later than the first files were written."""
    top, done, chance = folders[0].parent, 0, random.Random(7)  # noqa: S311
    for _ in range(4):
        process = started("-j", "2", "--write", "--resume", directory=top)
        limit = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < limit:
            if written(folders, split_text) > done:
                break
            time.sleep(0.002)
        time.sleep(chance.random() / 50)
        kill(process, group=group)
        done = written(folders, split_text)
    assert done > 0
    ran = run("codemod", "-j", "2", "--write", "--resume", directory=top)
    assert (ran.code, written(folders, split_text)) == (0, COUNT)
    assert ran.out.count(b": rewritten, proven") == COUNT
    assert [path for path in top.rglob("*") if is_leftover(path.name)] == []
    assert len(git(top, "status", "--porcelain").splitlines()) == COUNT


@pytest.mark.parametrize("group", [False, True])
def test_kills_while_committing(group: bool, tmp_path: Path, split_text: bytes) -> None:
    """Kills at any moment between a new branch and its commit; a later run makes all good."""
    top, chance = tmp_path / "top", random.Random(11)  # noqa: S311
    roots = [repository(top / f"{n:02}", {**SERVICE, "b.Dockerfile": GO}) for n in range(12)]
    arguments = ("-j", "2", "--branch", "split", "--commit", "--resume")
    for _ in range(6):
        process = started(*arguments, directory=top)
        start = committed(roots)
        limit = time.monotonic() + 60
        while process.poll() is None and committed(roots) == start and time.monotonic() < limit:
            time.sleep(0.002)
        time.sleep(chance.random() / 15)
        kill(process, group=group)
        written(roots, split_text)
        remove_locks(roots)
    assert committed(roots) > 0
    ran = run("codemod", *arguments, directory=top)
    assert (ran.code, ran.out.count(b": rewritten, proven")) == (0, 24)
    for root in roots:
        assert git(root, "rev-list", "--count", "split") == "2"
        assert git(root, "status", "--porcelain", "--branch") == "## split"
        assert git(root, "show", "--format=", "--name-only") == "Dockerfile\nb.Dockerfile"


def committed(roots: list[Path]) -> int:
    """How many repositories have the branch."""
    return sum((root / ".git" / "refs" / "heads" / "split").exists() for root in roots)


def remove_locks(roots: list[Path]) -> None:
    """Removes what a git that was killed leaves, as git then tells its users to do.

    One that was not killed is given the time to end.
    """
    locks = [root / ".git" / name for root in roots for name in ("index.lock", "HEAD.lock")]
    limit = time.monotonic() + 5
    while any(lock.exists() for lock in locks) and time.monotonic() < limit:
        time.sleep(0.05)
    for lock in locks:
        lock.unlink(missing_ok=True)


def test_workers_do_not_outlive_a_kill(folders: list[Path]) -> None:
    process = started("-j", "2", directory=folders[0].parent)
    assert process.stdout is not None
    process.stdout.readline()
    kill(process, group=False)
    limit = time.monotonic() + 10
    while members(process.pid) and time.monotonic() < limit:
        time.sleep(0.05)
    assert members(process.pid) == []


def members(group: int) -> list[int]:
    """The living processes of a group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(path.parent.name))
    return found


def test_an_interrupt_ends_it(folders: list[Path]) -> None:
    process = started("-j", "2", directory=folders[0].parent)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize("resume", [True, False])
def test_what_a_kill_left_is_removed(resume: bool, codemod: Codemod, fleet: Path) -> None:
    left = fleet / "api" / ".dockerize-ms-a1b2c3d4"
    left.write_text("FROM")
    codemod("--write", *(["--resume"] if resume else []))
    assert left.exists() is not resume


# --- what the journal keeps ---------------------------------------------------------------


def test_old_results_are_removed(
    codemod: Codemod, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codemod("--journal", "j.sqlite3", "web")
    now = time.time() + (journal.DAYS + 1) * 24 * 60 * 60
    monkeypatch.setattr(time, "time", lambda: now)
    codemod("--journal", "j.sqlite3", "api")
    assert known(fleet) == ["api/Dockerfile"]


def test_the_oldest_results_make_room(
    codemod: Codemod, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codemod("--journal", "j.sqlite3", "web")
    codemod("--journal", "j.sqlite3", "api")
    monkeypatch.setattr(journal, "MOST", 1)
    codemod("--journal", "j.sqlite3", "idle")
    assert known(fleet) == ["api/Dockerfile", "idle/Dockerfile"]


def known(fleet: Path) -> list[str]:
    """The files that the journal has results of."""
    kept = journal.Journal(str(fleet / "j.sqlite3"))
    found = sorted(path for path in fleet.rglob("Dockerfile") if kept.get(str(path)))
    return [str(path.relative_to(fleet)) for path in found]
