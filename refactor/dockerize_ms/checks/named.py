"""Whether anything names a path that only an unknown command may make.

What a command makes has its name from somewhere: from the Dockerfile, from a file of the
context that the command reads, or it is a name that tools choose by themselves. A path
with a part that none of them holds is not made by anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dockerize_ms import cst
from dockerize_ms.context import Context
from dockerize_ms.ecosystems.output_names import output_words
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.text import known

_PARTS = re.compile(r"[A-Za-z]+")
_SHORT = 3  # shorter words are found everywhere, or mean nothing
_FILE = 2 * 1024 * 1024
_ALL = 64 * 1024 * 1024
"""Bytes of a file, and of all files together, that are searched; beyond, anything may be named."""


def without_unknown(fs: Filesystem, memo: dict[int, Filesystem] | None = None) -> Filesystem:
    """A filesystem without what unknown commands may have done to it, or to its sources."""
    memo = {} if memo is None else memo
    if id(fs) not in memo:
        bare = Filesystem(fs.base)
        for entry in fs.entries():
            effect = entry.effect
            if isinstance(effect, fx.Opaque) and not entry.by.text.startswith(("COPY ", "ADD ")):
                continue
            if isinstance(effect, fx.CopiesStage) and isinstance(effect.stage, Filesystem):
                effect = fx.CopiesStage(
                    stage=without_unknown(effect.stage, memo),
                    source=effect.source,
                    target=effect.target,
                    excludes=effect.excludes,
                )
            bare = bare.apply(effect, entry.by, entry.step, entry.certain)
        memo[id(fs)] = bare
    return memo[id(fs)]


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


def missing_part(fs: Filesystem, path: str) -> str:
    """The first part of a path that is not surely there; "" where that is a pattern or unknown."""
    at = "/"
    for part in path.strip("/").split("/"):
        at = paths.join(at, part)
        if not fs.follow(at).yes:
            return "" if paths.is_pattern(part) or not known(part) else part
    return ""


def _words(name: str) -> Iterator[str]:
    return (word.lower() for word in _PARTS.findall(name) if len(word) >= _SHORT)


def _found(sought: set[str], text: str) -> Iterator[str]:
    text = text.lower()
    return (word for word in sought if word in text)


def _written(tree: cst.Dockerfile) -> str:
    """The Dockerfile's text but for what copies from stages ask for."""
    return "\n".join(
        instruction.view.destination
        if isinstance(instruction.view, cst.Copy) and instruction.view.from_
        else instruction.text
        for instruction in tree.instructions
    )
