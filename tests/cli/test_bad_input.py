"""What is no Dockerfile: one line with its position, the right exit code, nothing written."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.command_line import run

COMMANDS = (("refactor",), ("refactor", "--write"), ("verify",), ("explain",))
NOISE = random.Random(1).randbytes(10 * 1024 * 1024)  # noqa: S311
Make = Callable[[Path], object]


def holding(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def forbidden(path: Path) -> None:
    """A file that even root may not open: there is none, so the test makes ``open`` refuse it."""
    path.write_bytes(b"FROM debian\n")


BAD: dict[str, tuple[Make, int, str]] = {
    "missing": (lambda path: None, 3, r"error: bad: no such file or directory"),
    "in a missing folder": (lambda path: None, 3, r"error: bad: no such file or directory"),
    "directory": (Path.mkdir, 3, r"error: bad: is a directory"),
    "loop": (lambda path: path.symlink_to(path), 3, r"error: bad: too many levels"),
    "dangling link": (lambda path: path.symlink_to("gone"), 3, r"error: bad: no such file"),
    "pipe": (os.mkfifo, 3, r"error: bad: is not a regular file"),
    "no permission": (forbidden, 3, r"error: bad: permission denied"),
    "10 MB of garbage": (holding(NOISE), 3, r"error: bad: larger than 8 MiB"),
    "1 MB of garbage": (holding(NOISE[: 1 << 20]), 4, r"bad:1:1: error: unknown instruction"),
    "1 MB of NUL": (holding(bytes(1 << 20)), 4, r"bad:1:1: error: dockerfile line greater than"),
    "1 MB in one line": (holding(b"FROM a\nFOO " + b"x" * (1 << 20)), 4, r"bad:2:1: error: docker"),
    "a program": (holding(b"\x7fELF\x02\x01\x01" + bytes(64)), 4, r"bad:1:1: error: unknown"),
    "empty": (holding(b""), 4, r"bad:1:1: error: file with no instructions"),
    "blank": (holding(b"\n \n\t\n"), 4, r"bad:1:1: error: file with no instructions"),
    "only comments": (holding(b"# a\n# b\n"), 4, r"bad:1:1: error: file with no instructions"),
    "only ARG": (holding(b"ARG A\n"), 4, r"bad:1:1: error: dockerfile contains no stages"),
    "unknown instruction": (holding(b"FROM a\n\nFOO b\n"), 4, r"bad:3:1: error: unknown .*: FOO"),
    "no FROM": (holding(b"RUN a\n"), 4, r"bad:1:1: error: .*RUN before FROM"),
    "empty FROM": (holding(b"FROM\n"), 4, r"bad:1:1: error: FROM requires"),
    "short COPY": (holding(b"FROM a\nCOPY b\n"), 4, r"bad:2:1: error: COPY requires"),
    "unclosed heredoc": (holding(b"FROM a\nRUN <<E\nb\n"), 4, r"bad:2:1: error: unterminated"),
    "unknown flag": (holding(b"FROM a\nCOPY --form=b c d\n"), 4, r"bad:2:\d+: error: "),
    "CRLF": (holding(b"FROM a\r\nFOO b\r\n"), 4, r"bad:2:1: error: unknown .*: FOO\r?\n"),
}  # fmt: skip


def listing(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything in a folder, and when it was last changed."""
    found = {path: path.lstat() for path in folder.rglob("*")}
    return {str(path): (s.st_mode, s.st_size, s.st_mtime_ns) for path, s in found.items()}


@pytest.fixture(params=BAD, ids=lambda name: name.replace(" ", "-"))
def bad(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a case, with its file ``bad`` in place."""
    make = BAD[request.param][0]
    make(tmp_path / "bad")
    if make is forbidden:
        monkeypatch.setattr("dockerize_ms.cli.files.open", refuse, raising=False)
    return str(request.param)


def refuse(path: str, mode: str) -> None:
    raise PermissionError(13, "Permission denied", path)


@pytest.mark.parametrize("command", COMMANDS, ids="".join)
def test_says_what_is_wrong(bad: str, command: tuple[str, ...], tmp_path: Path) -> None:
    _, code, message = BAD[bad]
    before = listing(tmp_path)
    ran = run(*command, "bad", directory=tmp_path)
    assert (ran.code, ran.out) == (code, b"")
    assert re.match(message, ran.err)
    assert listing(tmp_path) == before


def test_is_short_and_harmless_on_a_terminal(bad: str, tmp_path: Path) -> None:
    lines = run("refactor", "bad", directory=tmp_path).err.split("\n")
    assert max(map(len, lines)) <= 300
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", "".join(lines).replace("\r", ""))


def test_an_output_file_is_not_written(bad: str, tmp_path: Path) -> None:
    assert run("refactor", "-o", "out", "bad", directory=tmp_path).code == BAD[bad][1]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", [NOISE[:4096], b"\xff\x00FROM\n", b"FROM a\r\nFOO \xe9\x00\r\n"]
)
def test_what_does_not_parse_is_printed_as_it_is(content: bytes, tmp_path: Path) -> None:
    ran = run("refactor", "--format", "dockerfile", "-", stdin=content, directory=tmp_path)
    assert (ran.code, ran.out) == (4, content)


def test_a_link_out_of_the_context_is_not_followed(project: Path) -> None:
    outside = project.parent / "outside.sh"
    outside.write_text("#!/bin/sh\nexec go run .\n")
    (project / "start.sh").symlink_to(outside)
    text = (
        b'FROM golang:1.21\nCOPY . /app\nRUN cd /app && go build -o /m .\nCMD ["/app/start.sh"]\n'
    )
    ran = run("refactor", "-C", ".", "-", stdin=text, directory=project)
    assert ran.code in (0, 5)
    assert "go run" not in ran.shown


USAGE: dict[tuple[str, ...], tuple[int, str]] = {
    ("nonsense",): (2, "No such command 'nonsense'"),
    ("refactor", "--nonsense"): (2, "No such option '--nonsense'"),
    ("refactor", "--target", "tiny", "Dockerfile"): (2, "'tiny' is not one of"),
    ("refactor", "--with", "magic", "Dockerfile"): (2, "no such refactoring: magic"),
    ("refactor", "--min-saving", "5 parsecs", "Dockerfile"): (2, "'5 parsecs' is no size"),
    ("refactor", "--with", "slim-base", "--without", "slim-base"): (2, "with and without: slim"),
    ("refactor", "-C", "gone", "Dockerfile"): (2, "is not a directory"),
    ("refactor", "-o", "x", "Dockerfile", "two.Dockerfile"): (2, "-o takes one DOCKERFILE"),
    ("refactor", "-o", "x", "--write", "Dockerfile"): (2, "-o takes one DOCKERFILE"),
    ("refactor", "--write", "-"): (2, "cannot write to standard input"),
    ("verify", "--fail-on", "never"): (2, "'never' is not one of"),
    ("explain", "Dockerfile", "two.Dockerfile"): (2, "unexpected extra argument"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_usage(arguments: tuple[str, ...], project: Path) -> None:
    before = listing(project)
    ran = run(*arguments, directory=project)
    assert (ran.code, ran.out) == (USAGE[arguments][0], b"")
    assert USAGE[arguments][1] in ran.err
    assert listing(project) == before


SETTINGS = {
    "target = 'tiny'": "'tiny' is none of",
    "traget = 'slim'": "unknown setting 'traget'",
    "target = ": ".dockerize-ms.toml:1",
    "with = ['magic']": "no such refactoring: magic",
}


@pytest.mark.parametrize("text", SETTINGS)
def test_settings(text: str, project: Path) -> None:
    (project / ".dockerize-ms.toml").write_text(text)
    ran = run("refactor", directory=project)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith("error: .dockerize-ms.toml:1: ")
    assert SETTINGS[text] in ran.err
