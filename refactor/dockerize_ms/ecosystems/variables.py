"""Environment variables that only tools of the build read."""

from __future__ import annotations

import functools
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems import tables


def build_only_variable(name: str) -> str | None:
    """Why a running program does not read a variable; None where it may."""
    exact, prefixes = _table()
    if name in exact:
        return exact[name]
    return next((reason for prefix, reason in prefixes if name.startswith(prefix)), None)


def readers(name: str) -> tuple[str, ...]:
    """The commands that read a build-only variable, where the table names them."""
    return next((tools for pattern, tools in _readers() if fnmatchcase(name, pattern)), ())


@functools.cache
def _readers() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (pattern, row.words["tools"])
        for row in tables.read("variables")
        if "tools" in row.words
        for pattern in row.words["names"]
    )


@functools.cache
def _table() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The table, read once: exact names, and beginnings."""
    exact: dict[str, str] = {}
    prefixes: list[tuple[str, str]] = []
    for row in tables.read("variables"):
        for name in row.words["names"]:
            if name.endswith("*"):
                prefixes.append((name[:-1], row.title))
            else:
                exact[name] = row.title
    return exact, tuple(prefixes)
