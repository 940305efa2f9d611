"""A tree of files in memory: for tests, and to send a context to another machine."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from dockerize_ms.context.storage import (
    DIR,
    DIRECTORY,
    FILE,
    LINK,
    NO_SUCH_FILE,
    TOO_LARGE,
    Status,
    Unreadable,
)


class Memory:
    """Files by path. A path that ends with a slash is an empty directory."""

    def __init__(
        self,
        files: Mapping[str, bytes | str],
        links: Mapping[str, str],
        modes: Mapping[str, int],
    ) -> None:
        self.root = ""
        self._files: dict[str, bytes] = {}
        self._links: dict[str, str] = {}
        self._modes = dict(modes)
        self._dirs: dict[str, dict[str, str]] = {"": {}}
        for path, content in files.items():
            if path.endswith("/"):
                self._directory(_checked(path.rstrip("/")))
                continue
            self._add(path, FILE)
            self._files[path] = (
                content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
            )
        for path, target in links.items():
            self._add(path, LINK)
            self._links[path] = target

    def _add(self, path: str, kind: str) -> None:
        directory, name = posixpath.split(_checked(path))
        self._directory(directory)[name] = kind

    def _directory(self, path: str) -> dict[str, str]:
        missing = []
        while path not in self._dirs:
            missing.append(path)
            path = posixpath.dirname(path)
        for directory in reversed(missing):
            self._dirs[directory] = {}
            self._dirs[path][posixpath.basename(directory)] = DIR
            path = directory
        return self._dirs[path]

    def list(self, directory: str) -> dict[str, str] | None:
        """Name and kind of each entry, or None if there is no such directory."""
        return self._dirs.get(directory)

    def read(self, path: str, limit: int) -> bytes | Unreadable:
        """The content of a file of at most ``limit`` bytes."""
        content = self._files.get(path)
        if content is None:
            return DIRECTORY if path in self._dirs else NO_SUCH_FILE
        return content if len(content) <= limit else TOO_LARGE

    def readlink(self, path: str) -> str | None:
        """What a link points to."""
        return self._links.get(path)

    def status(self, path: str) -> Status | None:
        """Size and mode of the entry itself."""
        if path in self._dirs:
            return Status(0, self._modes.get(path, 0o755))
        if path in self._links:
            return Status(len(self._links[path]), 0o777)
        if path in self._files:
            return Status(len(self._files[path]), self._modes.get(path, 0o644))
        return None


def _checked(path: str) -> str:
    if posixpath.normpath(path) != path or path.startswith(("/", "../")) or path in (".", ".."):
        raise ValueError(f"not a clean relative path: {path!r}")
    return path
