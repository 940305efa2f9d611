"""What the commands of an instruction leave behind for later ones, as paths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Done, Step
from dockerize_ms.model.writes import product

_SYSTEM = (
    *("/bin", "/etc", "/home", "/lib", "/lib64", "/opt", "/root", "/run", "/sbin"),
    *("/usr", "/var"),
)
_OF_SYSTEM = (
    *(fx.InstallsPackages, fx.RemovesPackages, fx.MarksAutomatic, fx.InstallsCommand),
    *(fx.AddsUser, fx.AddsGroup, fx.ChangesUsers, fx.Updates, fx.Configures),
)


class Touch(Struct, frozen=True, kw_only=True, eq=False):
    """A path with all below it that may be another afterwards. "/" is any path.

    ``shared``: any later command may depend on it, as on packages, settings and tools.
    ``program``: it is one that is copied out; ``directory``: it is only made.
    """

    path: str
    by: Evidence
    shared: bool = False
    program: bool = False
    directory: bool = False
    cache: bool = False


class Places(Struct, frozen=True, kw_only=True, eq=False):
    """What is where in a stage: ``projects`` are directories of its own work, ``caches`` those
    of its tools' caches, ``taken`` the paths that are copied out of it."""

    projects: tuple[str, ...]
    caches: Collection[str]
    taken: Collection[str]

    def is_shared(self, path: str) -> bool:
        """Whether a path belongs to the system rather than to some work of the stage."""
        if any(paths.within(path, project) for project in self.projects):
            return False
        return any(paths.within(path, top) for top in _SYSTEM)


def touches(steps: Sequence[Step], places: Places) -> tuple[Touch, ...]:
    """What an instruction leaves behind. What it keeps in a cache counts where that is all."""
    effects = [done for step in steps for done in step.effects]
    found = [touch for done in effects for touch in _of(done, places)]
    if all(touch.cache for touch in found):
        found = [Touch(path=touch.path, by=touch.by) for touch in found]
    return tuple(found)


def _of(done: Done, places: Places) -> Iterator[Touch]:
    effect, by = done.effect, done.by
    if isinstance(effect, fx.Configures) and effect.inputs is not None:
        return  # into its own store, which is told as a tree
    if isinstance(effect, _OF_SYSTEM):
        yield Touch(path=getattr(effect, "path", "") or "/etc", by=by, shared=True)
        return
    program = isinstance(effect, fx.WritesFile) and effect.executable
    program = program and any(paths.within(_path(effect), taken) for taken in places.taken)
    cache = isinstance(effect, fx.WritesTree) and effect.path in places.caches
    for path in _paths(effect):
        top = paths.literal_ancestor(path)
        shared = not program and not cache and places.is_shared(top)
        directory = isinstance(effect, fx.MakesDirectory)
        yield Touch(
            path=top, by=by, shared=shared, program=program, directory=directory, cache=cache
        )


def _path(effect: fx.Effect) -> str:
    path = getattr(effect, "path", "")
    return path if isinstance(path, str) else ""


def _paths(effect: fx.Effect) -> tuple[str, ...]:
    """The paths that an effect makes, changes or takes away."""
    match effect:
        case fx.Opaque(below=below):
            return below or ("/",)
        case fx.Moves(source=source, target=target):
            return source, target
        case (
            fx.Removes(path=path)
            | fx.Empties(path=path)
            | fx.ChangesOwner(path=path)
            | fx.ChangesMode(path=path)
        ):
            return (path,)
        case _:
            made = product(effect)
            return () if made is None else (made,)
