"""Runs programs and measures them: seconds that passed, seconds of CPU time, memory.

Programs that are compared take turns, so that whatever else the machine does slows all of
them; medians are given. CPU time is what a run and its workers used, and suffers less from
that than the time that passed. Python runs from bytecode, as installed programs do; it is
kept in a folder of its own.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct

BIN = os.path.dirname(sys.executable)
TOOL = os.path.join(BIN, "dockerize-ms")
HADOLINT = os.path.join(BIN, "hadolint")
BROKEN = 70
"""From this exit code on a run is no measurement: a bug, or killed by a signal."""


class Run(Struct, frozen=True):
    """Seconds that passed, seconds of CPU time, and bytes that the largest process held."""

    passed: float
    used: float
    memory: float


@contextmanager
def workshop() -> Iterator[tuple[str, dict[str, str]]]:
    """A folder to work in, and the environment for runs."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode")}
        environment |= {"XDG_CACHE_HOME": folder, "LC_ALL": "C.UTF-8"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        yield folder, environment


def measure(command: Sequence[str], environment: Mapping[str, str], cwd: str = ".") -> Run:
    """One run, with all processes that it waited for. Raises ``RuntimeError`` where it broke."""
    with open(os.devnull, "r+b") as nothing:
        streams = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), number) for number in range(3)]
        here = os.getcwd()
        os.chdir(cwd)
        try:
            began = time.perf_counter()
            process = os.posix_spawn(command[0], tuple(command), environment, file_actions=streams)
            _, status, usage = os.wait4(process, 0)
            passed = time.perf_counter() - began
        finally:
            os.chdir(here)
    code = os.waitstatus_to_exitcode(status)
    if not 0 <= code < BROKEN:
        raise RuntimeError(f"exit code {code}: {' '.join(command)[:200]}")
    return Run(passed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def in_turns(
    commands: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
    rounds: int,
    cwd: str = ".",
    *,
    warm: bool = True,
) -> dict[str, Run]:
    """The medians of several runs of each; one more before them warms what can be, if wanted."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(rounds + warm):
        for name, command in commands.items():
            run = measure(command, environment, cwd)
            if turn >= warm:
                found[name].append(run)
    return {name: _median(runs) for name, runs in found.items()}


def _median(runs: Sequence[Run]) -> Run:
    return Run(
        statistics.median(run.passed for run in runs),
        statistics.median(run.used for run in runs),
        max(run.memory for run in runs),
    )
