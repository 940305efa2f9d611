"""The line that a span begins in, with a mark below it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dockerize_ms.report.paint import Paint
from dockerize_ms.text import SourceFile, Span

_WIDTH = 100
_BEFORE = 30
_TAB = 4


def excerpt(file: SourceFile, span: Span, style: str, paint: Paint) -> Iterator[str]:
    """Two lines: the source and carets below the span, nothing where the line is blank.

    A span that goes on below is marked to the end of its first line. Of a long line the part
    around the span is shown. What a terminal would obey comes out as U+FFFD.
    """
    if span.path != file.path:
        return
    line = file.line(span.line)
    if not line.strip():
        return
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    start, end = min(span.column - 1, len(line)), min(last, len(line))
    if end > start:
        end = start + len(line[start:end].rstrip())
    left, right = _window(line, start)
    before = ("…" if left else "") + _cells(line[left:start])
    marked = _cells(line[start : min(end, right)])
    after = _cells(line[min(end, right) : right]) + ("…" if right < len(line) else "")
    gutter = f"{span.line:>5} | "
    margin = " " * (len(gutter) - 2) + "| "
    carets = "^" * max(_width(marked), 1)
    yield paint(gutter, "dim") + before + marked + after
    yield paint(margin, "dim") + " " * _width(before) + paint(carets, style)


def _window(line: str, start: int) -> tuple[int, int]:
    """The part of a line to show: all of it, or what is around the span."""
    if len(line) <= _WIDTH:
        return 0, len(line)
    left = max(0, start - _BEFORE)
    return left, min(len(line), left + _WIDTH)


def _cells(text: str) -> str:
    """The text with tabs as blanks, and without anything that moves the cursor."""
    shown = (" " * _TAB if c == "\t" else c if c.isprintable() else "\ufffd" for c in text)
    return "".join(shown)


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
