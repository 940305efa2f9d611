"""One place where a repository says how an image is built."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.text import Span, known


class BuildUse(Struct, frozen=True, kw_only=True, eq=False):
    """A build: its context, Dockerfile and target as written, and against what they are read.

    ``bases`` are the folders, likeliest first, that relative paths may be meant from.
    ``dockerfile`` is None for the default; with ``from_context`` it is relative to the context.
    """

    how: str
    span: Span
    bases: tuple[str, ...]
    context: str
    dockerfile: str | None = None
    from_context: bool = False
    target: str | None = None

    def context_of(self, dockerfile: str) -> str | None:
        """The context, if this builds that Dockerfile (both as paths of the repository)."""
        for base in self.bases:
            context = join(base, self.context)
            if context is None:
                continue
            name = self.dockerfile or "Dockerfile"
            beside = self.from_context or self.dockerfile is None
            if join(context if beside else base, name) == dockerfile:
                return context
        return None

    def dockerfiles(self) -> Iterator[str]:
        """The paths of the repository that the Dockerfile may have, likeliest first."""
        for base in self.bases:
            context = join(base, self.context)
            beside = self.from_context or self.dockerfile is None
            folder = context if beside else base
            path = None if folder is None else join(folder, self.dockerfile or "Dockerfile")
            if path:
                yield path


def join(base: str, path: str) -> str | None:
    """A path read from a folder of the repository; None if unknown, remote or outside."""
    if not known(path) or "://" in path or path.startswith(("/", "~", "git@", "-")):
        return None
    joined = posixpath.normpath(posixpath.join(base, path))
    if joined == ".." or joined.startswith("../"):
        return None
    return "" if joined == "." else joined
