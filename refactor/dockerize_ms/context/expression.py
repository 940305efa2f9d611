"""Go's regular expressions, as far as moby's matcher writes them.

The syntax is that of Go's ``regexp/syntax`` with the flags of ``regexp.Compile``.
The only group is ``(.*/)?`` and a star only follows a single character, since moby
escapes what could be another. Brackets, braces, bars and what follows a backslash come
here as they stand: ``[*]``, ``*.{1,2}`` and ``src\\bin`` mean what they mean to Go.
"""

from __future__ import annotations

import itertools
import re

from dockerize_ms.context.automaton import (
    Accept,
    Edge,
    Instruction,
    Look,
    Read,
    Split,
    optional,
    star,
)
from dockerize_ms.context.expression_character import WORD, no_newline, one_character
from dockerize_ms.context.wildcards import BadPattern

Piece = list[Instruction]
"""What stands between two bars and is repeated as one."""

GROUP = "(.*/)?"
REPEAT = re.compile(
    r"\{(?P<least>0|[1-9][0-9]*)(?:(?P<comma>,)(?P<most>0|[1-9][0-9]*)?)?\}", re.ASCII
)
REPEAT_LIMIT = 1000
SIZE_LIMIT = 2000
"""How many instructions one expression may take."""


def programs(expression: str) -> list[list[Instruction]]:
    """What accepts the texts in which Go finds an expression: one program for each ``|``.

    Raises ``BadPattern`` where Go cannot compile it, and where that gets too long.
    """
    result: list[list[Instruction]] = []
    at = 0
    while at <= len(expression):
        pieces, at = _alternative(expression, at)
        pieces = pieces[1:] if pieces[:1] == [START] else [ANYTHING, *pieces]
        pieces = pieces[:-1] if pieces[-1:] == [END] else [*pieces, ANYTHING]
        result.append([*itertools.chain(*pieces), Accept()])
        at += 1
        _limit(result)
    return result


def _alternative(text: str, at: int) -> tuple[list[Piece], int]:
    """The pieces up to a ``|`` or the end, and where that is."""
    pieces: list[Piece] = []
    repeated = True  # as nothing is: there must be something to repeat
    while at < len(text) and text[at] != "|":
        repeat = REPEAT.match(text, at)
        if repeat:
            if repeated:
                raise BadPattern(text)
            pieces[-1] = _repeat(pieces[-1], repeat)
            at = repeat.end()
            repeated = True
            _limit(pieces)
        elif text.startswith("\\Q", at):
            quoted, _, rest = text[at + 2 :].partition("\\E")
            pieces += [[Read(char.__eq__)] for char in quoted]
            at = len(text) - len(rest)
            repeated = not pieces
        else:
            piece, at = _piece(text, at)
            pieces.append(piece)
            repeated = isinstance(piece[0], Split)
    return pieces, at


def _limit(pieces: list[Piece]) -> None:
    if sum(map(len, pieces)) > SIZE_LIMIT:
        raise BadPattern("too long")


def _piece(text: str, at: int) -> tuple[Piece, int]:
    """The piece that begins here, and where it ends."""
    if text.startswith(GROUP, at):
        return optional([*star([Read(no_newline)]), Read("/".__eq__)]), at + len(GROUP)
    if text[at] in "^$":
        return (START if text[at] == "^" else END), at + 1
    if text[at] == "\\" and text[at + 1 : at + 2] in EDGES:
        return [Look(EDGES[text[at + 1]])], at + 2
    test, at = one_character(text, at)
    if text.startswith("*", at):
        return star([Read(test)]), at + 1
    return [Read(test)], at


def _repeat(piece: Piece, repeat: re.Match[str]) -> Piece:
    """A piece as often as ``{n}``, ``{n,}`` or ``{n,m}`` say."""
    if len(repeat[0]) > len("{1000,1000}"):
        raise BadPattern(repeat[0])
    least = int(repeat["least"])
    most = least if repeat["comma"] is None else int(repeat["most"] or least)
    if max(least, most) > REPEAT_LIMIT or least > most:
        raise BadPattern(repeat[0])
    if repeat["comma"] and not repeat["most"]:
        return piece * least + star(piece)
    return piece * least + optional(piece) * (most - least)


def _between(before: str, following: str) -> bool:
    """Whether there is a word on one side only."""
    return (before in WORD) != (following in WORD)


EDGES: dict[str, Edge] = {
    "A": lambda before, _: not before,
    "z": lambda _, following: not following,
    "b": _between,
    "B": lambda before, following: not _between(before, following),
}
"""Places between characters, by the letter after a backslash."""

START: Piece = [Look(EDGES["A"])]
END: Piece = [Look(EDGES["z"])]
ANYTHING: Piece = star([Read(lambda _: True)])
