"""What kind of file of a build context a path is: source code, tests, settings of tools …"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dockerize_ms.ecosystems import tables

_NO = 99  # a rank that no class has


def classify(path: str) -> str | None:
    """The class of a context file by its path; None where it may be data that a program reads.

    One of vcs, ci, editor, container, docs, test, manifest, build, source.
    """
    table = _table()
    folder, _, name = path.rpartition("/")
    rank = min(table.by_folder(folder), table.by_name(name, not folder))
    rank = min(rank, table.by_extension(name, folder))
    return None if rank == _NO else table.classes[rank]


class _Table:
    """The rules, by what they look at. A rank is a class's place in the table."""

    def __init__(self, rows: list[tables.Section]) -> None:
        self.classes = [row.title for row in rows]
        self._names = _ranks(rows, "names")
        self._root = _ranks(rows, "root")
        self._directories = _ranks(rows, "directories")
        self._top = _ranks(rows, "top")
        self._extensions = _ranks(rows, "extensions", unless="within")
        self._within = [
            (rank, frozenset(row.words["within"]), frozenset(row.words["extensions"]))
            for rank, row in enumerate(rows)
            if "within" in row.words
        ]
        self._globs = list(_globs(rows, "names"))
        self._root_globs = list(_globs(rows, "root"))
        self.by_folder = functools.lru_cache(maxsize=4096)(self._by_folder)

    def _by_folder(self, folder: str) -> int:
        parts = folder.split("/")
        ranks = [self._directories.get(part, _NO) for part in parts]
        return min(*ranks, self._top.get(parts[0], _NO))

    def by_name(self, name: str, at_root: bool) -> int:
        """The rank that a file's name gives."""
        rank = self._names.get(name, _NO)
        globs = self._globs
        if at_root:
            rank = min(rank, self._root.get(name, _NO))
            globs = globs + self._root_globs
        for at, begins, ends, other in globs:
            if at < rank and (
                name.startswith(begins) or name.endswith(ends) or (other and other.fullmatch(name))
            ):
                rank = at
        return rank

    def by_extension(self, name: str, folder: str) -> int:
        """The rank that a file's extension gives, in some directories or in all."""
        extension = name.rpartition(".")[2] if "." in name[1:] else ""
        rank = self._extensions.get(extension, _NO)
        for at, folders, extensions in self._within:
            if at < rank and extension in extensions and not folders.isdisjoint(folder.split("/")):
                rank = at
        return rank


@functools.cache
def _table() -> _Table:
    """The table, read once."""
    return _Table(tables.read("sources"))


def _ranks(rows: list[tables.Section], key: str, unless: str = "") -> dict[str, int]:
    found: dict[str, int] = {}
    for rank, row in enumerate(rows):
        for name in row.words.get(key, ()) if unless not in row.words else ():
            found.setdefault(name, rank)
    return found


_Glob = tuple[int, tuple[str, ...], tuple[str, ...], re.Pattern[str] | None]


def _globs(rows: list[tables.Section], key: str) -> Iterator[_Glob]:
    """For each class its globs: beginnings, ends, and an expression for all others."""
    for rank, row in enumerate(rows):
        globs = [name for name in row.words.get(key, ()) if "*" in name]
        begins = tuple(glob[:-1] for glob in globs if glob.index("*") == len(glob) - 1)
        ends = tuple(glob[1:] for glob in globs if glob.rindex("*") == 0)
        others = [glob for glob in globs if glob[:-1] not in begins and glob[1:] not in ends]
        body = "|".join(re.escape(glob).replace(r"\*", ".*") for glob in others)
        if globs:
            yield rank, begins, ends, re.compile(body) if body else None
