"""Positions in source text, and text that is only partly known."""

from __future__ import annotations

import bisect
from functools import cached_property

from msgspec import Struct

HOLE = "\ue000"
"""Stands in a string for text that is not known until the build runs.

``/app/\\ue000/bin`` is a path below ``/app`` with one unknown part. A character
of the private use area, so that it survives every string operation.
"""


def shown(text: str) -> str:
    """The text for people: unknown parts are dots."""
    return text.replace(HOLE, "…")


def known(text: str) -> bool:
    """Whether no part of the text is a hole."""
    return HOLE not in text


def encode(text: str) -> bytes:
    """The bytes that a text was read from; any text has some."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


class Span(Struct, frozen=True):
    """A piece of a file: lines and columns count from 1, ``start`` and ``end`` are offsets."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class SourceFile:
    """The text of one file and where its lines begin. Lines end with a line feed."""

    def __init__(self, text: str, path: str = "-") -> None:
        self.text = text
        self.path = path

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n") + 1
        while at:
            starts.append(at)
            at = find("\n", at) + 1
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : None if end < 0 else end].rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(self.path, *self.position(start), *self.position(end), start, end)


class SourceMap:
    """Text derived from a file, with the way back to the file's offsets.

    ``pieces`` holds pairs (offset in ``text``, offset in the file), ascending and
    beginning at 0: from each on, both run alike.
    """

    def __init__(
        self, text: str, file: SourceFile, pieces: tuple[tuple[int, int], ...] = ((0, 0),)
    ) -> None:
        self.text = text
        self.file = file
        self.pieces = pieces

    @classmethod
    def literal(cls, text: str, path: str = "-") -> SourceMap:
        """A text that is a file of its own."""
        return cls(text, SourceFile(text, path))

    def offset(self, at: int) -> int:
        """The file's offset for an offset of the text."""
        index = bisect.bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1
        start, origin = self.pieces[index]
        return origin + at - start

    def span(self, start: int, end: int) -> Span:
        """The span in the file for two offsets of the text."""
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        return self.file.span(first, last)
