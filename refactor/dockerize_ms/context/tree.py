"""A tree of files that may come from anyone: cached listings, links that stay inside, limits."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator

from dockerize_ms.context.storage import (
    DIR,
    DIRECTORY,
    LINK,
    LINK_LOOP,
    NO_SUCH_FILE,
    OTHER,
    OUTSIDE,
    READ_LIMIT,
    Status,
    Storage,
    Unreadable,
)
from dockerize_ms.context.wildcards import compiled, has_wildcards

ENTRY_LIMIT = 200_000
DEPTH_LIMIT = 128
LINK_LIMIT = 40
KEPT_LIMIT = 32 * 1024 * 1024
"""So many bytes of contents are kept for those who ask again."""


class Tree:
    """Files below a root. Paths are relative to it and POSIX; ``""`` is the root itself.

    A leading slash means the root, ``.`` and ``..`` are resolved as text, and a path
    that leaves the root names nothing. Every directory is listed at most once, and what was
    resolved or read is kept.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._listings: dict[str, dict[str, str]] = {}
        self._resolved: dict[tuple[str, bool], str | Unreadable] = {}
        self._contents: dict[tuple[str, int], bytes] = {}
        self._entries = self._kept = 0
        self.root = storage.root
        self._truncated = False

    @property
    def truncated(self) -> bool:
        """Whether some of the tree was not seen: too many entries, too deep, no permission."""
        return self._truncated

    def entries(self, directory: str) -> dict[str, str]:
        """Name and kind of each entry of a real directory, sorted by name. Do not change it."""
        found = self._listings.get(directory)
        if found is None:
            found = self._listings[directory] = self._list(directory)
        return found

    def _list(self, directory: str) -> dict[str, str]:
        listing = None
        if self._entries < ENTRY_LIMIT and directory.count("/") < DEPTH_LIMIT:
            listing = self._storage.list(directory)
        if listing is None:
            self._truncated = True
            return {}
        names = sorted(listing)
        if self._entries + len(names) > ENTRY_LIMIT:
            self._truncated = True
            names = names[: ENTRY_LIMIT - self._entries]
        self._entries += len(names)
        return {name: listing[name] for name in names}

    def resolve(self, path: str, *, follow: bool = True) -> str | Unreadable:
        """The path without links on the way; without ``follow``, the last part may be one."""
        found = self._resolved.get((path, follow))
        if found is None:
            found = self._resolved[path, follow] = self._resolve(path, follow)
        return found

    def _resolve(self, path: str, follow: bool) -> str | Unreadable:
        clean = normal(path)
        if clean is None:
            return OUTSIDE
        resolved = ""
        links = 0
        parts = clean.split("/")[::-1] if clean else []
        while parts:
            part = parts.pop()
            if part == "..":
                if not resolved:
                    return OUTSIDE
                resolved = posixpath.dirname(resolved)
                continue
            here = _join(resolved, part)
            kind = self.entries(resolved).get(part)
            if kind == LINK and (parts or follow):
                links += 1
                target = LINK_LOOP if links > LINK_LIMIT else self._target(here)
                if isinstance(target, Unreadable):
                    return target
                parts += target
            elif kind is None or (parts and kind != DIR):
                return NO_SUCH_FILE if kind else self._missing(here)
            else:
                resolved = here
        return resolved

    def _target(self, link: str) -> list[str] | Unreadable:
        """The parts of a link's target, last one first."""
        target = self._storage.readlink(link)
        if target is None:
            return NO_SUCH_FILE
        if target.startswith("/"):
            return OUTSIDE
        return [part for part in target.split("/")[::-1] if part not in ("", ".")]

    def _missing(self, path: str) -> Unreadable:
        """Why a path without links is not there."""
        return NO_SUCH_FILE

    def kind(self, path: str) -> str | None:
        """``file``, ``dir`` or ``link``; None for nothing, pipes, sockets and devices.

        Links on the way are followed, the last part is not.
        """
        found = self._kind(self.resolve(path, follow=False))
        return None if found == OTHER else found

    def _kind(self, resolved: str | Unreadable) -> str | None:
        if isinstance(resolved, Unreadable):
            return None
        if not resolved:
            return DIR
        directory, name = posixpath.split(resolved)
        return self.entries(directory).get(name)

    def exists(self, path: str) -> bool:
        """Whether there is an entry, be it a link that leads nowhere."""
        return self.kind(path) is not None

    def read(self, path: str, *, limit: int = READ_LIMIT) -> bytes | Unreadable:
        """The content of a regular file, through links that stay inside."""
        resolved = self.resolve(path)
        if isinstance(resolved, Unreadable):
            return resolved
        if self._kind(resolved) == DIR:
            return DIRECTORY
        found = self._contents.get((resolved, limit))
        if found is None:
            content = self._storage.read(resolved, limit)
            if isinstance(content, Unreadable) or len(content) > KEPT_LIMIT - self._kept:
                return content
            self._kept += len(content)
            found = self._contents[resolved, limit] = content
        return found

    def text(self, path: str, *, limit: int = READ_LIMIT) -> str | None:
        """The content as UTF-8, other bytes as surrogates; None if unreadable or with a NUL."""
        content = self.read(path, limit=limit)
        if isinstance(content, Unreadable) or b"\0" in content:
            return None
        return content.decode("utf-8", "surrogateescape")

    def children(self, directory: str) -> tuple[str, ...]:
        """The names in a directory, sorted; none if it is no directory."""
        resolved = self.resolve(directory)
        if isinstance(resolved, Unreadable) or self._kind(resolved) != DIR:
            return ()
        return tuple(self.entries(resolved))

    def walk(self, directory: str = "", *, prune: Collection[str] = ()) -> Iterator[str]:
        """All files and links below a directory, without following links.

        Sorted by name, directory by directory. Directories whose name is in
        ``prune`` are not entered.
        """
        top = self.resolve(directory)
        if isinstance(top, Unreadable) or self._kind(top) != DIR:
            return
        open_directories = [(f"{top}/" if top else "", iter(self.entries(top).items()))]
        while open_directories:
            below, entries = open_directories[-1]
            for name, kind in entries:
                if kind != DIR:
                    yield below + name
                elif name not in prune:
                    path = below + name
                    open_directories.append((path + "/", iter(self.entries(path).items())))
                    break
            else:
                open_directories.pop()

    def glob(self, pattern: str) -> tuple[str, ...]:
        """The paths that a COPY source names: wildcards as in Go's ``filepath.Match``.

        Raises ``BadPattern``. Without wildcards, the path itself if it exists. Links
        to directories are followed before the first wildcard only, as BuildKit does.
        """
        clean = normal(pattern)
        if clean is None:
            return ()
        parts = clean.split("/")
        first = next((at for at, part in enumerate(parts) if has_wildcards(part)), len(parts))
        found = ["/".join(parts[:first])]
        for number, part in enumerate(parts[first:]):
            fits = compiled(part).fullmatch
            found = [
                _join(above, name)
                for above in found
                if number == 0 or self.kind(above) == DIR
                for name in self.children(above)
                if fits(name)
            ]
        return tuple(sorted(path for path in found if self.exists(path)))

    def link_target(self, path: str) -> str | None:
        """What a link says, as it stands; None if the path is no link."""
        resolved = self.resolve(path, follow=False)
        if isinstance(resolved, Unreadable) or self._kind(resolved) != LINK:
            return None
        return self._storage.readlink(resolved)

    def mode(self, path: str) -> int | None:
        """The permission bits of the entry itself."""
        status = self._status(path)
        return status.mode if status else None

    def size(self, path: str) -> int | None:
        """The size in bytes of the entry itself."""
        status = self._status(path)
        return status.size if status else None

    def _status(self, path: str) -> Status | None:
        resolved = self.resolve(path, follow=False)
        if isinstance(resolved, Unreadable):
            return None
        return self._storage.status(resolved)


def normal(path: str) -> str | None:
    """A path without ``.``, ``..`` and slashes at its ends; None if it leaves the root.

    Below a leading slash, ``..`` at the top changes nothing.
    """
    if path.startswith("/"):
        return posixpath.normpath("/" + path.lstrip("/"))[1:]
    clean = posixpath.normpath(path)
    if clean == ".." or clean.startswith("../"):
        return None
    return "" if clean == "." else clean


def _join(directory: str, name: str) -> str:
    return f"{directory}/{name}" if directory else name
