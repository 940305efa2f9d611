"""Whether a stage has a path or a command, and when "no" is sure.

A command that nobody here knows is taken to write where it was told to, which is
right mostly. A check must not rest on that: behind such a command "no" is "maybe".
"""

from __future__ import annotations

from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import UNKNOWN, Answer, Found
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.log import Entry
from dockerize_ms.text import HOLE, known

DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where a container looks for programs if its image sets no PATH."""


def at(fs: Filesystem, path: str) -> Found:
    """What is known of a path, links followed."""
    if not known(path):
        return UNKNOWN
    return sure(fs, fs.follow(path), path)


def command(fs: Filesystem, called: str, search: str, cwd: str = "/") -> tuple[str, Found]:
    """Where a command is found (its path, "" where only a package tells) and what is known.

    ``search`` is PATH, "" where it is not set; ``cwd`` is where a relative path starts.
    """
    if not known(called):
        return "", UNKNOWN
    if "/" in called:
        path = paths.join("/", cwd, called)
        return path, at(fs, path)
    doubt: tuple[str, Found] | None = None
    for directory in (search or DEFAULT_PATH).split(":"):
        if HOLE in directory:
            doubt = doubt or ("", UNKNOWN)
            continue
        path = paths.join("/", cwd, directory, called)
        found = fs.follow(path)
        if found.yes:
            return path, found
        if not found.no and found.step is not None:
            doubt = doubt or (path, found)
    return doubt or ("", sure(fs, fs.command(called)))


def sure(fs: Filesystem, found: Found, path: str = "") -> Found:
    """The same, but "maybe" for what an unknown command may have made."""
    if not found.no:
        return found
    if isinstance(fs.base, ImageBase) and fs.base.image.onbuild:
        return UNKNOWN  # its ONBUILD instructions ran first
    entry = opaque(fs, path)
    if entry is None:
        return found
    return Found(answer=Answer.MAYBE, by=entry.by, step=entry.step)


def opaque(fs: Filesystem, path: str = "") -> Entry | None:
    """The last unknown command, unless a path is surely removed after it."""
    for entry in reversed(tuple(fs.entries())):
        match entry.effect:
            case fx.Opaque() if is_command(entry):
                return entry
            case fx.Removes(path=gone) | fx.Moves(source=gone):
                if path and entry.certain and paths.matches(gone, path):
                    return None
            case fx.Empties(path=gone):
                if path and entry.certain and paths.below(path, gone):
                    return None
    return None


def is_command(entry: Entry) -> bool:
    """Whether a command did it, and no copy of what is not known."""
    return not entry.by.text.startswith(("COPY ", "ADD "))
