"""Packages that only a build needs, and what they leave behind."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import json

from dockerize_ms.facts.commands import package_family
from dockerize_ms.facts.distributions import Distribution
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.runtime import runtime_of

_DEV = {"rhel": "-devel"}


def build_only(distribution: Distribution, package: str) -> str | None:
    """Why a package is needed by builds alone (``compiler``); None if that is not proven.

    A list of names is the proof, never a package's section. It says nothing of a command
    of the package that something live calls: that keeps the package anyway.
    """
    if _role("not_build_only", distribution.family, package) is not None:
        return None
    return _role("build_only", distribution.family, package)


def leaves(distribution: Distribution, package: str) -> tuple[str, ...] | None:
    """The packages that a dropped package must leave, for programs that were built with it.

    Compilers leave their libraries, a ``-dev`` package those that ``runtime_of`` names, most
    others nothing. None if not known: then it cannot be dropped.
    """
    left = _role("leaves", distribution.family, package)
    if left is not None:
        return tuple(left.split())
    if is_development(distribution, package):
        return runtime_of(distribution, package)
    return ()


def is_development(distribution: Distribution, package: str) -> bool:
    """Whether a package is there to compile and link against a library."""
    return package.endswith(_DEV.get(distribution.family, "-dev"))


@lru_cache(maxsize=4096)
def _role(use: str, family: str, package: str) -> str | None:
    key = f"{use}/{package_family(family)}"
    exact = find("roles", f"{key}/{package}")
    if exact is not None:
        return exact
    for before, after, value in _patterns(key):
        fits = len(package) >= len(before) + len(after)
        if fits and package.startswith(before) and package.endswith(after):
            return value
    return None


@cache
def _patterns(key: str) -> tuple[tuple[str, str, str], ...]:
    """The names with a star: what stands before it, after it, and the value."""
    pairs = json.decode(find("roles", key) or "[]", type=list[tuple[str, str]])
    return tuple((*_split(pattern), value) for pattern, value in pairs)


def _split(pattern: str) -> tuple[str, str]:
    before, _, after = pattern.partition("*")
    return before, after
