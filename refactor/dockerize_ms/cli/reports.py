"""Reports of a run over many files: which module makes one is told by its file's suffix."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator

from dockerize_ms.codemod.row import Row
from dockerize_ms.codemod.totals import Totals
from dockerize_ms.errors import UsageError
from dockerize_ms.files import replacing

Writer = Callable[[Totals, Iterable[Row]], Iterator[str]]
"""Makes a report piece by piece: rows may be many."""

WRITERS = {
    ".json": "as_json",
    ".sarif": "as_sarif",
    ".md": "as_markdown",
    ".txt": "as_text",
    ".html": "as_html",
}


def writer(path: str) -> Writer:
    """What makes the report of a file's suffix. Raises ``UsageError``."""
    module = WRITERS.get(os.path.splitext(path)[1].lower())
    if module is None:
        raise UsageError(f"--report {path}: its name ends in none of {', '.join(WRITERS)}")
    found: Writer = importlib.import_module(f"dockerize_ms.codemod.reports.{module}").report
    return found


def write_report(path: str, write: Writer, totals: Totals, rows: Iterable[Row]) -> None:
    """Writes a report; an older one stays whole until then."""
    with replacing(path) as file:
        for piece in write(totals, rows):
            file.write(piece.encode("utf-8", "replace"))
