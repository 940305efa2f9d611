"""The repository around a build context: what else it says about how its images are used."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from dockerize_ms.context.memory import Memory
from dockerize_ms.context.storage import DIR, Disk, Opener, Storage
from dockerize_ms.context.tree import Tree
from dockerize_ms.text import SourceFile

PARENT_LIMIT = 64
FILE_LIMIT = 5_000
DEPTH_LIMIT = 8
TEXT_LIMIT = 256 * 1024
SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", "vendor", ".venv", "venv", ".tox"))
"""Directories of other people's files."""

ENVIRONMENT_MARK = "pyvenv.cfg"

T = TypeVar("T")


class Repository(Tree):
    """All files of a repository. ``.dockerignore`` does not apply to it."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage)
        self._sources: dict[str, SourceFile | None] = {}
        self._read: dict[tuple[object, str], object] = {}

    @staticmethod
    def around(path: str, *, disk: Opener = Disk) -> Repository:
        """The repository that holds a path of this machine: see ``root_of``."""
        return Repository(disk(root_of(path)))

    @staticmethod
    def from_files(files: Mapping[str, bytes | str]) -> Repository:
        """A repository in memory."""
        return Repository(Memory(files, {}, {}))

    def relative(self, path: str) -> str | None:
        """A path of this machine as a path of the repository; None if it is outside."""
        relative = os.path.relpath(os.path.abspath(path), self.root) if self.root else path
        if relative == os.pardir or relative.startswith(os.pardir + os.sep):
            return None
        return "" if relative == os.curdir else relative

    def source(self, path: str) -> SourceFile | None:
        """A text file of at most 256 kB, read once."""
        if path not in self._sources:
            text = self.text(path, limit=TEXT_LIMIT)
            self._sources[path] = None if text is None else SourceFile(text, path)
        return self._sources[path]

    def once(self, reader: Callable[[SourceFile], tuple[T, ...]], path: str) -> tuple[T, ...]:
        """What a reader makes of a text file, computed once; nothing of an unreadable one."""
        key = (reader, path)
        if key not in self._read:
            source = self.source(path)
            self._read[key] = () if source is None else _read(reader, path, source.text)
        return self._read[key]  # type: ignore[return-value]  # what this reader returned

    def files(self) -> Iterator[str]:
        """At most 5,000 files, those near the root first, without dependencies and the like."""
        level = [""]
        left = FILE_LIMIT
        for _ in range(DEPTH_LIMIT):
            deeper: list[str] = []
            for directory in level:
                entries = self.entries(directory)
                if directory and ENVIRONMENT_MARK in entries:
                    continue
                below = f"{directory}/" if directory else ""
                for name, kind in entries.items():
                    if kind == DIR:
                        deeper += [below + name] if name not in SKIPPED else []
                    elif left:
                        left -= 1
                        yield below + name
                    else:
                        return
            level = deeper


@functools.lru_cache(maxsize=512)
def _read(reader: Callable[[SourceFile], tuple[T, ...]], path: str, text: str) -> tuple[T, ...]:
    """What a reader makes of a text: Dockerfiles of one repository ask for the same."""
    return reader(SourceFile(text, path))


def root_of(path: str) -> str:
    """The nearest folder at or above a path that holds ``.git``, else the folder itself."""
    folder = start = _folder(os.path.abspath(path))
    for _ in range(PARENT_LIMIT):
        if os.path.lexists(os.path.join(folder, ".git")):
            return folder
        folder = os.path.dirname(folder)
    return start


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)
