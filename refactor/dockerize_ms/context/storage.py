"""Where a tree of files is kept: on disk, or in memory.

A storage never follows a link and never opens anything but a regular file, so
that nothing outside of its root is read and no read waits for ever.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

FILE = "file"
DIR = "dir"
LINK = "link"
OTHER = "other"
"""The kinds of entries; ``other`` is a pipe, a socket or a device."""

READ_LIMIT = 4 * 1024 * 1024


class Unreadable(Struct, frozen=True):
    """Why a file could not be read: one of the texts below."""

    reason: str


TOO_LARGE = Unreadable("too large")
NO_SUCH_FILE = Unreadable("no such file")
PERMISSION_DENIED = Unreadable("permission denied")
OUTSIDE = Unreadable("outside the context")
IGNORED = Unreadable("ignored")
DIRECTORY = Unreadable("a directory")
LINK_LOOP = Unreadable("link loop")
NOT_REGULAR = Unreadable("not a regular file")
FAILED = Unreadable("input/output error")


class Status(Struct, frozen=True):
    """Size in bytes and permission bits of an entry."""

    size: int
    mode: int


class Storage(Protocol):
    """A tree of files. Paths are relative, clean, and lead through no link."""

    root: str

    def list(self, directory: str) -> dict[str, str] | None:
        """Name and kind of each entry, or None if the directory cannot be listed."""

    def read(self, path: str, limit: int) -> bytes | Unreadable:
        """The content of a regular file of at most ``limit`` bytes."""

    def readlink(self, path: str) -> str | None:
        """What a link points to."""

    def status(self, path: str) -> Status | None:
        """Size and mode of the entry itself."""


Opener = Callable[[str], Storage]
"""Opens a folder of this machine: ``Disk``, or what notes what is read of it."""


class Disk:
    """The files below a directory of this machine."""

    def __init__(self, root: str) -> None:
        self.root = root

    def _at(self, path: str) -> str:
        return os.path.join(self.root, path) if path else self.root

    def list(self, directory: str) -> dict[str, str] | None:
        """Name and kind of each entry, or None if the directory cannot be listed."""
        try:
            with os.scandir(self._at(directory)) as entries:
                return {entry.name: _kind(entry) for entry in entries}
        except (OSError, ValueError):
            return None

    def read(self, path: str, limit: int) -> bytes | Unreadable:
        """The content of a regular file of at most ``limit`` bytes."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            descriptor = os.open(self._at(path), flags)
        except (OSError, ValueError) as error:
            return _reason(error)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return DIRECTORY if stat.S_ISDIR(status.st_mode) else NOT_REGULAR
            return _read(descriptor, status.st_size, limit)
        except OSError as error:
            return _reason(error)
        finally:
            os.close(descriptor)

    def readlink(self, path: str) -> str | None:
        """What a link points to."""
        try:
            return os.readlink(self._at(path))
        except (OSError, ValueError):
            return None

    def status(self, path: str) -> Status | None:
        """Size and mode of the entry itself."""
        try:
            found = os.lstat(self._at(path))
        except (OSError, ValueError):
            return None
        return Status(found.st_size, stat.S_IMODE(found.st_mode))


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return LINK
    if entry.is_dir(follow_symlinks=False):
        return DIR
    return FILE if entry.is_file(follow_symlinks=False) else OTHER


def _read(descriptor: int, size: int, limit: int) -> bytes | Unreadable:
    """All that is there: a file may grow, and those of /proc say that they are empty."""
    if size > limit:
        return TOO_LARGE
    parts = []
    left = limit + 1
    piece = min(max(size + 1, 1 << 16), 1 << 20)  # a buffer of this size is made for each
    while left > 0 and (part := os.read(descriptor, min(left, piece))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left > 0 else TOO_LARGE


def _reason(error: OSError | ValueError) -> Unreadable:
    match getattr(error, "errno", None):
        case errno.EACCES | errno.EPERM:
            return PERMISSION_DENIED
        case errno.ELOOP:
            return LINK_LOOP
        case errno.ENXIO:
            return NOT_REGULAR
        case errno.ENOENT | errno.ENOTDIR | None:
            return NO_SUCH_FILE
        case _:
            return FAILED
