"""make's functions on words. All others have a result that is not known."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from dockerize_ms.text import HOLE


def substitute(pattern: str, replacement: str, word: str) -> str:
    """``patsubst`` for one word: ``%`` stands for any text."""
    before, mark, after = pattern.partition("%")
    if not mark:
        return replacement if word == pattern else word
    if len(word) < len(before) + len(after) or not (
        word.startswith(before) and word.endswith(after)
    ):
        return word
    stem = word[len(before) : len(word) - len(after)]
    return replacement.replace("%", stem, 1)


def stem_of(pattern: str, word: str) -> str | None:
    """What ``%`` stands for where the pattern fits; None where it does not."""
    before, mark, after = pattern.partition("%")
    fits = len(word) > len(before) + len(after) and word.startswith(before) and word.endswith(after)
    return word[len(before) : len(word) - len(after)] if mark and fits else None


def _fits(patterns: str, word: str) -> bool:
    return any(
        word == pattern or stem_of(pattern, word) is not None for pattern in patterns.split()
    )


def _each(change: Callable[[str], str]) -> Callable[[list[str]], str]:
    return lambda arguments: " ".join(change(word) for word in arguments[0].split())


def _directory(word: str) -> str:
    return (posixpath.dirname(word) or ".").rstrip("/") + "/"


def _nth(arguments: list[str]) -> str:
    words = arguments[1].split()
    return (
        words[int(arguments[0]) - 1]
        if arguments[0].isdigit() and 0 < int(arguments[0]) <= len(words)
        else ""
    )


TEXT: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "addprefix": (2, lambda a: " ".join(a[0] + word for word in a[1].split())),
    "addsuffix": (2, lambda a: " ".join(word + a[0] for word in a[1].split())),
    "basename": (1, _each(lambda word: posixpath.splitext(word)[0])),
    "dir": (1, _each(_directory)),
    "filter": (2, lambda a: " ".join(word for word in a[1].split() if _fits(a[0], word))),
    "filter-out": (2, lambda a: " ".join(word for word in a[1].split() if not _fits(a[0], word))),
    "findstring": (2, lambda a: a[0] if a[0] in a[1] else ""),
    "firstword": (1, lambda a: (a[0].split() or [""])[0]),
    "lastword": (1, lambda a: (a[0].split() or [""])[-1]),
    "notdir": (1, _each(posixpath.basename)),
    "patsubst": (
        3,
        lambda a: " ".join(substitute(a[0].strip(), a[1].strip(), word) for word in a[2].split()),
    ),
    "sort": (1, lambda a: " ".join(sorted(set(a[0].split())))),
    "strip": (1, lambda a: " ".join(a[0].split())),
    "subst": (3, lambda a: a[2].replace(a[0], a[1]) if a[0] else a[2]),
    "suffix": (1, _each(lambda word: posixpath.splitext(word)[1])),
    "word": (2, _nth),
    "words": (1, lambda a: str(len(a[0].split()))),
}


def call(name: str, arguments: list[str]) -> str | None:
    """The value of a function of expanded words; None for a name that is no such function."""
    if name not in TEXT:
        return None
    count, function = TEXT[name]
    if HOLE in "".join(arguments):
        return HOLE
    given = [*arguments[: count - 1], ",".join(arguments[count - 1 :])]
    return function(given + [""] * (count - len(given)))
