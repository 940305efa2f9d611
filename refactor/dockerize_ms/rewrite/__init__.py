"""Plans and the text that comes of them. ``refactorings/`` has one module a refactoring."""

from dockerize_ms.rewrite import refactorings
from dockerize_ms.rewrite.change import Safety
from dockerize_ms.rewrite.refactorings import Refactoring, names

_SPLIT = (
    Refactoring(
        name="split-stages",
        summary="splits a single-stage file into a builder and a runtime stage",
        safety=Safety.IMAGE,
        default=True,
    ),
    Refactoring(
        name="slim-base",
        summary="starts the runtime stage from the slimmest base that holds what is needed",
        safety=Safety.IMAGE,
        default=True,
    ),
)
REFACTORINGS = (*(one.name for one in _SPLIT), *names())
"""The names that ``--with`` and ``--without`` take."""


def is_default(name: str) -> bool:
    """Whether a refactoring is on without being asked for."""
    return described(name).default


def described(name: str) -> Refactoring:
    """What a refactoring says of itself. Raises ``KeyError`` for a name that there is not."""
    if name not in REFACTORINGS:
        raise KeyError(name)
    own = next((one for one in _SPLIT if one.name == name), None)
    return own or refactorings.described(name)
