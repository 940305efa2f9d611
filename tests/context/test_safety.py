"""A context may come from anyone: nothing outside is read, nothing waits, nothing blows up."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dockerize_ms.context import Context, Unreadable
from dockerize_ms.context.storage import Disk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("secret")
    root = tmp_path / "context"
    root.mkdir()
    return root


def open_(root: Path) -> Context:
    return Context.open(str(root))


@pytest.mark.parametrize(
    "target", ["../secret", "/etc/passwd", "d/../../secret", "../context/../secret"]
)
def test_no_link_leads_out(root: Path, target: str) -> None:
    (root / "d").mkdir()
    (root / "link").symlink_to(target)
    assert open_(root).read("link") == Unreadable("outside the context")


def test_no_directory_link_leads_out(root: Path) -> None:
    (root / "d").symlink_to("..")
    assert open_(root).read("d/secret") == Unreadable("outside the context")
    assert open_(root).children("d") == ()
    assert list(open_(root).walk()) == ["d"]


def test_a_file_that_has_become_a_link_is_not_opened(root: Path) -> None:
    (root / "link").symlink_to("../secret")
    assert Disk(str(root)).read("link", 100) == Unreadable("link loop")


def test_a_link_chain_that_is_too_long(root: Path) -> None:
    for number in range(60):
        (root / f"l{number}").symlink_to(f"l{number + 1}")
    (root / "l60").write_text("end")
    assert open_(root).read("l0") == Unreadable("link loop")
    assert open_(root).read("l30") == b"end"


def test_links_that_grow(root: Path) -> None:
    (root / "x").symlink_to("x/" * 2000 + "x")
    assert open_(root).read("x") == Unreadable("link loop")


def test_a_link_to_itself_as_directory(root: Path) -> None:
    (root / "d").mkdir()
    (root / "d" / "d").symlink_to(".")
    (root / "d" / "f").write_text("f")
    assert open_(root).read("d/d/d/d/f") == b"f"
    assert list(open_(root).walk()) == ["d/d", "d/f"]


def test_a_pipe_is_not_opened(root: Path) -> None:
    os.mkfifo(root / "pipe")
    assert open_(root).read("pipe") == Unreadable("not a regular file")
    assert open_(root).kind("pipe") is None


def test_a_socket_is_not_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert open_(root).read("socket") == Unreadable("not a regular file")


@pytest.mark.parametrize("name", [".dockerignore", "Dockerfile.dockerignore"])
def test_an_ignore_file_that_is_a_pipe(root: Path, name: str) -> None:
    os.mkfifo(root / name)
    context = Context.open(str(root), dockerfile=str(root / "Dockerfile"))
    assert context.ignore_file is None


def test_an_ignore_file_that_leads_out(root: Path) -> None:
    (root / ".dockerignore").symlink_to("../secret")
    (root / "secret").write_text("")
    assert open_(root).exists("secret")


def test_a_large_file(root: Path) -> None:
    (root / "large").write_bytes(b"x" * 10_000_000)
    assert open_(root).read("large") == Unreadable("too large")
    assert open_(root).text("large") is None
    assert len(open_(root).read("large", limit=10_000_000)) == 10_000_000  # type: ignore[arg-type]


def test_a_file_that_grows_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "endless").write_bytes(b"")
    monkeypatch.setattr(os, "read", lambda descriptor, size: b"x" * size)
    assert open_(root).read("endless") == Unreadable("too large")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "denied"), "permission denied"),
        (OSError(5, "input/output error"), "input/output error"),
        (FileNotFoundError(2, "gone meanwhile"), "no such file"),
        (OSError(40, "replaced by a link meanwhile"), "link loop"),
    ],
)
def test_a_file_that_cannot_be_opened(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(*arguments: object) -> int:
        raise error

    (root / "file").write_text("text")
    monkeypatch.setattr(os, "open", refuse)
    assert open_(root).read("file") == Unreadable(reason)


def test_a_file_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> bytes:
        raise OSError(5, "input/output error")

    (root / "file").write_text("text")
    monkeypatch.setattr(os, "read", refuse)
    assert open_(root).read("file") == Unreadable("input/output error")


def test_a_directory_that_cannot_be_listed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "denied", path)

    context = open_(root)
    monkeypatch.setattr(os, "scandir", refuse)
    assert context.children("") == ()
    assert context.truncated


def test_no_such_folder(tmp_path: Path) -> None:
    context = open_(tmp_path / "nothing")
    assert (list(context.walk()), context.truncated) == ([], True)


DEEP = 30
LONG = "d" * 200  # together longer than any path that the system takes


def test_a_deep_tree(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    for _ in range(DEEP):
        os.mkdir(LONG)
        os.chdir(LONG)
    context = open_(root)
    assert list(context.walk()) == []
    assert context.truncated
    monkeypatch.chdir(root)
    _remove_deep()


def _remove_deep() -> None:
    for _ in range(DEEP):
        os.chdir(LONG)
    for _ in range(DEEP):
        os.chdir("..")
        os.rmdir(LONG)


def test_a_deep_tree_in_memory_under_a_negated_pattern() -> None:
    context = Context.from_files({"d/" * 500 + "f": ""}, ignore="*\n!**/f\n")
    assert list(context.walk()) == []
    assert context.truncated


ODD_NAMES = ["new\nline", "-rf", "a b", "#x", "!x", "\\x", "*", "[", "\x07", "caf\udce9", "ü"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names(root: Path, name: str) -> None:
    (root / name).write_text("content")
    context = open_(root)
    assert (context.children(""), context.read(name)) == ((name,), b"content")
    assert (context.glob("?*"), context.ignored(name)) == ((name,), False)


def test_odd_names_can_be_ignored(root: Path) -> None:
    (root / os.fsdecode(b"caf\xe9.md")).write_text("")
    (root / "new\nline.md").write_text("")
    (root / ".dockerignore").write_text("*.md\n")
    assert open_(root).children("") == (".dockerignore",)
