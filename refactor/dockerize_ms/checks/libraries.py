"""Whether libraries may come to an image otherwise than by packages of its distribution."""

from __future__ import annotations

import re

from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage
from dockerize_ms.model.writes import product

_PLACE = re.compile(r"(?:/usr(?:/local)?)?/lib(?:32|64)?(?:/[a-z0-9_]+-linux-(?:gnu|musl)\w*)?")
"""Directories that loaders look through (ld.so(8), and Debian's and musl's configuration)."""
_SHARED = re.compile(r"\.so(?:\.[\d.*]+|\*)?\Z|\.so\.\*")
_OWN = "/usr/local"


def brings_libraries(stage: Stage) -> bool:
    """Whether anything may bring a library to a place where it is found, or names such places.

    What is copied from below ``/usr/local`` of another stage has no libraries of packages,
    unless something put them there.
    """
    if "LD_LIBRARY_PATH" in stage.config.env or "ldconfig" in stage.tools:
        return True
    return any(_brings(entry.effect) for entry in stage.fs.entries())


def _brings(effect: fx.Effect) -> bool:
    made = product(effect)
    if made is None or isinstance(effect, fx.MakesDirectory):
        return False
    source = getattr(effect, "source", "")
    if _SHARED.search(made) or _SHARED.search(source):
        return True
    if isinstance(effect, fx.CopiesStage) and isinstance(effect.stage, Filesystem):
        if any(_puts(entry.effect) for entry in effect.stage.entries()):
            return True
        if paths.within(made, _OWN) and (paths.within(source, _OWN) or not _holds(source)):
            return False
    return _holds(made)


def _puts(effect: fx.Effect) -> bool:
    """Whether libraries are taken out of their directories."""
    if not isinstance(effect, fx.CopiesTree | fx.Moves | fx.Links):
        return False
    source = effect.target if isinstance(effect, fx.Links) else effect.source
    return bool(_SHARED.search(source) or _PLACE.fullmatch(source))


def _holds(path: str) -> bool:
    """Whether a tree at a path may be or hold a directory of libraries of packages."""
    return bool(_PLACE.fullmatch(path)) or paths.within("/usr/lib", path) or path == _OWN
