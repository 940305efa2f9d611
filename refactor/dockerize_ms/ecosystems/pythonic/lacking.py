"""Programs that an image lacks, which therefore nothing in it can start."""

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
    if not state.fs.command(name).no:
        return False
    installs = [e.by for e in state.fs.entries() if isinstance(e.effect, Installed)]
    directories = state.env.get("PATH", "").split(":")
    places = (paths.join("/", one, name) for one in directories if one and HOLE not in one)
    return not any(_may_be(state.fs.follow(path), installs) for path in places)


def _may_be(found: Found, installs: list[Evidence]) -> bool:
    if found.yes or found.no:
        return found.yes
    return found.step is not None and found.by not in installs
