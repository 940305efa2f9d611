"""Plans and the text that comes of them. ``refactorings/`` has one module a refactoring."""

from dockerize_ms.rewrite import refactorings
from dockerize_ms.rewrite.refactorings import names

_SPLIT = ("split-stages", "slim-base")
REFACTORINGS = (*_SPLIT, *names())
"""The names that ``--with`` and ``--without`` take."""


def is_default(name: str) -> bool:
    """Whether a refactoring is on without being asked for."""
    return name in _SPLIT or refactorings.is_default(name)
