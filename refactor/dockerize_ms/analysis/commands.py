"""What a command does: its handler's word, its script's text, or unknown."""

from __future__ import annotations

from collections.abc import Iterable

from dockerize_ms.ecosystems.caches import kept
from dockerize_ms.ecosystems.index import handler
from dockerize_ms.ecosystems.scripts import script
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Found
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE


def effects_of(invocation: Invocation, state: State) -> Iterable[fx.Effect]:
    """What a command does: its handler's word, a script's text, or unknown."""
    known_handler = handler(invocation.called)
    if known_handler is None or "/" in invocation.called:
        path, found = find_command(invocation.called, state)
        runs = script(path, state, invocation.arguments) if path else None
        caches = tuple(kept(invocation, state))
        if runs is not None and not caches:
            return (runs,)
        if known_handler is None or of_the_project(found):  # or one by the name of another
            below = () if caches else _reach(invocation, state, path, found)
            reason, held = f"unknown command {invocation.called}", (one.path for one in caches)
            return (*caches, fx.Opaque(reason=reason, below=below, caches=tuple(held)))
    return known_handler(invocation, state)


def of_the_project(found: Found) -> bool:
    """Whether a program is of the build context or built from it, whatever its name."""
    return found.origin is not None or bool(found.program and found.program.root)


def _reach(invocation: Invocation, state: State, path: str, found: Found) -> tuple[str, ...]:
    """Where an unknown command may write. A program of the context or one that the file built
    is a tool of the project: it writes where it runs and where its words point. Any other
    may be an installer."""
    if state.cwd == "/" or not path or found.no or (found.origin is None and found.program is None):
        return ()
    named = (argument.split("=", 1)[-1] for argument in invocation.arguments)
    return (state.cwd, *(path for path in named if path.startswith("/") and path != "/"))


def find_command(called: str, state: State) -> tuple[str, Found]:
    """Where a command is found, and what is known of it.

    The path is "" where only a package tells, and where it may be in several places.
    """
    if "/" in called:
        path = state.path(called)
        return path, state.fs.follow(path)
    doubts: list[tuple[str, Found]] = []
    for directory in state.env.get("PATH", "").split(":"):
        if not directory or HOLE in directory:
            continue
        path = paths.join(state.cwd, directory, called)
        found = state.fs.follow(path)
        if found.yes:
            return path, found
        if not found.no and found.step is not None:
            doubts.append((path, found))
    provided = state.fs.command(called)
    if provided.yes or not doubts:
        return "", provided
    return doubts[0] if len(doubts) == 1 else ("", doubts[0][1])
