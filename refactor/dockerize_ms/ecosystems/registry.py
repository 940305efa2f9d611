"""Where the modules of this room enter what they know.

A module is imported only when a file uses one of its commands: ``index`` reads the
decorators' names from the sources. So the names are string literals, in one call; or in one
tuple of the module that several calls are given (``*NAMES``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Handler, Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.model.remedies import Launch

NeedsOf = Callable[[Invocation, State], Iterable[Need]]

LaunchOf = Callable[[Invocation, State], Launch | None]

Judges = Callable[[Invocation, State], bool]

Prints = Callable[[Invocation, State], str | None]

HANDLERS: dict[str, Handler] = {}
NEEDS: dict[str, NeedsOf] = {}
PRINTS: dict[str, Prints] = {}
LAUNCHES: dict[str, LaunchOf] = {}
JUDGES: dict[str, Judges] = {}


def handles(*names: str) -> Callable[[Handler], Handler]:
    """Registers what commands of these names do when an image is built."""

    def register(handler: Handler) -> Handler:
        for name in names:
            HANDLERS[name] = handler
        return handler

    return register


def standard(*names: str) -> Callable[[Handler], Handler]:
    """Registers commands that every system has: not meant when a project's own file is called.

    ``test``, ``install`` and ``/usr/bin/install`` are these commands, ``./install`` is not.
    """
    return handles(*names)


def needs(*names: str) -> Callable[[NeedsOf], NeedsOf]:
    """Registers what commands of these names need when a container runs them."""

    def register(function: NeedsOf) -> NeedsOf:
        for name in names:
            NEEDS[name] = function
        return function

    return register


def launches(*names: str) -> Callable[[LaunchOf], LaunchOf]:
    """Registers what build tools of these names start, None where they start nothing."""

    def register(function: LaunchOf) -> LaunchOf:
        for name in names:
            LAUNCHES[name] = function
        return function

    return register


def judges(*names: str) -> Callable[[Judges], Judges]:
    """Registers tests and linters: whether all that comes of a command is its exit status."""

    def register(function: Judges) -> Judges:
        for name in names:
            JUDGES[name] = function
        return function

    return register


def prints(*names: str) -> Callable[[Prints], Prints]:
    """Registers what commands of these names print, None where that is not known."""

    def register(function: Prints) -> Prints:
        for name in names:
            PRINTS[name] = function
        return function

    return register


__all__ = [
    "HANDLERS",
    "JUDGES",
    "LAUNCHES",
    "NEEDS",
    "PRINTS",
    "Effect",
    "NeedsOf",
    "Prints",
    "handles",
    "judges",
    "launches",
    "needs",
    "prints",
    "standard",
]
