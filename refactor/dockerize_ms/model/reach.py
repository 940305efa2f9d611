"""Which paths an effect can say something of: where ``layers.ask`` need not ask it at all.

It may tell of more paths than it says something of, never of fewer.
"""

from __future__ import annotations

from collections.abc import Hashable

from dockerize_ms.model import effects as fx
from dockerize_ms.model import layers, paths
from dockerize_ms.model.writes import product

Covered = tuple[str, Hashable]
"""A path at or below which an effect may say something, and what it shares with others.

Where effects share it, the newest says maybe, and no more, of each path that an older one
says so of; so the older ones are not asked. None: it may say anything.
"""


def made(effect: fx.Effect) -> tuple[str, ...]:
    """Paths that are there afterwards, with all directories above them."""
    if isinstance(effect, fx.InstallsPackages):
        return effect.files
    path = None if isinstance(effect, fx.Updates) else product(effect)
    return () if path is None else (path,)


def sure(effect: fx.Effect, path: str) -> tuple[str, ...]:
    """Of a path that an effect makes, and of the directories above it: what it says yes of."""
    if isinstance(effect, fx.InstallsPackages):  # its files are no patterns
        return paths.upwards(path)
    top = paths.literal_ancestor(path)
    # Where the context has no such file, a copy of it says nothing.
    is_open = top != path or isinstance(effect, fx.CopiesContext)
    return paths.upwards(top)[1 if is_open else 0 :]


def covered(effect: fx.Effect) -> tuple[Covered, ...]:
    """Where it may say something of paths that it does not make, or other than that they exist."""
    match effect:
        case fx.WritesTree(path=path, readers=readers) if not paths.is_pattern(path):
            return ((path, (path, readers)),)
        case fx.MakesDirectory(path=path) if not paths.is_pattern(path):
            return ()
        case fx.Moves(source=source, target=target):
            return (source, None), (target, None)
        case fx.Removes(path=path) | fx.Empties(path=path) | fx.Updates(path=path):
            return ((path, None),)
        case fx.AddsUser(home=home):
            return ((home, None),) if home else ()
        case fx.InstallsPackages(foreign=foreign):
            return _PACKAGES_OF_ANY if foreign else _PACKAGES
        case fx.Opaque(below=below):
            shared = [(top, None if paths.is_pattern(top) else top) for top in below]
            return tuple(shared) if below else _ANYWHERE
        case _:
            return tuple((path, None) for path in made(effect))


_ANYWHERE = (("/", fx.Opaque),)
_PACKAGES = tuple((tree, fx.InstallsPackages) for tree in layers.PACKAGE_TREES)
_PACKAGES_OF_ANY = (
    *_PACKAGES,
    *((tree, fx.InstallsPackages) for tree in layers.FOREIGN_TREES),
)
