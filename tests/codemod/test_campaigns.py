"""Under tools that run a command in each of many repositories and look at what it leaves.

What they do is repeated here as their sources have it: ``multi-gitter run`` (prepareScriptCommand,
runSingleRepo) and ``turbolift foreach`` and ``commit`` (RealExecutor).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.codemod.conftest import ROOT, git

MESSAGE = "Split the Dockerfile"


def called(folder: Path, arguments: str, **variables: str) -> tuple[int, str]:
    """Exit code and output of ``dockerize-ms ARGUMENT…`` in a folder, as both tools start it.

    Nothing to read, one pipe for both streams, the folder as working directory.
    """
    done = subprocess.run(
        [sys.executable, "-m", "dockerize_ms", *arguments.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "refactor"), **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def multi_gitter(
    folder: Path, arguments: str, *, dry: bool = False, manual: bool = False
) -> tuple[str, str]:
    """What ``multi-gitter run`` makes of a clone, and the log."""
    before = git(folder, "rev-parse", "HEAD")
    variables = {"REPOSITORY": "org/name", **({"DRY_RUN": "true"} if dry else {})}
    code, log = called(folder, arguments, **variables)
    if code:
        return f"exit status {code}", log
    if manual:
        return "no data was changed" if git(folder, "rev-parse", "HEAD") == before else "new", log
    if not git(folder, "status", "-s"):
        return "no data was changed", log
    git(folder, "add", ".")
    git(folder, "commit", "--no-verify", "-m", MESSAGE)
    return "new", log


def turbolift(folder: Path, arguments: str) -> tuple[bool, str]:
    """Whether ``turbolift foreach`` calls a working copy successful, and its log."""
    code, log = called(folder, arguments)
    return code == 0, log


def changed(folder: Path) -> str:
    return git(folder, "show", "--format=%s", "--name-only")


def test_multi_gitter_commits_what_is_written(fleet: Path) -> None:
    assert multi_gitter(fleet / "api", "codemod --write --quiet") == ("new", "")
    assert changed(fleet / "api") == f"{MESSAGE}\n\nDockerfile"


def test_multi_gitter_sees_that_nothing_changes(fleet: Path) -> None:
    result, log = multi_gitter(fleet / "idle", "codemod --write")
    assert (result, "[no-effective-command]" in log) == ("no data was changed", True)


def test_multi_gitter_skips_a_repository_with_a_failure(fleet: Path) -> None:
    (fleet / "many" / ".dockerize-ms.toml").write_text("target = 'tiny'\n")
    result, log = multi_gitter(fleet / "many", "codemod --write --quiet")
    assert (result, log.count(" failed: ")) == ("exit status 6", 3)


@pytest.mark.parametrize("arguments", ["codemod --write", "codemod --commit"])
def test_a_dry_run_of_multi_gitter_changes_nothing(arguments: str, fleet: Path) -> None:
    manual = "--commit" in arguments
    result, log = multi_gitter(fleet / "api", arguments, dry=True, manual=manual)
    assert result == "no data was changed"
    assert log.startswith("nothing is written: DRY_RUN is set\nDockerfile: rewritten, proven; ")


def test_an_empty_variable_lets_multi_gitter_show_the_difference(fleet: Path) -> None:
    code, _ = called(fleet / "api", "codemod --write --quiet", DRY_RUN="")
    assert (code, git(fleet / "api", "status", "-s")) == (0, "M Dockerfile")


def test_multi_gitter_takes_our_commit(fleet: Path) -> None:
    git(fleet / "api", "switch", "-q", "-c", "multi-gitter-branch")
    result, log = multi_gitter(fleet / "api", "codemod --commit --quiet", manual=True)
    assert (result, log) == ("new", "")
    assert git(fleet / "api", "log", "-1", "--format=%an") == "A U Thor"


def test_turbolift_commits_what_is_written(fleet: Path) -> None:
    assert turbolift(fleet / "api", "codemod --write --quiet") == (True, "")
    assert turbolift(fleet / "idle", "codemod --write --quiet") == (True, "")
    git(fleet / "api", "commit", "--all", "--message", MESSAGE)
    assert changed(fleet / "api") == f"{MESSAGE}\n\nDockerfile"


def test_turbolift_does_not_commit_a_new_file(fleet: Path) -> None:
    """As docs/codemod.md says: ``turbolift foreach -- git add -A`` comes before."""
    turbolift(fleet / "api", "codemod --write --quiet --with dockerignore")
    git(fleet / "api", "commit", "--all", "--message", MESSAGE)
    assert git(fleet / "api", "status", "-s") == "?? .dockerignore"


def test_turbolift_lists_a_failure(fleet: Path) -> None:
    (fleet / "api" / ".dockerize-ms.toml").write_text("target = 'tiny'\n")
    succeeded, log = turbolift(fleet / "api", "codemod --write --quiet")
    assert (succeeded, log.startswith("Dockerfile: failed: ")) == (False, True)
    (fleet / "api" / ".dockerize-ms.toml").unlink()
    assert turbolift(fleet / "api", "codemod --write --quiet") == (True, "")


def test_runs_at_the_same_time_share_the_journal(fleet: Path) -> None:
    """``multi-gitter run --concurrent 4``."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "dockerize_ms", "codemod", "--write", "--quiet"],
            cwd=fleet / name,
            env={**os.environ, "PYTHONPATH": str(ROOT / "refactor")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name in ("api", "idle", "many", "web")
    ]
    assert [(one.communicate()[0], one.returncode) for one in processes] == [(b"", 0)] * 4
