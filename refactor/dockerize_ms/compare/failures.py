"""Tells the engine's own failures from what an image or its program did. Pure but for the pauses.

Buildah starts itself again from a sealed copy in memory before it enters a container. While a
page of that copy is in use elsewhere in the kernel, as happens under load, the sealing fails
("Device or resource busy"): nothing that the image did, and gone the next moment.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TypeVar

from dockerize_ms.errors import PlainError

ATTEMPTS = 5
PAUSE_SECONDS = 1.0
PASSING = re.compile(
    r".*(?:sealing memfd copy: |memfd_create\(\): |write\(anonfd\): "
    r"|Error during (?:reexec|unshare)"
    r"|fork/exec[^\n]*(?:resource temporarily unavailable|resource busy|cannot allocate memory)"
    r"|(?:mount|overlay)[^\n]*(?:resource temporarily unavailable|resource busy)).*",
    re.IGNORECASE,
)
"""What the engine says before a program starts and may not say the next time."""
OF_THE_IMAGE = re.compile(r"Error: (?:exit status \d+|determining run )")
"""How the engine ends when the program failed, or the user that the image names is not there."""

T = TypeVar("T")


class EngineError(PlainError):
    """The engine failed. The text is its last lines."""

    exit_code = 2


class BuildError(EngineError):
    """A Dockerfile does not build. ``step`` says which; the text is the end of the log."""

    def __init__(self, step: str, message: str) -> None:
        super().__init__(message)
        self.args = (step, message)
        self.step = step


def passing_failure(output: str) -> str:
    """The line with which the engine failed for a reason that may pass; empty without one."""
    found = PASSING.search(output)
    return found[0].strip() if found else ""


def start_failure(code: int | None, output: str) -> str:
    """Why a container was not started, where that is the engine's fault; empty otherwise.

    ``code`` is the exit code of the engine's command, negative for a signal, None if it was
    still running when the observation ended.
    """
    if not code:
        return ""
    if code < 0:
        return f"ended by signal {-code}"
    last = (output.strip().splitlines() or [""])[-1]
    foreign = last.startswith("Error: ") and not OF_THE_IMAGE.match(last)
    return passing_failure(output) or (last if foreign else "")


def insist(
    attempt: Callable[[], T],
    failure: Callable[[T], str],
    pause: Callable[[float], None] = time.sleep,
) -> T:
    """What an attempt gives once the engine does not fail; ``EngineError`` if it keeps failing."""
    reason = ""
    for count in range(ATTEMPTS):
        if count:
            pause(PAUSE_SECONDS * count)
        outcome = attempt()
        reason = failure(outcome)
        if not reason:
            return outcome
    raise EngineError(f"failed {ATTEMPTS} times: {reason}")
