"""Reports over many files, one module a format, chosen by the file's suffix."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from dockerize_ms.codemod.reports import as_json, as_markdown, as_text
from dockerize_ms.codemod.row import Row
from dockerize_ms.codemod.totals import Totals
from dockerize_ms.errors import UsageError
from dockerize_ms.files import replacing

Writer = Callable[[Totals, Iterable[Row]], Iterator[str]]
"""Makes a report piece by piece: rows may be many."""

WRITERS: dict[str, Writer] = {
    ".json": as_json.report,
    ".md": as_markdown.report,
    ".txt": as_text.report,
}


def writer(path: str) -> Writer:
    """What makes the report of a file's suffix. Raises ``UsageError``."""
    found = WRITERS.get(os.path.splitext(path)[1].lower())
    if found is None:
        raise UsageError(f"--report {path}: its name ends in none of {', '.join(WRITERS)}")
    return found


def write_report(path: str, write: Writer, totals: Totals, rows: Iterable[Row]) -> None:
    """Writes a report; an older one stays whole until then."""
    with replacing(path) as file:
        for piece in write(totals, rows):
            file.write(piece.encode("utf-8", "replace"))
