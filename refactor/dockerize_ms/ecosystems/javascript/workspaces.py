"""Packages that live in one repository: which directory belongs to which root."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from functools import cached_property

from dockerize_ms.ecosystems.javascript import jsonc, manifest
from dockerize_ms.ecosystems.javascript.manifest import Manifest
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.invocation import State

_MANY = 300  # workspaces of one root
FOLLOWED = 40  # of these, as many are followed in one command
_DEPTH = 6  # directories that ``**`` stands for
_SKIPPED = ("node_modules", ".git", "bower_components")
_LISTED = re.compile(r"^packages\s*:[^\n]*\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?(?:\n|\Z))*)", re.M)
_ITEM = re.compile(r"^[ \t]*-[ \t]*['\"]?([^'\"#\n]+?)['\"]?[ \t]*(?:#.*)?$", re.M)


class Project:
    """A package and the root of the workspace that it is part of (itself, where of none).

    ``manifest`` is None where the package.json cannot be read.
    """

    def __init__(self, directory: str, root: str, fs: Tree) -> None:
        self.directory = directory
        self.root = root
        self._fs = fs

    @cached_property
    def manifest(self) -> Manifest | None:
        """The package's own package.json."""
        return manifest.load(self.directory, self._fs)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The directories of all packages of the workspace but its root's."""
        return members_of(self.root, self._fs)

    @property
    def shared(self) -> bool:
        """Whether several packages share one installation."""
        return self.root != self.directory or bool(self.members)


def project(directory: str, fs: Tree) -> Project:
    """The project that commands run from a directory belong to."""
    home = current = manifest.home(directory, fs)
    while current != "/" and not (current == home and globs_of(home, fs)):
        current = posixpath.dirname(current)
        if fs.lookup(paths.join(current, manifest.NAME)).yes and _names(current, home, fs):
            return Project(home, current, fs)
    return Project(home, home, fs)


def _names(root: str, directory: str, fs: Tree) -> bool:
    """Whether a root's globs name a directory."""
    globs = globs_of(root, fs)
    named = any(_pattern(root, glob).fullmatch(directory) for glob in globs if glob[:1] != "!")
    return named and not any(
        _pattern(root, glob[1:]).fullmatch(directory) for glob in globs if glob[:1] == "!"
    )


def owners(found: Project, state: State) -> Iterator[Manifest]:
    """The package.json of each package of a workspace but its root's."""
    for directory in found.members:
        owner = manifest.load(directory, state.fs)
        if owner is not None:
            yield owner


def followed(found: Project, state: State) -> Iterator[Manifest]:
    """The packages of a workspace whose scripts are followed: all, or none of too many."""
    if len(found.members) <= FOLLOWED:
        yield from owners(found, state)


def globs_of(root: str, fs: Tree) -> tuple[str, ...]:
    """The globs that name a root's workspaces, as its files say."""
    own = manifest.load(root, fs)
    found = own.workspaces if own else ()
    listed = fs.read(paths.join(root, "pnpm-workspace.yaml"))
    if listed is not None and len(listed) < 65_536:
        block = _LISTED.search(listed.decode("utf-8", "replace"))
        found += tuple(_ITEM.findall(block[1])) if block else ()
    lerna = jsonc.read_object(fs.read(paths.join(root, "lerna.json"))).get("packages")
    if isinstance(lerna, list):
        found += tuple(glob for glob in lerna if isinstance(glob, str))
    return found


def members_of(root: str, fs: Tree) -> tuple[str, ...]:
    """The directories of a root's workspaces that have a package.json."""
    found: dict[str, None] = {}
    globs = globs_of(root, fs)
    for glob in globs[:50]:
        if glob[:1] == "!":
            continue
        for directory in _expanded(root, glob.strip("/").removeprefix("./").split("/"), fs, 0):
            if fs.lookup(paths.join(directory, manifest.NAME)).yes and directory != root:
                found[directory] = None
            if len(found) >= _MANY:
                return tuple(found)
    excluded = [_pattern(root, glob[1:]) for glob in globs if glob[:1] == "!"]
    return tuple(path for path in found if not any(one.fullmatch(path) for one in excluded))


def _expanded(directory: str, parts: list[str], fs: Tree, depth: int) -> Iterator[str]:
    if not parts or parts == [""]:
        yield directory
        return
    first, *rest = parts
    if "*" not in first:
        yield from _expanded(paths.join(directory, first), rest, fs, depth)
        return
    if first == "**":
        yield from _expanded(directory, rest, fs, depth)
        if depth >= _DEPTH:
            return
    expression = re.compile(re.escape(first).replace(r"\*", "[^/]*"))
    for name in fs.children(directory):
        if name in _SKIPPED or not expression.fullmatch(name) or name[0] == ".":
            continue
        inner = paths.join(directory, name)
        if fs.lookup(inner).kind not in ("dir", ""):
            continue
        yield from _expanded(inner, parts if first == "**" else rest, fs, depth + 1)


@functools.lru_cache(maxsize=256)
def _pattern(root: str, glob: str) -> re.Pattern[str]:
    text = re.escape(paths.join(root, glob.removeprefix("./")))
    text = text.replace(r"/\*\*", "(/.*)?").replace(r"\*\*", ".*")
    return re.compile(text.replace(r"\*", "[^/]*"))


def modules_in(directory: str, fs: Tree) -> Iterator[str]:
    """The packages that commands put into a directory of modules by name."""
    for name in fs.children(directory):
        if name[:1] == "@":
            yield from (f"{name}/{part}" for part in fs.children(paths.join(directory, name)))
        elif name[:1] != ".":
            yield name
