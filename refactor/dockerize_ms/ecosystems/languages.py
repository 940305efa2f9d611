"""Which language a Dockerfile is about, for people who count: an image's name, or commands."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

from dockerize_ms.ecosystems import tables

_LETTERS = re.compile(r"[a-z]+")
_WORD = re.compile(r"[\w.+-]+")


def language_of(image: str, commands: Iterable[str]) -> str:
    """The language of a base image, or else that which most words of commands are of.

    "" where neither says. This is a guess, and nothing is decided by it.
    """
    table = _table("images")
    for word in reversed(_LETTERS.findall(image.lower())):
        if word in table:
            return table[word]
    table = _table("commands")
    words = (word for text in commands for word in _WORD.findall(text))
    found = Counter(table[word] for word in words if word in table)
    return found.most_common(1)[0][0] if found else ""


@functools.cache
def _table(key: str) -> dict[str, str]:
    """Words to languages."""
    rows = tables.read("languages")
    return {word: row.title for row in rows for word in row.words.get(key, ())}
