"""Words with quotes kept, as ``ENV``, ``LABEL`` and ``ARG`` read them."""

from __future__ import annotations

import functools
import re

from dockerize_ms.cst.characters import SPACE, decoded


@functools.cache
def _plain(escape: str, quote: str) -> re.Pattern[str]:
    ends = {"": f"{re.escape(escape)}'\"{SPACE}", "'": "'", '"': f'{re.escape(escape)}"'}
    return re.compile(rf"[^{ends[quote]}]+")


def split(text: str, escape: str) -> list[tuple[int, int, str]]:
    """The words of a line: begin, end, and text. An escape character at the end is dropped."""
    words: list[tuple[int, int, str]] = []
    at = 0
    while True:
        while at < len(text) and text[at] in SPACE:
            at += 1
        if at == len(text):
            return words
        end, word = _word(text, at, escape)
        if word:
            words.append((at, end, decoded(word)))
        at = end


def _word(text: str, at: int, escape: str) -> tuple[int, str]:
    parts: list[str] = []
    quote = ""
    while at < len(text):
        if plain := _plain(escape, quote).match(text, at):
            parts.append(plain[0])
            at = plain.end()
            continue
        char = text[at]
        if char == escape:
            if at + 1 < len(text):
                parts.append(text[at : at + 2])
            at += 2
            continue
        if char == quote:
            quote = ""
        elif char in "'\"":
            quote = char
        else:
            break
        parts.append(char)
        at += 1
    return min(at, len(text)), "".join(parts)
