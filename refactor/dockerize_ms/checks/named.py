"""Whether anything names a path that only an unknown command may make.

What a command makes has its name from somewhere: from the Dockerfile, from a file of the
context that the command reads, or it is a name that tools choose by themselves. A path
with a part that none of them holds is not made by anything. (Of the thousand paths that
public files copy from their stages, not one is of that kind: see ``docs/verify.md``.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from dockerize_ms import cst
from dockerize_ms.checks.nearest import nearest
from dockerize_ms.checks.presence import is_command
from dockerize_ms.context import Context
from dockerize_ms.ecosystems.output_names import output_words
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import NOTHING, Found
from dockerize_ms.model.filesystem import Base, Filesystem
from dockerize_ms.text import known

_PARTS = re.compile(r"[A-Za-z]+")
_SHORT = 3  # shorter words are found everywhere, or mean nothing
_FILE = 2 * 1024 * 1024
_ALL = 64 * 1024 * 1024
"""Bytes of a file, and of all files together, that are searched; beyond, anything may be named."""


def only_unknown(fs: Filesystem, path: str, memo: dict[int, Filesystem]) -> str:
    """The part of a path that, as far as is known, nothing makes; "" where something may.

    Unknown commands, packages and the unknown part of base images count for nothing here: in
    directories that the file itself makes, where the base is known to have nothing, and for a
    name that is nearly that of something which is there. ``memo`` keeps, for the questions of
    one file, what each filesystem is without them.
    """
    bare = _bare(fs, memo)
    at = parent = "/"
    for part in path.strip("/").split("/"):
        parent, at = at, paths.join(at, part)
        if paths.is_pattern(part) or not known(part):
            return ""
        found = bare.follow(at)
        if found.no:
            ours = bare.lookup(parent).step is not None and not _of_system(parent)
            slip = nearest(part, bare.children(parent))
            return part if ours or slip or fs.base.lookup(at).no else ""
        if not found.yes:
            return ""
    return ""


_SYSTEM = (
    *("/usr/local", "/usr/bin", "/usr/lib", "/usr/libexec", "/usr/share", "/usr/sbin"),
    *("/usr/include", "/etc", "/lib", "/lib64", "/bin", "/sbin", "/var/lib", "/var/cache", "/root"),
)
_SOURCES = ("/usr/local/src",)


def _of_system(directory: str) -> bool:
    """Whether base images and packages fill a directory (Filesystem Hierarchy Standard)."""
    if directory in ("/", "/usr", "/var", "/home", "/opt", "/srv", "/tmp"):  # noqa: S108
        return True
    own = any(paths.below(directory, one) for one in _SOURCES)
    return not own and any(paths.within(directory, one) for one in _SYSTEM)


def _bare(fs: Filesystem, memo: dict[int, Filesystem]) -> Filesystem:
    """A filesystem of what surely or maybe was made by commands that are known."""
    if id(fs) not in memo:
        bare = Filesystem(_KnownOf(fs.base))
        for entry in fs.entries():
            effect = entry.effect
            if isinstance(effect, fx.InstallsPackages | fx.AddsUser) or (
                isinstance(effect, fx.Opaque) and is_command(entry)
            ):
                continue
            if isinstance(effect, fx.CopiesStage) and isinstance(effect.stage, Filesystem):
                effect = structs.replace(effect, stage=_bare(effect.stage, memo))
            bare = bare.apply(effect, entry.by, entry.step, entry.certain)
        memo[id(fs)] = bare
    return memo[id(fs)]


class _KnownOf(Base):
    """A base image as if it had nothing but what the facts know."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def lookup(self, path: str) -> Found:
        """What is not known is not there."""
        found = self.base.lookup(path)
        return found if found.yes else NOTHING

    def children(self, path: str) -> tuple[str, ...]:
        """As the base."""
        return self.base.children(path)

    def normal(self, path: str) -> str:
        """As the base."""
        return self.base.normal(path)

    def command(self, name: str) -> Found:
        """As the base."""
        return self.base.command(name)

    def family(self) -> str:
        """As the base."""
        return self.base.family()


def unnamed(
    missing: Iterable[str], tree: cst.Dockerfile, context: Context | None
) -> frozenset[str]:
    """Of names of files, those that nothing names; none where not all could be read."""
    words = {name: set(_words(name)) - output_words() for name in missing}
    sought = {word for those in words.values() for word in those}
    if not sought or context is None or context.truncated:
        return frozenset()
    sought -= set(_found(sought, _written(tree)))
    size = 0
    for path in context.walk() if sought else ():
        sought -= set(_found(sought, path))
        content = context.read(path, limit=_FILE)
        size += len(content) if isinstance(content, bytes) else _FILE
        if size > _ALL or context.truncated:
            return frozenset()
        if isinstance(content, bytes):
            sought -= set(_found(sought, content.decode("utf-8", "replace")))
        if not sought:
            break
    return frozenset(name for name, those in words.items() if those & sought)


def _words(name: str) -> Iterator[str]:
    return (word.lower() for word in _PARTS.findall(name) if len(word) >= _SHORT)


def _found(sought: set[str], text: str) -> Iterator[str]:
    text = text.lower()
    return (word for word in sought if word in text)


def _written(tree: cst.Dockerfile) -> str:
    """The Dockerfile's text but for copies from stages: they ask, and make nothing there."""
    return "\n".join(
        instruction.text
        for instruction in tree.instructions
        if not (isinstance(instruction.view, cst.Copy) and instruction.view.from_)
    )
