"""Paths of an image as text: nesting, and patterns that may hold globs or holes."""

from __future__ import annotations

import functools
import posixpath
import re

from dockerize_ms.text import HOLE


# Few paths of an image matter, and these are asked about again and again.
@functools.lru_cache(maxsize=8192)
def join(*parts: str) -> str:
    """Joined and normalised, without a double slash at the start."""
    path = posixpath.normpath(posixpath.join(*parts))
    return path[1:] if path.startswith("//") else path


def below(path: str, directory: str) -> bool:
    """Whether a path is inside a directory (not the directory itself)."""
    return path.startswith(directory.rstrip("/") + "/") and path != directory


def in_context(source: str, inner: str) -> str:
    """The context path of something in a directory of the context ("" is its root)."""
    return f"{source}/{inner}" if source and inner else source or inner


def related(one: str, other: str) -> bool:
    """Whether one path is the other, or inside it, or around it."""
    return within(one, other) or within(other, one)


def within(path: str, directory: str) -> bool:
    """Whether a path is a directory or inside it."""
    return path == directory or below(path, directory)


def relative(path: str, directory: str) -> str:
    """What follows the directory, without a slash; "" for the directory itself."""
    return path[len(directory.rstrip("/")) + 1 :]


def child(path: str, directory: str) -> str:
    """The name in the directory through which the path goes; "" where it is not below."""
    top = directory.rstrip("/") + "/"
    return path[len(top) :].split("/", 1)[0] if path.startswith(top) else ""


def key(path: str) -> str:
    """The path as ``upwards`` gives it: without a slash at its end, so "" is the root."""
    return path.rstrip("/")


@functools.lru_cache(maxsize=8192)
def upwards(path: str) -> tuple[str, ...]:
    """The keys of a path and of all directories above it."""
    keys = []
    path = key(path)
    while path:
        keys.append(path)
        path = key(path.rpartition("/")[0])
    return (*keys, "")


@functools.lru_cache(maxsize=8192)
def is_pattern(path: str) -> bool:
    """Whether it has globs or holes, so that it may stand for several paths."""
    return "*" in path or "?" in path or "[" in path or HOLE in path


@functools.lru_cache(maxsize=1024)
def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(rf"(\*\*?|\?|{HOLE})", pattern)
    table = {"*": "[^/]*", "**": "[^/]*", "?": "[^/]", HOLE: ".*"}
    body = "".join(table.get(part) or re.escape(part) for part in parts)
    body = body.replace("/[^/]*", r"/(?!\.)[^/]*")  # a glob leaves out hidden files
    return re.compile(body + r"(?P<rest>/.*)?", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether the pattern names the path or a directory above it."""
    if not is_pattern(pattern):
        return within(path, pattern)
    return _expression(pattern).fullmatch(path) is not None


@functools.lru_cache(maxsize=8192)
def literal_ancestor(path: str) -> str:
    """The nearest directory above the first glob or hole; the path itself where it has none."""
    if not is_pattern(path):
        return path
    kept: list[str] = []
    for part in path.split("/"):
        if is_pattern(part):
            break
        kept.append(part)
    return "/".join(kept) or "/"
