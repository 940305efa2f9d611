"""What an ecosystem offers to make an image smaller, as data."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from dockerize_ms.errors import Evidence
from dockerize_ms.model.answer import Tree


class Spare(Struct, frozen=True, kw_only=True, eq=False):
    """Dependencies that only the build needs, and the command that removes them.

    ``command`` is shell text of the same package manager, run in ``directory`` as the user
    of the install: it removes, and neither installs anew nor runs scripts of packages.
    ``instead`` is shell text that, in place of the install, leaves them out from the start
    with the same result, from a lock file; "" where that is not sure.
    ``what`` is for people ("the development dependencies of package.json"), ``names`` are
    the packages asked for, ``saving_mb`` an estimate in MB. ``used`` tells, of the finished
    filesystem and of the commands that the container starts, what needs one of them after
    all; None where nothing does.
    """

    command: str
    directory: str
    what: str
    names: tuple[str, ...]
    saving_mb: float
    by: Evidence
    instead: str = ""
    used: Callable[[Tree, frozenset[str]], Evidence | None]


class Launch(Struct, frozen=True, kw_only=True):
    """What a build tool starts when it is a container's command.

    ``argv`` takes its place; it is empty, and ``lost`` says why, where the tool does more than
    start it. ``notes`` is what its user should know.
    """

    argv: tuple[str, ...] = ()
    lost: str = ""
    notes: tuple[str, ...] = ()


class Inputs(Struct, frozen=True, kw_only=True):
    """All that an install of dependencies reads of the project.

    ``files`` are manifests, locks and settings, those that there are and those that there could
    be. ``more`` says what else it reads, "" where that is all; ``newer`` names a lock file that
    it brings up to date where that lags behind.
    """

    files: tuple[str, ...]
    more: str = ""
    newer: str = ""


class Cache(Struct, frozen=True, kw_only=True):
    """What a tool keeps in a directory to be quicker next time, and fetches again if it is gone.

    ``name`` is the tool's. ``native``: it may hold what was built for the system, which another
    distribution cannot use. ``alone``: one build at a time may use it. ``setup`` is shell text that
    makes the tool keep it, by a setting in the image. ``named`` are words by which commands of
    others find files in it. ``needed``: the command fetches nothing and must find it filled.
    ``leaves``: the command also puts there what nobody can fetch again. ``tool``: the names of
    a tool of which no more is known than this.
    """

    name: str
    native: bool = False
    alone: bool = False
    setup: str = ""
    named: tuple[str, ...] = ()
    needed: bool = False
    leaves: bool = False
    tool: tuple[str, ...] = ()
