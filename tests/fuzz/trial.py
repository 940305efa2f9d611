"""One input and one target: what came of it."""

from __future__ import annotations

import contextlib
import enum
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from msgspec import Struct

LIMIT = 1.0
"""Seconds of CPU time after which an input counts as one that hangs."""

_REDUCING = 10.0
"""Seconds for making a failing text small."""


class Kind(enum.StrEnum):
    """How a target can fail."""

    CRASH = "crash"
    HANG = "hang"
    DIFFERENCE = "difference"
    DIED = "death"  # of the process: native code


class Failure(Struct, frozen=True):
    """What went wrong: ``place`` is the innermost line, ``details`` the traceback."""

    kind: Kind
    place: str
    details: str


class Hang(BaseException):
    """Raised in what takes too long; no ``except Exception`` stops it."""


def attempt(check: Callable[[str], object], text: str) -> tuple[Failure | None, float]:
    """Tries a text; gives the failure, if there is one, and the CPU time in seconds."""
    began = time.process_time()
    failure: Failure | None = None
    try:
        with _limited():
            check(text)
    except Hang as error:
        failure = _failure(Kind.HANG, error)
    except AssertionError as error:
        failure = _failure(Kind.DIFFERENCE, error)
    except Exception as error:  # the fuzzer is there to find any
        failure = _failure(Kind.CRASH, error)
    passed = time.process_time() - began
    if failure is None and passed > LIMIT:
        failure = Failure(Kind.HANG, "native code", f"took {passed:.1f} s\n")
    return failure, passed


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _failure(kind: Kind, error: BaseException) -> Failure:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
    shown = "".join(traceback.format_exception(error, limit=-6))
    return Failure(kind, "" if kind is Kind.HANG else place, shown)


def reduced(check: Callable[[str], object], text: str, failure: Failure) -> str:
    """A shorter text that fails alike, as far as dropping pieces of it goes within some seconds."""
    deadline = time.monotonic() + _REDUCING
    size = len(text)
    while size := size // 2:
        at = 0
        while at < len(text) and time.monotonic() < deadline:
            shorter = text[:at] + text[at + size :]
            other, _ = attempt(check, shorter)
            if other and (other.kind, other.place) == (failure.kind, failure.place):
                text = shorter
            else:
                at += size
    return text
