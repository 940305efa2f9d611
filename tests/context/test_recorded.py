"""What was read is noted; any change to it shows, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dockerize_ms.context import Context
from dockerize_ms.context.recorded import Record, unchanged

CHANGES: dict[str, tuple[Callable[[Path], object], bool]] = {
    "nothing": (lambda root: None, True),
    "a file that was read": (lambda root: (root / "a/read").write_text("new"), False),
    "its mode": (lambda root: (root / "a/mode").chmod(0o700), False),
    "it is gone": (lambda root: (root / "a/read").unlink(), False),
    "a file that was not read": (lambda root: (root / "a/other").write_text("new"), True),
    "a new file in a listed folder": (lambda root: (root / "a/new").write_text(""), False),
    "a new file elsewhere": (lambda root: (root / "b/new").write_text(""), True),
    "a file that was missed": (lambda root: (root / ".dockerignore").write_text("a"), False),
    "where a link leads": (lambda root: relink(root / "link", "b"), False),
}


def relink(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


@pytest.mark.parametrize("name", CHANGES)
def test_changes_show(name: str, tmp_path: Path) -> None:
    change, same = CHANGES[name]
    for path in ("a/read", "a/mode", "a/other", "b/c"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("old")
    (tmp_path / "link").symlink_to("a")
    record = Record()
    context = Context.open(str(tmp_path), disk=record.open)
    assert (context.read("link/read"), context.mode("a/mode")) == (b"old", 0o644)
    change(tmp_path)
    assert unchanged(record.seen) is same


def test_a_limit_is_part_of_the_question(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("12345")
    record = Record()
    storage = record.open(str(tmp_path))
    storage.read("a", 2), storage.read("a", 8)
    assert len(record.seen) == 2
    assert unchanged(record.seen)


def test_the_ignore_file_beside_a_dockerfile_counts(tmp_path: Path) -> None:
    record = Record()
    dockerfile = str(tmp_path / "Dockerfile")
    assert Context.open(str(tmp_path), dockerfile=dockerfile, disk=record.open).children("") == ()
    (tmp_path / "Dockerfile.dockerignore").write_text("*")
    assert not unchanged(record.seen)
