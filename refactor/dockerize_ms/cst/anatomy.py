"""The parts of an instruction of any kind, as BuildKit takes its joined line apart."""

from __future__ import annotations

import itertools
from typing import Any

from dockerize_ms.cst import command_line, lines
from dockerize_ms.cst.nodes import Flag

Parts = dict[str, Any]
"""The text fields of an instruction, except for what stands above and below it."""


def parts(text: str, start: int, end: int, line: str, pieces: lines.Pieces, escape: str) -> Parts:
    """The parts of the instruction in ``text[start:end]``, whose logical line is given.

    What BuildKit drops (continuations, comments, blank lines) goes to the gap where
    it stands, or to the part that it cuts in two.
    """
    head = command_line.split(line, escape)
    spans = [head.keyword, *[(word.start, word.end) for word in head.flags], head.arguments]
    places: list[tuple[int, int]] = []
    last = start
    for begin, stop in spans:
        if begin < stop:
            last = lines.origin(pieces, stop - 1) + 1
            places.append((lines.origin(pieces, begin), last))
        else:
            places.append((last, last))
    keyword, *flags, arguments = [text[begin:stop] for begin, stop in places]
    gaps = [text[one[1] : other[0]] for one, other in itertools.pairwise(places)]
    rest = text[last:end]
    newline = "\r\n" if rest.endswith("\r\n") else "\n" if rest.endswith("\n") else ""
    return {
        "indent": text[start : places[0][0]],
        "keyword": keyword,
        "gap": gaps[0],
        "flags": tuple(
            [
                flag(word.text, raw, gap, place[0])
                for word, raw, gap, place in zip(
                    head.flags, flags, gaps[1:], places[1:], strict=False
                )
            ]
        ),
        "arguments": arguments,
        "tail": rest[: len(rest) - len(newline)],
        "newline": newline,
    }


def flag(word: str, raw: str, gap: str, start: int) -> Flag:
    """The flag that a word is."""
    name, equals, value = word[2:].partition("=")
    return Flag(raw=raw, gap=gap, name=name, value=value if equals else None, start=start)
