"""Runs the engine's commands: with a time limit, and so that nothing of them is left behind.

Each command has a session of its own: Ctrl-C reaches this process alone, which ends the command
and goes on to clean up.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

from msgspec import Struct

GRACE_SECONDS = 10
"""How long an engine may take to clean up after itself when it is told to end."""
PIPE = subprocess.PIPE


class Done(Struct, frozen=True):
    """How a command ended; ``code`` is None if the time was up."""

    code: int | None
    out: str
    err: str


def run(
    command: Sequence[str],
    *,
    timeout: float,
    stdin: str = "",
    environment: Mapping[str, str] | None = None,
    line: Callable[[str], None] = lambda _: None,
) -> Done:
    """Runs a command to its end. ``line`` gets each line that it prints, in another thread."""
    process = subprocess.Popen(
        command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
    )
    readers = [_Reader(stream, line) for stream in (process.stdout, process.stderr) if stream]
    try:
        if process.stdin:
            with contextlib.suppress(BrokenPipeError), process.stdin:
                process.stdin.write(stdin.encode())
        code = process.wait(timeout)
    except subprocess.TimeoutExpired:
        code = None
    finally:
        end(process)
        out, err = (reader.text() for reader in readers)
    return Done(code, out, err)


@contextmanager
def stream(
    command: Sequence[str], *, timeout: float, environment: Mapping[str, str] | None = None
) -> Iterator[IO[bytes]]:
    """What a command prints, while it prints it. Ended if nobody reads on, or the time is up.

    Raises ``subprocess.CalledProcessError`` for a command that fails.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env=environment,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018
    errors = _Reader(process.stderr, lambda _: None)
    clock = threading.Timer(timeout, process.kill)
    clock.daemon = True
    clock.start()
    try:
        yield process.stdout
        while process.stdout.read(1 << 20):
            pass
        process.wait()
    finally:
        clock.cancel()
        end(process)
        process.stdout.close()
        said = errors.text()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a command, politely first, and whatever is left of its session."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class _Reader:
    """Reads a stream to its end, so that the command never waits for us."""

    def __init__(self, stream: IO[bytes], line: Callable[[str], None]) -> None:
        self.stream = stream
        self.line = line
        self.parts: list[str] = []
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        with contextlib.suppress(ValueError, OSError):
            for raw in self.stream:
                text = raw.decode("utf-8", "replace")
                self.parts.append(text)
                self.line(text.rstrip("\n"))

    def text(self) -> str:
        """All of it. A process that outlived its session and holds the stream is not waited for."""
        self.thread.join(GRACE_SECONDS)
        return "".join(self.parts)
