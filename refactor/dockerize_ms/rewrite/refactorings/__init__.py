"""The refactorings that stand beside the split, found by listing this folder.

A module's name is the refactoring's, with dashes. It says whether it is on without being
asked for (``DEFAULT``), and has one of

- ``before(tree, stage, live) -> str | None``: the text with lines added before the split;
  None where there is nothing to do. The result is read and interpreted anew.
- ``trim(stage, live, roles, taken) -> Trim``: commands at the end of the builder that remove
  what only the build needs, and stages that make the rest of it. What one took (``taken``,
  paths) the next leaves alone.
"""

from __future__ import annotations

import functools
import importlib
import os
from collections.abc import Callable, Iterator
from types import ModuleType

from msgspec import Struct

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Roles
from dockerize_ms.cst import Dockerfile
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.plan import Added, Extra
from dockerize_ms.settings import Options


class Trim(Struct, frozen=True, kw_only=True, eq=False):
    """Lines at the builder's end, what they save in MB, and what could not be removed and why.

    ``extras`` are stages whose ``gives`` takes the place of the builder's; ``taken`` are the
    paths that it has dealt with.
    """

    lines: tuple[Added, ...] = ()
    saving_mb: float = 0.0
    kept: tuple[Evidence, ...] = ()
    extras: tuple[Extra, ...] = ()
    taken: frozenset[str] = frozenset()


Before = Callable[[Dockerfile, Stage, Live], str | None]


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all of them, sorted."""
    files = os.listdir(os.path.dirname(__file__))
    stems = {file.partition(".")[0] for file in files if file.partition(".")[2] in ("py", "pyc")}
    return tuple(sorted(stem.replace("_", "-") for stem in stems if not stem.startswith("_")))


def befores(options: Options) -> Iterator[Before]:
    """The changes before the split that are asked for."""
    return (module.before for module in _modules(options) if hasattr(module, "before"))


def trimmed(stage: Stage, live: Live, roles: Roles, options: Options) -> tuple[Trim, ...]:
    """What is removed at the builder's end, by all that are asked for, one after the other."""
    found: list[Trim] = []
    taken: frozenset[str] = frozenset()
    for module in _modules(options):
        if hasattr(module, "trim"):
            found.append(module.trim(stage, live, roles, taken))
            taken |= found[-1].taken
    return tuple(found)


def is_default(name: str) -> bool:
    """Whether a refactoring is on without being asked for."""
    return bool(_module(name).DEFAULT)


def _modules(options: Options) -> Iterator[ModuleType]:
    for name in names():
        if name not in options.without and (name in options.with_ or is_default(name)):
            yield _module(name)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
