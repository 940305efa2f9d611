"""The flags at the head of an instruction's arguments."""

from __future__ import annotations

import bisect
import functools
import itertools
import re

from msgspec import Struct

from dockerize_ms.text import encode

_BLANKS = "\t\n\v\f\r \x85\xa0"


@functools.cache
def _plain(quote: str, escape: str) -> re.Pattern[str]:
    ends = quote or f"'\"{_BLANKS}"
    return re.compile(rf"[^{ends}{re.escape(escape)}]+")


class Word(Struct, frozen=True):
    """A flag as BuildKit reads it and where it stands in the line."""

    start: int
    end: int
    text: str


def split(line: str, escape: str) -> tuple[list[Word], int]:
    """The flags that a line begins with, and where the rest begins.

    Flags are words that begin with ``--``; a lone ``--`` ends them and is neither
    flag nor rest. BuildKit reads them byte by byte, so that letters outside ASCII
    come out as Latin-1, and some of them end a word.
    """
    if line.isascii():
        return _split(line, escape)
    if not line.lstrip(_BLANKS).startswith("--") and not "\udc80" <= line[:1] <= "\udcff":
        return [], 0
    sizes = [len(encode(char)) for char in line]
    starts = [0, *itertools.accumulate(sizes)]
    words, rest = _split(encode(line).decode("latin-1"), escape)
    place = [
        Word(
            bisect.bisect_left(starts, word.start), bisect.bisect_left(starts, word.end), word.text
        )
        for word in words
    ]
    return place, bisect.bisect_left(starts, rest)


def _split(line: str, escape: str) -> tuple[list[Word], int]:
    words: list[Word] = []
    at, size = 0, len(line)
    while True:
        while at < size and line[at] in _BLANKS:
            at += 1
        if not line.startswith("--", at):
            return words, at
        word, end = _word(line, at, escape)
        if word == "--":
            return words, end
        words.append(Word(at, end, word))
        at = end


def _word(line: str, at: int, escape: str) -> tuple[str, int]:
    parts: list[str] = []
    quote = ""
    while at < len(line):
        plain = _plain(quote, escape).match(line, at)
        if plain:
            parts.append(plain[0])
            at = plain.end()
            continue
        char = line[at]
        at += 1
        if char == escape:
            parts.append(line[at : at + 1])
            at += 1
        elif char == quote:
            quote = ""
        elif char in "'\"":
            quote = char
        else:
            return "".join(parts), at - 1
    return "".join(parts), min(at, len(line))
