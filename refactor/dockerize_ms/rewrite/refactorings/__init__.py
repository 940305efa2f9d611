"""The refactorings, found by listing this folder: a module's name, with dashes, is its.

Each says in ``SUMMARY`` what it does in a line, in ``SAFETY`` what it may change, and in
``DEFAULT`` whether it is on without being asked for. It has one of

- ``edit(subject) -> Change``: edits of any file that has been read, single-stage or not: those
  of a single-stage file after the split, or before it where ``BEFORE_SPLIT`` is there and true.
  They come in the order of ``ORDER``, whatever the order in which they are asked for, and each
  reads the text that the one before it left. It must leave its own result alone.
- ``before(tree, stage, live) -> str | None``: the text with lines added before the split, for
  the split alone; None where there is nothing to do.
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
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.cst import Dockerfile
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Change, Safety
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


class Refactoring(Struct, frozen=True, kw_only=True, eq=False):
    """A refactoring as people choose it; ``default``: on without being asked for."""

    name: str
    summary: str
    safety: Safety
    default: bool


Before = Callable[[Dockerfile, Stage, Live], str | None]
Edits = Callable[[Subject], Change]


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all of them, sorted."""
    files = os.listdir(os.path.dirname(__file__))
    stems = {file.partition(".")[0] for file in files if file.partition(".")[2] in ("py", "pyc")}
    return tuple(sorted(stem.replace("_", "-") for stem in stems if not stem.startswith("_")))


def described(name: str) -> Refactoring:
    """What one of them says of itself."""
    module = _module(name)
    return Refactoring(
        name=name, summary=module.SUMMARY, safety=module.SAFETY, default=module.DEFAULT
    )


@functools.cache
def is_default(name: str) -> bool:
    """Whether a refactoring is on without being asked for: read from the source, not imported."""
    path = os.path.join(os.path.dirname(__file__), f"{name.replace('-', '_')}.py")
    try:
        with open(path, encoding="utf-8") as source:
            return "\nDEFAULT = True\n" in source.read()
    except OSError:  # only compiled
        return bool(_module(name).DEFAULT)


def befores(options: Options) -> Iterator[Before]:
    """The changes before the split that are asked for."""
    return (module.before for module in _modules(options) if hasattr(module, "before"))


def editing(options: Options, *, before_split: bool) -> list[tuple[str, Edits]]:
    """The edits that are asked for, by name, in the order in which they are made."""
    found = [module for module in _modules(options) if hasattr(module, "edit")]
    now = [m for m in found if getattr(m, "BEFORE_SPLIT", False) is before_split]
    return [
        (module.__name__.rpartition(".")[2].replace("_", "-"), module.edit)
        for module in sorted(now, key=lambda module: int(module.ORDER))
    ]


def trimmed(stage: Stage, live: Live, roles: Roles, options: Options) -> tuple[Trim, ...]:
    """What is removed at the builder's end, by all that are asked for, one after the other."""
    found: list[Trim] = []
    taken: frozenset[str] = frozenset()
    for module in _modules(options):
        if hasattr(module, "trim"):
            found.append(module.trim(stage, live, roles, taken))
            taken |= found[-1].taken
    return tuple(found)


def _modules(options: Options) -> Iterator[ModuleType]:
    for name in names():
        if name not in options.without and (name in options.with_ or is_default(name)):
            yield _module(name)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
