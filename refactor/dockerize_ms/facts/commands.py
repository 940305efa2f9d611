"""The commands and well-known files that packages provide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dockerize_ms.facts.distributions import Distribution
from dockerize_ms.facts.lookup import find, table

_SHARED = {"ubuntu": "debian", "distroless": "debian"}


def package_family(family: str) -> str:
    """The family whose package names a family uses."""
    return _SHARED.get(family, family)


def commands_of(family: str, package: str) -> tuple[str, ...] | None:
    """The commands that a package puts on PATH; None for an unknown package."""
    row = find("commands", f"{package_family(family)}/{package}")
    return None if row is None else tuple(word for word in row.split() if word[0] != "/")


def providers(family: str, command: str) -> dict[str, str]:
    """The packages that provide a command, and where they put it; empty if not known."""
    row = find("providers", f"{package_family(family)}/{command}")
    return dict(pair.split("=", 1) for pair in (row or "").split())


def provides_file(distribution: Distribution, package: str) -> tuple[str, ...]:
    """The well-known files and directories that a package makes; none for most packages."""
    row = find("files", f"{package_family(distribution.family)}/{package}")
    return tuple((row or "").split())


@cache
def all_files(family: str) -> dict[str, tuple[str, ...]]:
    """For each package of a family that makes well-known files, these."""
    prefix = f"{package_family(family)}/"
    found = table("files")
    rows: Iterator[tuple[str, str]] = found.starting(prefix) if found else iter(())
    return {key[len(prefix) :]: tuple(row.split()) for key, row in rows}
