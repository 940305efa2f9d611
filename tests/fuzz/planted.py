"""Targets that fail, for the test of the fuzzer itself."""

from __future__ import annotations

import itertools
import os
import signal

from tests.fuzz.targets import Target
from tests.fuzz.worker import FIRST


def crash(text: str) -> None:
    """A bug that one character brings about."""
    if "x" in text:
        raise KeyError(text)


def hang(text: str) -> None:
    """A loop without end."""
    if text.count(" ") > 8:
        for _ in itertools.count():
            pass


def difference(text: str) -> None:
    """A round trip that loses a character."""
    assert text.replace("\r", "") == text


def die(text: str) -> None:
    """What a fault in native code does."""
    if text != FIRST:
        os.kill(os.getpid(), signal.SIGSEGV)


TARGETS = {
    "crash": Target("dockerfile", 50, crash),
    "difference": Target("dockerfile", 50, difference),
    "die": Target("dockerfile", 4, die),
}
