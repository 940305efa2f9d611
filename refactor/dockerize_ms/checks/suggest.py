"""The path that was probably meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.checks.nearest import nearest
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem


def suggestion(fs: Filesystem, path: str) -> str:
    """A path of a filesystem that was probably meant; "" where nothing is near.

    In this order: a file of the same name that a command makes, a name like it in the
    same directory, a made file with a name like it.
    """
    name = posixpath.basename(path)
    made = tuple(_made(fs))
    same = next((one for one in made if posixpath.basename(one) == name), "")
    return same or _sibling(fs, path) or _alike(name, made)


def _sibling(fs: Filesystem, path: str) -> str:
    """The path with its first missing part replaced."""
    missing = path
    while missing != "/" and fs.follow(posixpath.dirname(missing)).no:
        missing = posixpath.dirname(missing)
    directory, name = posixpath.split(missing)
    near = nearest(name, fs.children(directory))
    if not near:
        return ""
    found = paths.join(directory, near, paths.relative(path, missing))
    return "" if fs.follow(found).no else found


def _alike(name: str, made: tuple[str, ...]) -> str:
    near = nearest(name, [posixpath.basename(one) for one in made])
    return next((one for one in made if near and posixpath.basename(one) == near), "")


def _made(fs: Filesystem) -> Iterator[str]:
    """Single files that were surely written or copied and are still there, programs first."""
    found: dict[str, bool] = {}
    for entry in fs.entries():
        match entry.effect:
            case fx.WritesFile(path=path, program=program) if not paths.is_pattern(path):
                found[path] = program is not None
            case fx.CopiesStage(target=path) | fx.CopiesContext(target=path):
                if fs.lookup(path).kind == "file":
                    found[path] = fs.lookup(path).program is not None
    for wanted in (True, False):
        for path, is_program in found.items():
            if is_program is wanted and fs.lookup(path).yes:
                yield path
