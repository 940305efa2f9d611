"""Makes repositories to measure with: each a case of the corpus, none like another.

What makes them differ is in every file, so that nothing that was worked out for the content of
one holds for another: white space at the end that spells a number, and a label in Dockerfiles.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
GROUPS = ("go", "node", "python", "left-alone")
"""The groups of cases that are like what people have; the others are odd on purpose."""

File = tuple[str, bytes, int]
"""A path in a repository, its content and its permissions."""


def make(folder: Path, numbers: Sequence[int]) -> None:
    """Makes a repository for each number, below a folder: the cases take turns."""
    for number in numbers:
        name, files = cases()[number % len(cases())]
        root = folder / f"{number:05d}-{name}"
        (root / ".git").mkdir(parents=True)
        for path, content, mode in files:
            at = root / path
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(_told_apart(path, content, number))
            at.chmod(mode)


@cache
def cases() -> tuple[tuple[str, tuple[File, ...]], ...]:
    """The names and files of the cases, the groups mixed."""
    folders = [path for group in GROUPS for path in sorted((CORPUS / group).iterdir())]
    found = [path for path in folders if (path / "Dockerfile").is_file()]
    return tuple((path.name, tuple(_files(path))) for path in sorted(found, key=lambda p: p.name))


def _files(case: Path) -> list[File]:
    paths = [path for path in sorted(case.rglob("*")) if path.is_file()]
    return [(str(p.relative_to(case)), p.read_bytes(), p.stat().st_mode & 0o777) for p in paths]


def _told_apart(path: str, content: bytes, number: int) -> bytes:
    """Content that no other number has and that means the same."""
    if b"\0" in content:
        return content
    if os.path.basename(path) == "Dockerfile" and content.endswith(b"\n"):
        return content + b'LABEL number="%d"\n' % number
    return content + bytes(b" \n"[bit == "1"] for bit in f"{number:b}")
