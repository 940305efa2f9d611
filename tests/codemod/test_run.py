"""``dockerize-ms codemod``: what it prints, reports, writes, and with which exit code."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.codemod.conftest import GO, PROGRAM, Codemod, git, repository, write_files
from tests.command_line import run

from dockerize_ms.codemod import task
from dockerize_ms.pipeline import refactor

LINES = """\
api/Dockerfile: rewritten, proven; about 882 MB → 75 MB before what it builds
idle/Dockerfile:1:1: left alone: no CMD or ENTRYPOINT: what the container runs is not known \
[no-effective-command]
many/Dockerfile: rewritten, proven; about 882 MB → 75 MB before what it builds
many/Dockerfile.broken:2:1: not valid: unknown instruction: FOO
many/two.Dockerfile:2:1: left alone: already multi-stage [already-multi-stage]
web/app/Dockerfile: rewritten, proven; about 882 MB → 75 MB before what it builds
"""
SUMMARY = """\
6 Dockerfiles in 4 repositories
  rewritten         3   3 proven; about 2.4 GB smaller
  left alone        2
    already-multi-stage         1
    no-effective-command        1
  not valid         1
  failed            0
"""
REWRITTEN = ("api/Dockerfile", "many/Dockerfile", "web/app/Dockerfile")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file outside of ``.git``."""
    paths = (path for path in folder.rglob("*") if ".git" not in path.parts and path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def split(folder: Path) -> list[str]:
    """The Dockerfiles that have a runtime stage."""
    return [name for name, text in sorted(contents(folder).items()) if b" AS runtime" in text]


def test_prints_a_line_a_file_and_a_summary(codemod: Codemod, fleet: Path) -> None:
    before = contents(fleet)
    ran = codemod()
    assert (ran.code, ran.out.decode(), ran.err) == (0, LINES, SUMMARY)
    assert contents(fleet) == before


@pytest.mark.parametrize("arguments", [("--quiet",), ("-q", "--check"), ("-q", "--write")])
def test_quiet(arguments: tuple[str, ...], codemod: Codemod) -> None:
    ran = codemod(*arguments)
    assert (ran.code, ran.shown) == (int("--check" in arguments), "")


def test_a_terminal_gets_a_bar_and_what_was_rewritten(codemod: Codemod) -> None:
    ran = codemod(terminal=True)
    wanted = "".join(line for line in LINES.splitlines(True) if ": rewritten" in line)
    assert ran.out.decode() == wanted
    assert ran.err.endswith(SUMMARY)
    assert "\r\x1b[K[" in ran.err
    assert "1/6  rewritten 1 · left alone 0 · not valid 0 · failed 0" in ran.err


@pytest.mark.parametrize("jobs", [2, 5])
def test_the_result_does_not_depend_on_workers(jobs: int, codemod: Codemod, tmp_path: Path) -> None:
    reports = [tmp_path / f"{name}.json" for name in "ab"]
    one = codemod("--report", str(reports[0]))
    more = codemod("--jobs", str(jobs), "--report", str(reports[1]))
    assert (one.out, one.err) == (more.out, more.err)
    assert reports[0].read_bytes() == reports[1].read_bytes()


@pytest.mark.parametrize("form", ["-", "list"])
def test_a_list_of_paths(form: str, codemod: Codemod, fleet: Path) -> None:
    paths = b"web\napi/Dockerfile\n\napi\n"
    (fleet.parent / "list").write_bytes(paths)
    ran = codemod("--list", form if form == "-" else "../list", stdin=paths)
    assert [line.split(":")[0] for line in ran.out.decode().splitlines()] == [
        "api/Dockerfile",
        "web/app/Dockerfile",
    ]


def test_an_empty_list_is_not_the_working_directory(codemod: Codemod) -> None:
    ran = codemod("--list", "-", stdin=b"\n")
    assert (ran.code, ran.err.splitlines()[0]) == (0, "0 Dockerfiles in 0 repositories")


def test_nothing_found(tmp_path: Path) -> None:
    ran = run("codemod", directory=tmp_path)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (
        0,
        b"",
        "0 Dockerfiles in 0 repositories",
    )


# --- what is wrong ------------------------------------------------------------------------


def test_a_missing_path_is_a_row(codemod: Codemod) -> None:
    ran = codemod("gone", "api")
    assert (ran.code, ran.out.decode().splitlines()[0]) == (
        6,
        "gone: failed: no such file [not-readable]",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--branch", "a"), "--branch goes with --commit"),
        (("--report", "a.doc"), "--report a.doc: its name ends in none of .json"),
        (("--branch", "a b", "--commit"), "--branch a b: is no name for a branch"),
        (("--branch", "-a", "--commit"), "--branch -a: is no name for a branch"),
        (("--list", "gone"), "gone: no such file or directory"),
        (("--memory", "much"), "'much' is no size"),
        (("--with", "magic"), "no such refactoring: magic"),
        (("--jobs", "0"), "0 is not in the range"),
        (("--journal", "/dev/null/x"), "is no journal that can be used"),
        (("--journal", "api/main.go"), "is no journal that can be used"),
    ],
)
def test_usage(arguments: tuple[str, ...], message: str, codemod: Codemod, fleet: Path) -> None:
    before = contents(fleet)
    ran = codemod(*arguments)
    assert (ran.code, ran.out, message in ran.err) == (2, b"", True)
    assert contents(fleet) == before


def test_settings_that_make_no_sense_are_a_row(codemod: Codemod, fleet: Path) -> None:
    (fleet / "api" / ".dockerize-ms.toml").write_text("target = 'tiny'\n")
    ran = codemod()
    assert (ran.code, ran.out.decode().splitlines()[0].partition(" 'tiny'")[0]) == (
        6,
        "api/Dockerfile: failed: api/.dockerize-ms.toml:1: target:",
    )
    assert "3 proven" not in ran.err


TROUBLE: dict[str, tuple[Callable[[], object], str]] = {
    "crash": (os.abort, "failed: the worker died: SIGABRT [crash]"),
    "hang": (lambda: __import__("time").sleep(60), "failed: it took longer than 5 s [time]"),
    "memory": (lambda: bytearray(1 << 40), "failed: it took more memory than it may [memory]"),
    "bug": (lambda: 1 / 0, "failed: ZeroDivisionError: division by zero [bug]"),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_with_one_file_is_a_row(
    name: str, codemod: Codemod, monkeypatch: pytest.MonkeyPatch
) -> None:
    def troubled(*arguments: Any, path: str, **options: Any) -> object:
        if path == "many/Dockerfile":
            TROUBLE[name][0]()
        return refactor(*arguments, path=path, **options)

    monkeypatch.setattr(task, "refactor", troubled)
    ran = codemod("--timeout", "5")
    lines = ran.out.decode().splitlines()
    assert (ran.code, len(lines), lines[2]) == (6, 6, f"many/Dockerfile: {TROUBLE[name][1]}")


# --- writing ------------------------------------------------------------------------------


def test_write(codemod: Codemod, fleet: Path) -> None:
    before = contents(fleet)
    assert codemod("--write").code == 0
    changed = [name for name, text in contents(fleet).items() if text != before[name]]
    assert sorted(changed) == split(fleet) == list(REWRITTEN)
    assert codemod("--check").code == 0


@pytest.mark.parametrize("value", ["1", "true"])
def test_a_dry_run_is_asked_for_by_the_environment(
    value: str, codemod: Codemod, fleet: Path
) -> None:
    before = contents(fleet)
    ran = codemod("--write", environment={"DRY_RUN": value})
    assert (ran.code, ran.err.splitlines()[0]) == (0, "nothing is written: DRY_RUN is set")
    assert contents(fleet) == before


def test_patches_apply(codemod: Codemod, fleet: Path, tmp_path: Path) -> None:
    codemod("--patch-dir", str(tmp_path / "patches"))
    patches = sorted((tmp_path / "patches").rglob("*.patch"))
    names = [str(path.relative_to(tmp_path / "patches")) for path in patches]
    assert names == [f"{name}.patch" for name in REWRITTEN]
    for path, name in zip(patches, REWRITTEN, strict=True):
        git(fleet / name.split("/")[0], "apply", str(path))
    assert split(fleet) == list(REWRITTEN)


ODD = {
    "space": "a b",
    "quote": 'q"b\\',
    "tab": "t\tb",
    "line end": "l\nb",
    "no text": "caf\udce9",
    "letter": "ü",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ODD)
def test_patches_of_odd_names_apply(name: str, ends: str, tmp_path: Path) -> None:
    files = {**PROGRAM, f"{ODD[name]}.Dockerfile": GO}
    repository(tmp_path / "r", files)
    path = tmp_path / "r" / f"{ODD[name]}.Dockerfile"
    path.write_bytes(GO.replace("\n", ends).encode())
    assert run("codemod", "--patch-dir", "../patches", directory=tmp_path / "r").code == 0
    (patch,) = (tmp_path / "patches").iterdir()
    git(tmp_path / "r", "apply", str(patch))
    assert path.read_bytes().count(ends.encode()) == path.read_bytes().count(b"\n") > 5


def test_a_patch_keeps_bytes_that_are_no_text(
    codemod: Codemod, fleet: Path, tmp_path: Path
) -> None:
    path = fleet / "api" / "Dockerfile"
    path.write_bytes(GO.encode().replace(b"CMD", b"# caf\xe9\nCMD"))
    ran = codemod("--patch-dir", str(tmp_path / "patches"), "--report", str(tmp_path / "a.json"))
    assert ran.code == 0
    git(fleet / "api", "apply", str(tmp_path / "patches" / "api" / "Dockerfile.patch"))
    assert b"# caf\xe9\n" in path.read_bytes()
    assert b" AS runtime" in path.read_bytes()


def test_a_file_that_changes_in_the_meantime_is_not_written(
    codemod: Codemod, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddling(*arguments: Any, path: str, **options: Any) -> object:
        found = refactor(*arguments, path=path, **options)
        if path == "api/Dockerfile":
            Path(path).write_text("FROM new\n")
        return found

    monkeypatch.setattr(task, "refactor", meddling)
    ran = codemod("--write")
    assert (ran.code, ran.out.decode().splitlines()[0]) == (
        6,
        "api/Dockerfile: failed: was changed in the meantime [not-written]",
    )
    assert (fleet / "api" / "Dockerfile").read_text() == "FROM new\n"
    assert split(fleet) == list(REWRITTEN[1:])


# --- contexts ------------------------------------------------------------------------------


def test_the_context_and_its_evidence_are_reported(tmp_path: Path) -> None:
    files = {**PROGRAM, "docker/api": GO, "Makefile": "a:\n\tdocker build -f docker/api .\n"}
    compose = "services:\n  a:\n    build: {context: ., dockerfile: docker/api, target: x}\n"
    repository(tmp_path / "r", {**files, "compose.yml": compose})
    run("codemod", "--report", "report.json", directory=tmp_path)
    (row,) = json.loads((tmp_path / "report.json").read_text())["files"]
    assert (row["path"], row["context"], row["targets"]) == ("r/docker/api", ".", ["x"])
    assert len(row["evidence"]) == 2
    assert row["state"] == "rewritten"


def test_a_reason_in_another_file_has_its_place_there(tmp_path: Path) -> None:
    manifest = '{\n  "scripts": {\n    "start": "nodemon a.js"\n  }\n}\n'
    text = "FROM node:20\nWORKDIR /app\nCOPY . .\nRUN npm install\nCMD npm start\n"
    repository(tmp_path / "r", {"app/Dockerfile": text, "app/package.json": manifest})
    ran = run("codemod", directory=tmp_path)
    assert ran.out.decode() == (
        "r/app/Dockerfile: left alone: the container runs the build when it starts: nodemon, "
        "a tool of the development (app/package.json:3) [runs-the-build]\n"
    )


def test_a_guess_is_an_assumption(tmp_path: Path) -> None:
    text = GO.replace("COPY . .", "COPY go.mod main.go ./")
    repository(tmp_path / "r", {**PROGRAM, "docker/Dockerfile": text})
    run("codemod", "--report", "report.json", directory=tmp_path)
    (row,) = json.loads((tmp_path / "report.json").read_text())["files"]
    assert (row["ambiguous"], row["verdict"]) == (True, "assumed")
    assert row["assumptions"][0]["code"] == "context-guessed"


def test_strange_names_do_no_harm(tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 <b>\n")
    write_files(Path(folder), {"Dockerfile": GO, **PROGRAM})
    ran = run("codemod", "--report", "a.json", "--report", "a.md", "--write", directory=tmp_path)
    assert ran.code == 0
    assert " AS runtime" in (Path(folder) / "Dockerfile").read_text()
    assert run("codemod", "--resume", directory=tmp_path).code == 0


def test_edits_of_a_file_that_is_not_split(codemod: Codemod, fleet: Path) -> None:
    numbered = 'FROM debian\nFROM debian\nCOPY --from=0 /bin/ls /ls\nCMD ["/ls"]\n'
    folder = repository(fleet / "numbered", {"Dockerfile": numbered})
    ran = codemod("--with", "name-stages", "--write", "numbered")
    assert ran.out.decode() == "numbered/Dockerfile: rewritten, proven; size not known\n"
    assert "COPY --from=0" not in (folder / "Dockerfile").read_text()


# --- a second file ------------------------------------------------------------------------

BESIDE = ("--with", "dockerignore", "web")
"""A result that changes the ignore file as well."""


def test_a_second_file_is_written(codemod: Codemod, fleet: Path) -> None:
    before = contents(fleet)
    assert codemod(*BESIDE, "--write").code == 0
    changed = {name: text for name, text in contents(fleet).items() if text != before.get(name)}
    assert sorted(changed) == ["web/app/.dockerignore", "web/app/Dockerfile"]
    assert changed["web/app/.dockerignore"] == b"Dockerfile\n.dockerignore\n"


def test_a_second_file_alone_is_written(codemod: Codemod, fleet: Path) -> None:
    codemod(*BESIDE, "--without", "split-stages", "--write")
    assert (fleet / "web/app/.dockerignore").read_bytes() == b"Dockerfile\n.dockerignore\n"
    assert split(fleet) == []


def test_a_second_file_is_in_the_patch(codemod: Codemod, fleet: Path, tmp_path: Path) -> None:
    codemod(*BESIDE, "--patch-dir", str(tmp_path / "patches"))
    git(fleet / "web", "apply", str(tmp_path / "patches/web/app/Dockerfile.patch"))
    patched = contents(fleet / "web")
    git(fleet / "web", "checkout", "-q", ".")
    git(fleet / "web", "clean", "-q", "-f")
    codemod(*BESIDE, "--write")
    assert contents(fleet / "web") == patched


def test_a_second_file_that_fails_keeps_the_first(codemod: Codemod, fleet: Path) -> None:
    (fleet / "web/app/.dockerignore").symlink_to("gone/ignore")
    before = contents(fleet)
    ran = codemod(*BESIDE, "--write")
    assert ran.out.decode() == (
        "web/app/Dockerfile: failed: web/app/gone/ignore: cannot be written: "
        "no such file or directory [not-written]\n"
    )
    assert contents(fleet) == before


def test_a_second_file_that_a_kill_left_out_is_written_later(codemod: Codemod, fleet: Path) -> None:
    codemod(*BESIDE, "--write")
    wanted = contents(fleet)
    (fleet / "web/app/.dockerignore").unlink()
    assert codemod(*BESIDE, "--write", "--resume").code == 0
    assert contents(fleet) == wanted


def test_what_was_taken_back_is_not_taken_for_written(codemod: Codemod, fleet: Path) -> None:
    codemod(*BESIDE, "--write")
    git(fleet / "web", "checkout", "-q", ".")
    (fleet / "web/app/.dockerignore").write_text("# mine\n")
    assert codemod(*BESIDE, "--write", "--resume").code == 0
    assert (fleet / "web/app/.dockerignore").read_text() == "# mine\nDockerfile\n"
