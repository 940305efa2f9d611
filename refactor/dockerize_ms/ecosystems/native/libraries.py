"""Libraries that a linker is given by name: which packages of the distribution bring them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from msgspec import Struct

from dockerize_ms import facts
from dockerize_ms.ecosystems import tables
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model.invocation import State
from dockerize_ms.model.needs import NeedsLibrary
from dockerize_ms.text import HOLE


class Row(Struct, frozen=True, kw_only=True):
    """What ``native_libraries.ini`` says of a library."""

    own: bool = False
    compiler: bool = False
    kept: bool = False
    packages: tuple[str, ...] = ()
    features: tuple[str, ...] = ()


@functools.cache
def _table() -> tuple[tuple[tuple[str, ...], dict[str, tuple[str, ...]]], ...]:
    return tuple((tuple(s.title.split()), s.words) for s in tables.read("native_libraries"))


def row_of(name: str) -> Row:
    """What is known of a library by the name after ``-l``."""
    for names, words in _table():
        if any(fnmatchcase(name, pattern) for pattern in names):
            return Row(
                own="own" in words,
                compiler="compiler" in words,
                kept="kept" in words,
                packages=words.get("packages", ()),
                features=words.get("features", ()),
            )
    return Row()


def configured(name: str) -> str | None:
    """The library that ``pkg-config`` or a ``*-config`` program is asked for by a name."""
    for names, words in _table():
        if name in words.get("config", ()):
            return name if name in names else names[0]
    return None


def installed(state: State) -> dict[str, Evidence]:
    """The packages that the file asked for by name, each with its line."""
    found: dict[str, Evidence] = {}
    for entry in state.fs.entries():
        if isinstance(entry.effect, fx.InstallsPackages):
            for package in entry.effect.packages:
                found.setdefault(package, entry.by)
    return found


def _held(state: State, by: Evidence) -> dict[str, Evidence]:
    """The packages of the base image, and those that the file asked for."""
    return {**dict.fromkeys(sorted(state.image.packages or ()), by), **installed(state)}


def linked(state: State, packages: dict[str, Evidence]) -> Iterator[tuple[str, Evidence]]:
    """Those of some packages that leave something for programs that were linked with them.

    What is not known of one counts as that.
    """
    distribution = state.distribution
    if distribution is None:
        return
    for package, by in packages.items():
        if facts.is_development(distribution, package) and (
            facts.leaves(distribution, package) != ()
        ):
            yield package, by


def bringing(name: str, row: Row, state: State, by: Evidence) -> list[tuple[str, Evidence]]:
    """The development packages of the image that bring a library; none where that is unclear."""
    if HOLE in name:
        return []
    plain = name.lower().replace("_", "-")
    named = re.compile(rf"(lib)?{re.escape(plain)}(-?\d[\d.]*)*(-[\d.]+)?-(dev|devel)")
    candidates = _held(state, by)
    exact = [one for one in candidates.items() if named.fullmatch(one[0])]
    return exact or [
        one for one in candidates.items() if any(fnmatchcase(one[0], p) for p in row.packages)
    ]


def given(name: str, state: State, by: Evidence) -> Iterator[NeedsLibrary]:
    """The need of what is surely linked with a library, where one package is known to bring it."""
    row = row_of(name)
    if row.compiler:
        for package, _ in compilers(state, by, (f"lib{name}",)):
            yield NeedsLibrary(package=package, by=by, linked=True, part=f"lib{name}")
    elif not row.own and not row.kept:
        packages = bringing(name, row, state, by)
        if len(packages) == 1:
            yield NeedsLibrary(package=packages[0][0], by=by, linked=True)


def compilers(
    state: State, by: Evidence, libraries: tuple[str, ...]
) -> Iterator[tuple[str, Evidence]]:
    """The compilers of the image that leave a library of their own, by the start of its name."""
    distribution = state.distribution
    if distribution is None or not libraries:
        return
    for package, ground in _held(state, by).items():
        if facts.is_development(distribution, package) or (
            facts.build_only(distribution, package) is None
        ):
            continue
        leaves = facts.leaves(distribution, package) or ()
        if any(leaf.startswith(libraries) for leaf in leaves):
            yield package, ground
