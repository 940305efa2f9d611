"""Whether a container finds a command."""

from __future__ import annotations

from dockerize_ms.model import paths
from dockerize_ms.model.answer import UNKNOWN, Found
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.text import HOLE, known

DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where a container looks for programs if its image sets no PATH."""


def command(fs: Filesystem, called: str, search: str, cwd: str = "/") -> tuple[str, Found]:
    """Where a command is found (its path, "" where only a package tells) and what is known.

    ``search`` is PATH, "" where it is not set; ``cwd`` is where a relative path starts.
    """
    if not known(called):
        return "", UNKNOWN
    if "/" in called:
        path = paths.join("/", cwd, called)
        return path, fs.follow(path)
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
    return doubt or ("", fs.command(called))
