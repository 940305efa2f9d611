"""A report as plain text: a line a file, then the summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.codemod.lines import line, summary
from dockerize_ms.codemod.row import Row
from dockerize_ms.codemod.totals import Totals


def report(totals: Totals, rows: Iterable[Row]) -> Iterator[str]:
    """What a run prints that is not on a terminal."""
    for row in rows:
        yield line(row) + "\n"
    yield "\n"
    for text in summary(totals):
        yield text + "\n"
