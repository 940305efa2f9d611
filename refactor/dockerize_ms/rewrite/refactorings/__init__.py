"""The refactorings that stand beside the split, found by listing this folder.

A module's name is the refactoring's, with dashes. It says whether it is on without being
asked for (``DEFAULT``), and has one of

- ``before(tree, stage, live) -> str | None``: the text with lines added before the split;
  None where there is nothing to do. The result is read and interpreted anew.
- ``trim(stage, live, roles) -> Trim | None``: commands at the end of the builder that remove
  what only the build needs.
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
from dockerize_ms.settings import Options


class Line(Struct, frozen=True, kw_only=True, eq=False):
    """A line for the builder, and why it stands there."""

    text: str
    why: str


class Trim(Struct, frozen=True, kw_only=True, eq=False):
    """Lines at the builder's end, what they save in MB, and what could not be removed and why."""

    lines: tuple[Line, ...] = ()
    saving_mb: float = 0.0
    kept: tuple[Evidence, ...] = ()


Before = Callable[[Dockerfile, Stage, Live], str | None]
Trimmer = Callable[[Stage, Live, Roles], Trim]


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all of them, sorted."""
    files = os.listdir(os.path.dirname(__file__))
    stems = {file.partition(".")[0] for file in files if file.partition(".")[2] in ("py", "pyc")}
    return tuple(sorted(stem.replace("_", "-") for stem in stems if not stem.startswith("_")))


def befores(options: Options) -> Iterator[Before]:
    """The changes before the split that are asked for."""
    return (module.before for module in _modules(options) if hasattr(module, "before"))


def trims(options: Options) -> Iterator[Trimmer]:
    """What is to be removed at the builder's end."""
    return (module.trim for module in _modules(options) if hasattr(module, "trim"))


def _modules(options: Options) -> Iterator[ModuleType]:
    for name in names():
        if name in options.without:
            continue
        module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
        if module.DEFAULT or name in options.with_:
            yield module
