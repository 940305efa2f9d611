"""The files that a build can see."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property

from dockerize_ms.context.ignore import Ignore
from dockerize_ms.context.memory import Memory
from dockerize_ms.context.repository import Repository
from dockerize_ms.context.storage import (
    DIR,
    IGNORED,
    NO_SUCH_FILE,
    Disk,
    Opener,
    Storage,
    Unreadable,
)
from dockerize_ms.context.tree import Tree, normal

IGNORE_FILE = ".dockerignore"
IGNORE_LIMIT = 1024 * 1024


class Context(Tree):
    """A build context: a tree of files less what its ignore file leaves out.

    A directory that is left out exists as long as something in it does not.
    Nothing is read before it is asked for.
    """

    def __init__(
        self,
        storage: Storage,
        *,
        dockerfile: str | None = None,
        ignore: str | None = None,
        repository: Repository | None = None,
        disk: Opener = Disk,
    ) -> None:
        super().__init__(storage)
        self._repository = repository
        self._disk = disk
        self._all = Tree(storage)
        self._dockerfile = dockerfile
        self._given = ignore

    @staticmethod
    def open(
        root: str,
        *,
        dockerfile: str | None = None,
        repository: Repository | None = None,
        disk: Opener = Disk,
    ) -> Context:
        """The context in a folder. ``dockerfile`` may have an ignore file of its own."""
        return Context(
            disk(os.path.abspath(root)), dockerfile=dockerfile, repository=repository, disk=disk
        )

    @staticmethod
    def from_files(
        files: Mapping[str, bytes | str],
        *,
        links: Mapping[str, str] | None = None,
        modes: Mapping[str, int] | None = None,
        ignore: str = "",
    ) -> Context:
        """A context in memory. ``ignore`` is the text of an ignore file."""
        return Context(Memory(files, links or {}, modes or {}), ignore=ignore or None)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository around it; None for a context in memory that was given none."""
        if self._repository is None and self.root:
            return Repository.around(self.root, disk=self._disk)
        return self._repository

    @cached_property
    def ignore(self) -> Ignore:
        """The rules of the ignore file; none if there is none."""
        return Ignore.parse(self._ignore_source[1])

    @property
    def ignore_file(self) -> str | None:
        """The path of the ignore file in force, for people to read."""
        return self._ignore_source[0]

    @property
    def unfiltered(self) -> Tree:
        """All files of the folder, also those that the ignore file leaves out."""
        return self._all

    @property
    def ignore_text(self) -> tuple[str, str | None]:
        """Where the ignore file in force is, or would be, and its text (None: there is none)."""
        path, text = self._ignore_source
        return path or os.path.join(self.root, IGNORE_FILE), None if path is None else text

    def with_ignore(self, text: str) -> Context:
        """The same files under another ignore file's text."""
        return Context(self._storage, dockerfile=self._dockerfile, ignore=text)

    @cached_property
    def _ignore_source(self) -> tuple[str | None, str]:
        if self._given is not None:
            return IGNORE_FILE, self._given
        if self._dockerfile is not None:
            folder, name = os.path.split(self._dockerfile)
            text = Tree(self._disk(folder or ".")).text(name + IGNORE_FILE, limit=IGNORE_LIMIT)
            if text is not None:
                return self._dockerfile + IGNORE_FILE, text
        text = self._all.text(IGNORE_FILE, limit=IGNORE_LIMIT)
        return (None, "") if text is None else (os.path.join(self.root, IGNORE_FILE), text)

    @property
    def truncated(self) -> bool:
        """Whether some of the context was not seen: too many entries, too deep, no permission."""
        return self._all.truncated

    def _list(self, directory: str) -> dict[str, str]:
        listing = self._all.entries(directory)
        ignore = self.ignore
        if not ignore.rules:
            return listing
        state = ignore.state(directory)
        below = f"{directory}/" if directory else ""
        return {
            name: kind
            for name, kind in listing.items()
            if not ignore.matches(below + name, state)
            or (kind == DIR and ignore.reopens(below + name) and self.entries(below + name))
        }

    def _missing(self, path: str) -> Unreadable:
        return NO_SUCH_FILE if self._all.kind(path) is None else IGNORED

    def ignored(self, path: str) -> bool:
        """Whether the ignore file leaves a path out, be it there or not."""
        clean = normal(path)
        return clean is not None and self.ignore.excluded(clean)

    def hidden(self, path: str) -> bool:
        """Whether a path is in the folder but not in the context."""
        return not self.exists(path) and self._all.exists(path)
