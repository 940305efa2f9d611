"""A bar on a terminal with counts by outcome."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from dockerize_ms.codemod.lines import NAMES
from dockerize_ms.codemod.totals import Totals

INTERVAL = 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """Draws over one line, ten times a second at most."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._drawn = 0.0

    def show(self, totals: Totals) -> None:
        """Draws the bar, unless it was drawn just now."""
        now = time.monotonic()
        if now - self._drawn < INTERVAL:
            return
        self._drawn = now
        self._stream.write(_CLEAR + bar(totals, self._total, shutil.get_terminal_size().columns))
        self._stream.flush()

    def clear(self) -> None:
        """Takes the bar away, so that lines can be printed."""
        self._stream.write(_CLEAR)
        self._stream.flush()
        self._drawn = 0.0


def bar(totals: Totals, total: int, columns: int) -> str:
    """The line, not wider than the terminal."""
    counts = " · ".join(f"{name} {totals.states[state.value]}" for state, name in NAMES.items())
    text = f" {totals.files}/{total}  {counts}"
    width = max(0, min(30, columns - len(text) - 3))
    full = width * totals.files // max(1, total)
    drawn = f"[{'#' * full}{'-' * (width - full)}]" if width > 4 else ""
    return (drawn + text)[: max(1, columns - 1)]
