"""Where words of a command lead: paths, directories, globs."""

from __future__ import annotations

import functools
import posixpath
import re

from msgspec import Struct

from dockerize_ms.model import paths
from dockerize_ms.model.answer import Answer
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

SYSTEM_TREES = ("/usr", "/etc", "/var", "/lib", "/lib64", "/bin", "/sbin", "/opt", "/run")
"""Where packages of a distribution put files."""

_STANDARD = re.compile(
    r"/|/(bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)"
    r"|/usr/(bin|games|include|lib|local|sbin|share|src|local/(bin|etc|include|lib|sbin|share|src))"
    r"|/var/(cache|lib|log|run|spool|tmp)|/etc/(ssl/certs|init\.d|profile\.d|cron\.d)"
    r"|/usr/share/fonts|/var/www/html|/usr/share/nginx/html"
)
"""Directories that images have, by the file system's standard."""

TEMPORARY = "/tmp"  # noqa: S108

_MANY = 4_096  # names that one glob is spelled out to
_GLOB = re.compile(r"[*?[]")


class Expanded(Struct, frozen=True, kw_only=True, eq=False):
    """The paths a word stands for; ``complete`` says that there are no others."""

    found: tuple[str, ...]
    complete: bool


def place(state: State, word: str) -> str:
    """The absolute path of a word. One that begins with a hole may be anywhere."""
    if word.startswith(HOLE):
        rest = word.lstrip(HOLE)
        return paths.join("/", HOLE, rest.lstrip("/")) if ".." not in rest else "/" + HOLE
    return state.path(word)


def is_glob(word: str) -> bool:
    """Whether the shell would look for matching names."""
    return _GLOB.search(word) is not None


def is_device(path: str) -> bool:
    """Whether it is no file of the image: ``/dev/null`` and its like."""
    return paths.within(path, "/dev") or paths.within(path, "/proc") or paths.within(path, "/sys")


def is_directory(state: State, word: str) -> bool | None:
    """Whether a word names a directory that exists; None where that is not known."""
    path = place(state, word)
    found = state.fs.follow(path)
    if found.kind == "dir" and found.answer is not Answer.NO:
        return True
    if found.kind == "file":
        return False
    if word.endswith(("/", "/.")) or word in (".", "..") or _STANDARD.fullmatch(path):
        return True
    return False if found.no else None


@functools.lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    """A glob of one name as an expression; sets (``[a-z]``) match any character."""
    parts = re.split(r"(\*+|\?|\[[!^]?\]?[^\]]*\]|" + HOLE + ")", pattern)
    body = "".join(
        ".*" if p[:1] in ("*", HOLE) else "." if p[:1] == "?" or _is_set(p) else re.escape(p)
        for p in parts
    )
    return re.compile(body, re.DOTALL)


def _is_set(part: str) -> bool:
    return part.startswith("[") and part.endswith("]") and len(part) > 2


def loose(path: str) -> str:
    """The path as a pattern of ``model.paths``, which knows no sets of characters."""
    return re.sub(r"\[[!^]?\]?[^\]/]*\]", HOLE, path)


def expand(state: State, word: str) -> Expanded:
    """What a word with globs stands for in the files known so far."""
    if not is_glob(word):
        return Expanded(found=(place(state, word),), complete=HOLE not in word)
    found, complete = ["/"], True
    for part in place(state, word).split("/")[1:]:
        if not is_glob(part) and HOLE not in part:
            found = [paths.join(directory, part) for directory in found]
            continue
        complete = complete and HOLE not in part and all(state.fs.closed(d) for d in found)
        found = [path for directory in found for path in _matching(state, directory, part)]
        if len(found) > _MANY:
            return Expanded(found=(), complete=False)
    return Expanded(found=tuple(found), complete=complete)


def _matching(state: State, directory: str, part: str) -> list[str]:
    fits = _matcher(part).fullmatch
    return [
        paths.join(directory, name)
        for name in state.fs.children(directory)
        if fits(name) and (name[0] != "." or part[0] == ".")
    ]


def changed(state: State, word: str) -> tuple[str, ...]:
    """The paths that a word names: spelled out where all are known, else a pattern."""
    expanded = expand(state, word)
    if not is_glob(word) or (expanded.complete and expanded.found):
        return expanded.found
    return (loose(place(state, word)),)


def inside(directory: str, source: str) -> str:
    """Where a copy of the source lands inside a directory; ``dir/.`` lands on the directory."""
    name = posixpath.basename(source.rstrip("/"))
    return directory if name in ("", ".", "..") else paths.join(directory, name)
