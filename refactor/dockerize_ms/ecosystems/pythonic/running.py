"""What a container needs that runs Python: interpreter, packages, the application's directories."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import interpreter, needs
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE


def program(
    invocation: Invocation, state: State, *directories: str, of: Environment | None = None
) -> Iterator[nd.Need]:
    """What a program of Python needs whose code is in some directories (else where it runs)."""
    environment = of or interpreter.environment(invocation.called, state)
    yield from needs.of_environment(environment, invocation, state)
    seen: set[str] = set()
    for word in directories or (state.cwd,):
        directory = root_of(place(state, word), state)
        if HOLE not in directory and directory not in seen:
            seen.add(directory)
            yield from needs.of_application(directory, invocation, state)
    yield from needs.of_path(state, invocation)


def root_of(directory: str, state: State) -> str:
    """The directory that was copied from the context and holds a directory: code reads beside it.

    The topmost one, but never a directory of the system.
    """
    found = directory
    for entry in state.fs.entries():
        if isinstance(entry.effect, fx.CopiesContext) and _holds(entry.effect, found):
            found = entry.effect.target
    return found


def _holds(copy: fx.CopiesContext, directory: str) -> bool:
    return paths.below(directory, copy.target) and copy.target not in needs.STANDARD


def script_directory(script: str, state: State) -> str:
    """The directory of a script, which Python searches for modules."""
    return posixpath.dirname(place(state, script)) or "/"
