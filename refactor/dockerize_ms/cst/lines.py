"""Physical lines: what continues, what is skipped, and the logical line they make."""

from __future__ import annotations

import bisect

from dockerize_ms.cst.characters import SPACE

Pieces = tuple[tuple[int, int], ...]
"""Pairs (offset in the logical line, offset in the text), as in ``SourceMap``."""


def kept(line: str, escape: str) -> int:
    """How much of a line, given without its newline, goes on in the next one; -1 when none does.

    The escape character must be the last but for blanks, and not follow another
    one: ``\\\\`` ends a line, and so does ``\\\\\\``.
    """
    end = len(line.rstrip(" \t")) - 1
    if end < 0 or line[end] != escape or (end and line[end - 1] == escape):
        return -1
    return end


def fold(text: str, at: int, escape: str, *, part: bool = False) -> tuple[int, str, Pieces]:
    """The logical line that begins at an offset: where it ends, its text, and the way back.

    Joining adds no blank. Comments and blank lines inside are dropped, and the
    first line alone loses its indentation. The line at ``at`` is never taken for
    a comment. ``part`` says that the text is cut out of an instruction, so that its
    last line counts as it is.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length, end, size = 0, at, len(text)
    while True:
        start = end
        end = text.find("\n", start) + 1 or size
        line = text[start:end].rstrip("\r\n")
        cut = part and end == size
        if start > at and not cut and line.lstrip(SPACE)[:1] in ("", "#"):
            if end == size:
                break
            continue
        if start == at:
            start += len(line) - len(line.lstrip(SPACE))
            line = line.lstrip(SPACE)
        stop = -1 if cut else kept(line, escape)
        content = line if stop < 0 else line[:stop]
        if content:
            pieces.append((length, start))
            parts.append(content)
            length += len(content)
        if stop < 0 or end == size:
            break
    return end, "".join(parts), tuple(pieces) or ((0, at),)


def origin(pieces: Pieces, offset: int) -> int:
    """The offset in the text for an offset of the logical line."""
    start, there = pieces[bisect.bisect_right(pieces, (offset, 1 << 62)) - 1]
    return there + offset - start
