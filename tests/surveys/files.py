"""Runs a function over every file of a folder in worker processes, with a progress line."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any


class TooSlowError(Exception):
    """A file took longer than it may."""


def over(
    paths: Sequence[Path], look: Callable[[Path], Any], *, seconds: int
) -> Iterator[tuple[Path, Any]]:
    """What ``look`` gives for each file, in order; its exception where it raises one.

    A file that takes longer than ``seconds`` gives ``TooSlowError``.
    """
    tasks = [(look, path, seconds) for path in paths]
    # Spawned: the oracle's Go runtime does not survive a fork.
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        found = pool.imap(_one, tasks, chunksize=8)
        for number, (path, result) in enumerate(zip(paths, found, strict=True), 1):
            if sys.stderr.isatty() or number % 5_000 == 0 or number == len(paths):
                end = "\r" if sys.stderr.isatty() and number < len(paths) else "\n"
                print(f"{number:,} of {len(paths):,} files", end=end, file=sys.stderr)
            yield path, result


def _one(task: tuple[Callable[[Path], Any], Path, int]) -> Any:
    look, path, seconds = task
    signal.signal(signal.SIGALRM, _too_slow)
    signal.alarm(seconds)
    try:
        return look(path)
    except Exception as error:  # a finding of the survey, whatever it is
        return error
    finally:
        signal.alarm(0)


def _too_slow(*_: object) -> None:
    raise TooSlowError


def read(path: Path) -> str:
    """The text of a file as the command line reads it."""
    return path.read_bytes().decode("utf-8", "surrogateescape")
