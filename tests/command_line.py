"""Runs the command line as a user does, in this process: one of its own takes half a second."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from msgspec import Struct

from dockerize_ms.cli import main


class Ran(Struct, frozen=True, kw_only=True):
    """What a run gave. ``shown`` is what a terminal shows: both outputs in order."""

    code: int
    out: bytes
    err: str
    shown: str


class _Output(io.BytesIO):
    """Keeps what is written to it, and writes it to what both outputs share."""

    def __init__(self, both: io.BytesIO) -> None:
        super().__init__()
        self.both = both

    def write(self, data: object) -> int:
        self.both.write(data)  # type: ignore[arg-type]
        return super().write(data)  # type: ignore[arg-type]

    def close(self) -> None:
        """Stays open: a stream that is thrown away closes what it writes to."""


class _Text(io.TextIOWrapper):
    """A standard stream: a terminal, or not."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def _stream(buffer: io.BytesIO, errors: str = "strict", *, terminal: bool = False) -> _Text:
    stream = _Text(buffer, encoding="utf-8", errors=errors, newline="", write_through=True)
    stream.terminal = terminal
    return stream


def run(
    *arguments: str,
    directory: Path,
    stdin: bytes = b"",
    terminal: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Runs ``dockerize-ms ARGUMENT…`` in a directory."""
    both = io.BytesIO()
    out, err = _Output(both), _Output(both)
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(directory))
        stack.enter_context(mock.patch.dict(os.environ, environment or {}))
        stack.enter_context(mock.patch.object(sys, "argv", ["dockerize-ms", *arguments]))
        stack.enter_context(mock.patch.object(sys, "stdin", _stream(io.BytesIO(stdin))))
        stack.enter_context(mock.patch.object(sys, "stdout", _stream(out, terminal=terminal)))
        stack.enter_context(
            mock.patch.object(sys, "stderr", _stream(err, "backslashreplace", terminal=terminal))
        )
        code = _code()
    return Ran(
        code=code,
        out=out.getvalue(),
        err=err.getvalue().decode("utf-8", "replace"),
        shown=both.getvalue().decode("utf-8", "replace"),
    )


def _code() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
