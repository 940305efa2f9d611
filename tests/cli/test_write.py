"""``--write`` and ``-o``: the old file or the new one, never a part, and nothing else changed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.cli.conftest import FILES
from tests.command_line import run

FAILING = {
    "mkstemp": ("tempfile.mkstemp", OSError(30, "Read-only file system")),
    "fsync": ("os.fsync", OSError(28, "No space left on device")),
    "chmod": ("os.chmod", OSError(1, "Operation not permitted")),
    "replace": ("os.replace", OSError(28, "No space left on device")),
}


def expected(project: Path) -> bytes:
    """The rewritten text, as it is printed."""
    return run("refactor", "--format", "dockerfile", directory=project).out


def test_writes_what_it_prints(project: Path) -> None:
    text = expected(project)
    assert run("refactor", "--write", directory=project).code == 0
    assert (project / "Dockerfile").read_bytes() == text != FILES["Dockerfile"]


@pytest.mark.parametrize("name", FAILING)
def test_a_failure_leaves_the_old_file(
    name: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    function, error = FAILING[name]

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(function, fail)
    ran = run("refactor", "--write", "Dockerfile", directory=project)
    assert ran.code == 3
    assert f"Dockerfile: cannot be written: {str(error.strerror).lower()}" in ran.err
    assert (project / "Dockerfile").read_bytes() == FILES["Dockerfile"]
    assert {path.name for path in project.iterdir()} == set(FILES)


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_keeps_the_mode(mode: int, project: Path) -> None:
    (project / "Dockerfile").chmod(mode)
    run("refactor", "--write", directory=project)
    assert stat.S_IMODE((project / "Dockerfile").stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_keeps_the_owner(project: Path) -> None:
    os.chown(project / "Dockerfile", 1234, 2345)
    run("refactor", "--write", directory=project)
    found = (project / "Dockerfile").stat()
    assert (found.st_uid, found.st_gid) == (1234, 2345)


def test_follows_a_link(project: Path) -> None:
    folder = project / "docker"
    folder.mkdir()
    (project / "Dockerfile").rename(folder / "real")
    (project / "Dockerfile").symlink_to("docker/real")
    text = expected(project)
    run("refactor", "--write", directory=project)
    assert (project / "Dockerfile").readlink() == Path("docker/real")
    assert (folder / "real").read_bytes() == text
    assert list(folder.iterdir()) == [folder / "real"]


def test_keeps_line_ends(project: Path) -> None:
    path = project / "Dockerfile"
    path.write_bytes(FILES["Dockerfile"].replace(b"\n", b"\r\n"))
    run("refactor", "--write", directory=project)
    lines = path.read_bytes().split(b"\n")
    assert len(lines) > 6
    assert all(line.endswith(b"\r") for line in lines[:-1])


def test_bytes_that_are_no_text_survive(project: Path) -> None:
    odd = b"# caf\xe9 \x00 \xff\xfe \xf0\x9f\n"
    (project / "Dockerfile").write_bytes(FILES["Dockerfile"].replace(b"CMD", odd + b"CMD"))
    text = expected(project)
    run("refactor", "--write", directory=project)
    assert (project / "Dockerfile").read_bytes() == text
    assert odd + b"CMD" in text


@pytest.mark.parametrize("name", ["idle.Dockerfile", "two.Dockerfile", "broken.Dockerfile"])
def test_does_not_touch_what_it_does_not_change(name: str, project: Path) -> None:
    before = (project / name).stat()
    run("refactor", "--write", name, directory=project)
    after = (project / name).stat()  # reading may change the time of access
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        *(before.st_ino, before.st_mtime_ns, before.st_ctime_ns),
    )


@pytest.mark.parametrize("arguments", [(), ("--check",), ("--explain",), ("--format", "json")])
def test_writes_nothing_unasked(arguments: tuple[str, ...], project: Path) -> None:
    run("refactor", *arguments, directory=project)
    assert {path.name: path.read_bytes() for path in project.iterdir()} == FILES


def test_output_goes_to_another_file(project: Path) -> None:
    text = expected(project)
    assert run("refactor", "-o", "new", directory=project).code == 0
    assert ((project / "new").read_bytes(), (project / "Dockerfile").read_bytes()) == (
        text,
        FILES["Dockerfile"],
    )


def test_output_of_a_file_left_alone_is_that_file(project: Path) -> None:
    run("refactor", "-o", "new", "two.Dockerfile", directory=project)
    assert (project / "new").read_bytes() == FILES["two.Dockerfile"]


def test_several_files_are_written(project: Path) -> None:
    (project / "other").write_bytes(FILES["Dockerfile"])
    text = expected(project)
    ran = run("refactor", "--write", "Dockerfile", "gone", "other", directory=project)
    assert ran.code == 3
    assert (project / "Dockerfile").read_bytes() == (project / "other").read_bytes() == text


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "other").write_bytes(FILES["Dockerfile"])
    text = expected(project)
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if target.endswith("Dockerfile"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr("os.replace", refuse)
    ran = run("refactor", "--write", "Dockerfile", "other", directory=project)
    assert (ran.code, "Dockerfile: cannot be written" in ran.err) == (3, True)
    assert (project / "Dockerfile").read_bytes() == FILES["Dockerfile"]
    assert (project / "other").read_bytes() == text


def test_a_second_run_changes_nothing(project: Path) -> None:
    run("refactor", "--write", directory=project)
    before = (project / "Dockerfile").stat()
    ran = run("refactor", "--write", directory=project)
    after = (project / "Dockerfile").stat()
    assert (ran.code, ran.out) == (0, b"")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_writes_the_ignore_file_beside_it(project: Path) -> None:
    for other in project.glob("*.Dockerfile"):  # each would read the same context
        other.unlink()
    shown = run("refactor", "--with", "dockerignore", directory=project)
    assert b"--- /dev/null\n+++ b/.dockerignore\n" in shown.out
    assert not (project / ".dockerignore").exists()
    assert run("refactor", "--write", "--with", "dockerignore", directory=project).code == 0
    assert (project / ".dockerignore").read_text().endswith("\n")
    assert run("refactor", "--check", "--with", "dockerignore", directory=project).code == 0
