"""A repository as bytes, for a worker that does not see the disk it is on."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator

from msgspec import structs

from dockerize_ms.codemod.row import Done
from dockerize_ms.context.recorded import Seen
from dockerize_ms.errors import DockerizeError

LARGEST = 256 * 1024 * 1024
"""Bytes of files that are sent; nothing that is analysed needs more."""

_HISTORY = ("objects", "lfs", "modules", "logs")
"""Folders of ``.git`` that go empty: nothing reads them."""


def packed(root: str) -> bytes:
    """All files below a folder, without the history. Raises ``DockerizeError`` beyond 256 MiB."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        size = 0
        for path in _files(root):
            size += os.lstat(path).st_size
            if size > LARGEST:
                raise DockerizeError(f"{root}: too large to be sent to another machine")
            archive.add(path, os.path.relpath(path, root), recursive=False)
    return target.getvalue()


def _files(root: str) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        yield from (os.path.join(folder, name) for name in (*folders, *files))
        if os.path.basename(folder) in _HISTORY and f"{os.sep}.git{os.sep}" in folder:
            folders.clear()
        elif os.path.basename(folder) == ".git":
            folders[:] = [name for name in folders if name not in _HISTORY]


def unpack(data: bytes, folder: str) -> None:
    """Lays a repository out below a folder that was made for it. The bytes are our own."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder, filter="fully_trusted")  # noqa: S202 - modes must stay


def moved(done: Done, here: str, there: str) -> Done:
    """A result with what was seen below one folder as if seen below another."""
    old, new = os.fsencode(here), os.fsencode(there)

    def at_home(seen: Seen) -> Seen:
        if seen.folder != old and not seen.folder.startswith(old + b"/"):
            return seen
        return structs.replace(seen, folder=new + seen.folder[len(old) :])

    return structs.replace(done, seen=tuple(sorted(map(at_home, done.seen))))
