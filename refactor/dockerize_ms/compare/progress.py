"""What is going on: one line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

CLEAR = "\r\x1b[K"


class Progress:
    """Says which step is on, and on a terminal for how long and what the engine printed last."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.live = stream.isatty()
        self.step_name = ""
        self.began = 0.0
        self.lock = threading.Lock()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """While a step is on."""
        self.step_name, self.began = name, time.monotonic()
        self._write(name if self.live else f"{name}\n")
        try:
            yield
        finally:
            if self.live:
                self._write("")

    def line(self, text: str) -> None:
        """What the engine printed."""
        if self.live:
            seconds = time.monotonic() - self.began
            plain = "".join(c if c.isprintable() else " " for c in text)
            self._write(f"{self.step_name}, {seconds:.0f} s: {plain}")

    def _write(self, text: str) -> None:
        with self.lock:
            if self.live:
                width = shutil.get_terminal_size().columns - 1
                self.stream.write(CLEAR + text[:width])
            else:
                self.stream.write(text)
            self.stream.flush()
