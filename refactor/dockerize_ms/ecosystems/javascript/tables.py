"""Tables of this room's Node modules, read once each; names may be globs (``@types/*``)."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems import tables


class Names:
    """A set of names, some of them globs."""

    def __init__(self, names: Iterable[str]) -> None:
        every = tuple(names)
        globs = [name for name in every if "*" in name]
        self._exact = frozenset(name for name in every if "*" not in name)
        self._begins = tuple(glob[:-1] for glob in globs if glob.index("*") == len(glob) - 1)
        self._others = tuple(glob for glob in globs if glob[:-1] not in self._begins)

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        return (
            name in self._exact
            or name.startswith(self._begins)
            or any(fnmatchcase(name, glob) for glob in self._others)
        )


@functools.cache
def section(table: str, title: str) -> dict[str, tuple[str, ...]]:
    """The words of a section; sections of one title are one. Empty where there is none."""
    found: dict[str, tuple[str, ...]] = {}
    for row in tables.read(table):
        if row.title == title:
            for key, words in row.words.items():
                found[key] = (*found.get(key, ()), *words)
    return found


@functools.cache
def names(table: str, title: str) -> Names:
    """The names of a section."""
    return Names(section(table, title).get("names", ()))


@functools.cache
def _by_command() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for package, commands in section("node_commands", "commands").items():
        for command in commands:
            found[command] = (*found.get(command, ()), package)
    return found


def bringing(command: str) -> tuple[str, ...]:
    """The packages that bring a command, as the table says."""
    return _by_command().get(command, ())


def commands_of(package: str) -> tuple[str, ...]:
    """The commands of a package: as the table says, else one of the package's own name."""
    listed = section("node_commands", "commands").get(package)
    return listed or (package.rpartition("/")[2],)


def package_of(command: str) -> str:
    """The package that brings a command: as the table says, else one of the same name."""
    return (*bringing(command), command)[0]


@functools.cache
def tools() -> tuple[tuple[str, Names, Names], ...]:
    """Tools of the development: title, their configuration files, the packages that read them."""
    return tuple(
        (row.title, Names(row.words["files"]), Names(row.words["packages"]))
        for row in tables.read("node_tools")
        if "files" in row.words
    )


@functools.cache
def _needing() -> tuple[tuple[Names, dict[str, tuple[str, ...]]], ...]:
    return tuple(
        (Names(row.words["names"]), row.words)
        for row in tables.read("node_packages")
        if row.title.startswith("needs ")
    )


@functools.cache
def rows_of(package: str) -> tuple[dict[str, tuple[str, ...]], ...]:
    """The rows of needs of a package."""
    return tuple(words for listed, words in _needing() if package in listed)
