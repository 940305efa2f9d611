"""Files that packages are well known to bring."""

from __future__ import annotations

from collections.abc import Sequence

from dockerize_ms.facts import package, provides_file
from dockerize_ms.model.invocation import State


def files_of(state: State, packages: Sequence[str]) -> tuple[str, ...]:
    """Paths that an install surely makes; empty where the facts name none."""
    known = state.distribution
    if known is None:
        return ()
    return tuple(path for name in packages for path in provides_file(known, name))


def are_foreign(state: State, packages: Sequence[str]) -> bool:
    """Whether some package may not be the distribution's own, whose policy binds it."""
    known = state.distribution
    return known is None or any(package(known, name) is None for name in packages)
