"""Programs that an image lacks, which nothing in it can start, and those that a step brings."""

from __future__ import annotations

from dockerize_ms.ecosystems.pythonic.record import Installed
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Found
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE


def lacks(name: str, state: State) -> bool:
    """Whether no package, no base image and no step brings a program.

    That pip installs into a directory of programs does not count: what its packages bring
    by a well-known name is told by itself.
    """
    return state.fs.command(name).no and not any(_places(name, state))


def is_brought(name: str, state: State) -> bool:
    """Whether a step may bring a program: somebody wanted it, not the base image alone."""
    found = state.fs.command(name)
    steps = (one.step is not None for one in _places(name, state))
    return (not found.no and found.step is not None) or any(steps)


def _places(name: str, state: State) -> list[Found]:
    """What is known of the program in directories of PATH that may have it."""
    installs = [e.by for e in state.fs.entries() if isinstance(e.effect, Installed)]
    directories = state.env.get("PATH", "").split(":")
    places = (paths.join("/", one, name) for one in directories if one and HOLE not in one)
    found = (state.fs.follow(path) for path in places)
    return [one for one in found if _may_be(one, installs)]


def _may_be(found: Found, installs: list[Evidence]) -> bool:
    if found.yes or found.no:
        return found.yes
    return found.step is not None and found.by not in installs
