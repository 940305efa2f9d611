"""Finds the Dockerfiles below some folders, by their names and by what repositories build."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.codemod.names import VENDORED, Fits, any_of, is_dockerfile
from dockerize_ms.context import is_build_file, named_dockerfiles, root_of
from dockerize_ms.context.repository import ENVIRONMENT_MARK
from dockerize_ms.files import is_leftover


class Found(Struct, frozen=True, order=True):
    """A Dockerfile and its repository's root, as absolute paths."""

    repository: str
    path: str


class Search:
    """A search below files and folders; ``leftovers`` are what killed runs left there.

    ``include`` takes the place of the usual names; a file that is named itself is taken
    whatever its name. Vendored trees are not entered, nor links to folders, but where a link
    beside repositories stands for one that is not below anyway.
    """

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self._included: Fits = any_of(include) if include else _by_name
        self._by_evidence = not include
        self._excluded = any_of(exclude)
        self._linked: set[str] = set()
        self.leftovers: list[str] = []

    def below(self, paths: Sequence[str]) -> tuple[Found, ...]:
        """Every Dockerfile once, repository by repository, in the order of their paths.

        A link counts where it stays in its repository and leads to a file that is not found
        by itself.
        """
        tops = list(map(os.path.abspath, paths))
        found = {one for path in tops for one in self._of(path)}
        links = {one for one in found if os.path.islink(one.path)}
        two_names = self._linked or any(path != os.path.realpath(path) for path in tops)
        real = os.path.realpath if two_names else os.path.abspath
        by_file = {real(one.path): one for one in sorted(found - links, reverse=True)}
        for one in sorted(links):
            target = os.path.realpath(one.path)
            inside = target.startswith(os.path.realpath(one.repository) + os.sep)
            if inside and os.path.isfile(target):
                by_file.setdefault(target, one)
        return tuple(sorted(by_file.values()))

    def _of(self, path: str) -> Iterator[Found]:
        if os.path.isdir(path):
            for one in self._walk(path):
                yield Found(root_of(one), one)
        else:
            yield Found(root_of(path), path)

    def _walk(self, top: str) -> Iterator[str]:
        """A folder's Dockerfiles and those below, without recursion: trees may be deep."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            below = f"{folder}/" if folder else ""
            folders, files, links = _entries(posixpath.join(top, folder))
            if folder and ENVIRONMENT_MARK in files:
                continue
            self.leftovers += [f"{top}/{below}{name}" for name in files if is_leftover(name)]
            for name in files:
                yield from self._taken(top, below + name)
            folders += [name for name in links if self._stands_for_one(top, below + name)]
            wanted = (below + name for name in sorted(folders) if name not in VENDORED)
            waiting += [path for path in wanted if not self._excluded(path)][::-1]

    def _stands_for_one(self, top: str, path: str) -> bool:
        """Whether a link to a folder is as good as a repository in its place."""
        link = posixpath.join(top, path)
        target = os.path.realpath(link)
        if not _is_repository(target) or _is_repository(root_of(os.path.dirname(link))):
            return False
        below = f"{target}/".startswith(f"{os.path.realpath(top)}/")
        new = not below and target not in self._linked
        self._linked.add(target)
        return new

    def _taken(self, top: str, path: str) -> Iterator[str]:
        """A file, if it is a Dockerfile; those that it builds, if it is a compose file."""
        if self._included(path):
            if not self._excluded(path):
                yield posixpath.join(top, path)
        elif self._by_evidence and is_build_file(posixpath.join(top, path)):
            for built in named_dockerfiles(posixpath.join(top, path)):
                if self._is_wanted(os.path.relpath(built, top)):
                    yield built

    def _is_wanted(self, path: str) -> bool:
        """Whether a path that a repository names lies below the top, in no folder left out."""
        parts = path.split("/")
        if parts[0] == os.pardir or VENDORED.intersection(parts[:-1]):
            return False
        return not any(self._excluded("/".join(parts[:n])) for n in range(1, len(parts) + 1))


def _by_name(path: str) -> bool:
    return is_dockerfile(posixpath.basename(path))


def _is_repository(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, ".git"))


def _entries(folder: str) -> tuple[list[str], list[str], list[str]]:
    """The real folders in a folder, its files and links to files, its links to folders; sorted."""
    folders: list[str] = []
    files: list[str] = []
    links: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.is_file():
                    files.append(entry.name)
                elif entry.is_symlink() and entry.is_dir():
                    links.append(entry.name)
    except OSError:
        return [], [], []
    return sorted(folders), sorted(files), sorted(links)
