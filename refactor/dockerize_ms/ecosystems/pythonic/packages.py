"""What well-known packages need of the system, from ``python_packages.ini``."""

from __future__ import annotations

import functools
import re
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems import tables
from dockerize_ms.ecosystems.pythonic.requirement import Requirement

Row = dict[str, tuple[str, ...]]
_PURE = "pure"
_WHEELS = "wheels"


def row_of(name: str) -> Row | None:
    """The row of a package; None where no table lists it."""
    exact, globs = _table()
    if name in exact:
        return exact[name]
    return next((row for pattern, row in globs if fnmatchcase(name, pattern)), None)


def scripts_of(name: str) -> tuple[tuple[str, str], ...]:
    """Programs that a package surely installs: (name, ``module:function``)."""
    row = row_of(name) or {}
    found = (word.partition("=") for word in row.get("scripts", ()))
    return tuple((script, entry) for script, _, entry in found)


def is_pure(requirement: Requirement) -> bool:
    """Whether nothing native is in the package."""
    row = row_of(requirement.name)
    return row is not None and row.get("kind", ("",))[0] == _PURE and not requirement.url


def is_self_contained(requirement: Requirement, libc: str, minor: str) -> bool:
    """Whether pip takes a wheel that holds all it needs, on common machines.

    Yes for packages that the table says come so for this C library, unless a pinned version
    is older than the first that did for this Python.
    """
    row = row_of(requirement.name)
    if row is None or requirement.url or requirement.path:
        return False
    if row.get("kind", ("",))[0] == _PURE:
        return True
    if libc not in row.get(_WHEELS, ()):
        return False
    firsts = dict(word.split("=", 1) for word in row.get("since", ()) if "=" in word)
    first = firsts.get(f"{libc}:{minor}") or firsts.get(minor) or firsts.get("*")
    if not requirement.version:
        return True
    if first is None:
        return not firsts
    return _numbers(requirement.version) >= _numbers(first)


def holds_libraries(requirement: Requirement) -> bool:
    """Whether a wheel holds the libraries that other versions open of the system."""
    first = (row_of(requirement.name) or {}).get("holds")
    if not first or requirement.url or requirement.path:
        return False
    return not requirement.version or _numbers(requirement.version) >= _numbers(first[0])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version)[:4])


@functools.cache
def _table() -> tuple[dict[str, Row], tuple[tuple[str, Row], ...]]:
    """Rows by exact name, and by glob."""
    exact: dict[str, Row] = {}
    globs: list[tuple[str, Row]] = []
    for section in tables.read("python_packages"):
        names = section.words.get("names") or (section.title,)
        for name in names:
            if "*" in name:
                globs.append((name, section.words))
            else:
                exact[name] = exact.get(name, {}) | section.words
    return exact, tuple(globs)
