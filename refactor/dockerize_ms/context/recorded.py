"""Notes what is read of a disk, and tells later whether all of that is still the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b

from msgspec import Struct

from dockerize_ms.context.storage import Disk, Status, Storage, Unreadable


class Seen(Struct, frozen=True, order=True):
    """One thing that was asked of a folder of this machine, and a digest of the answer.

    ``limit`` is that of a read, 0 for the rest. Paths are bytes, as they are on disk.
    """

    what: str
    folder: bytes
    path: bytes
    limit: int
    answer: bytes


class Record:
    """All that was seen of this machine's disk through the storages it opened."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str, int], bytes] = {}

    def open(self, folder: str) -> Storage:
        """A folder; what is read of it is noted."""
        return _Recorded(Disk(folder), self)

    def note(self, what: str, folder: str, path: str, limit: int, answer: bytes) -> None:
        """Keeps the first answer: storages ask once."""
        self._seen.setdefault((what, folder, path, limit), answer)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Everything noted, sorted."""
        found = (
            Seen(what, os.fsencode(folder), os.fsencode(path), limit, answer)
            for (what, folder, path, limit), answer in self._seen.items()
        )
        return tuple(sorted(found))


def unchanged(seen: tuple[Seen, ...]) -> bool:
    """Whether the disk would give the same answers again."""
    return all(map(_still, seen))


def _still(one: Seen) -> bool:
    disk = Disk(os.fsdecode(one.folder))
    return _ANSWERS[one.what](disk, os.fsdecode(one.path), one.limit) == one.answer


def digest(data: bytes) -> bytes:
    """A digest of a content."""
    return blake2b(data, digest_size=16).digest()


class _Recorded:
    """A disk whose answers are noted."""

    def __init__(self, disk: Disk, record: Record) -> None:
        self._disk = disk
        self._record = record
        self.root = disk.root

    def list(self, directory: str) -> dict[str, str] | None:
        """Name and kind of each entry."""
        found = self._disk.list(directory)
        self._note("list", directory, _listing(found))
        return found

    def read(self, path: str, limit: int) -> bytes | Unreadable:
        """The content of a regular file."""
        found = self._disk.read(path, limit)
        self._note("read", path, _content(found), limit)
        return found

    def readlink(self, path: str) -> str | None:
        """What a link points to."""
        found = self._disk.readlink(path)
        self._note("link", path, _link(found))
        return found

    def status(self, path: str) -> Status | None:
        """Size and mode of the entry itself."""
        found = self._disk.status(path)
        self._note("status", path, _status(found))
        return found

    def _note(self, what: str, path: str, answer: bytes, limit: int = 0) -> None:
        self._record.note(what, self.root, path, limit, answer)


def _listing(found: Mapping[str, str] | None) -> bytes:
    if found is None:
        return b""
    return digest(b"\0".join(os.fsencode(f"{name}/{found[name]}") for name in sorted(found)))


def _content(found: bytes | Unreadable) -> bytes:
    return found.reason.encode() if isinstance(found, Unreadable) else digest(found)


def _link(found: str | None) -> bytes:
    return b"" if found is None else digest(os.fsencode(found))


def _status(found: Status | None) -> bytes:
    return b"" if found is None else f"{found.size} {found.mode}".encode()


_ANSWERS = {
    "list": lambda disk, path, limit: _listing(disk.list(path)),
    "read": lambda disk, path, limit: _content(disk.read(path, limit)),
    "link": lambda disk, path, limit: _link(disk.readlink(path)),
    "status": lambda disk, path, limit: _status(disk.status(path)),
}
