"""Many inputs in a process of their own, watched: progress, failures, a summary."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec import Struct
from tests.fuzz.trial import Failure, Kind
from tests.fuzz.worker import Course, Place, Report, work

_SPAWN = multiprocessing.get_context("spawn")  # a fork would lack the threads of BuildKit's parser


class Campaign(Struct, kw_only=True):
    """Which inputs to try, where failing ones are kept, and after how long a process is killed."""

    course: Course
    count: int
    found: Path
    patience: float = 30.0

    def run(self) -> int:
        """Tries all; returns how many failed."""
        began = time.monotonic()
        failed: list[Report] = []
        slowest = Report(0, "", "", 0.0)
        for report in self._reports():
            if report.failure is None:
                slowest = max(slowest, report, key=lambda one: one.seconds)
                continue
            if _sort(report) not in map(_sort, failed):
                self._show(report, report.failure)
            failed.append(report)
        kinds = Counter(report.failure.kind for report in failed if report.failure)
        counts = ", ".join(f"{kinds[kind]} {plural}" for kind, plural in _PLURALS.items())
        print(
            f"{self.count} inputs with seed {self.course.seed} "
            f"in {time.monotonic() - began:.0f} s: {counts}; "
            f"slowest {slowest.seconds:.2f} s (number {slowest.number}, {slowest.target})"
        )
        return len(failed)

    def _reports(self) -> Iterator[Report]:
        """What the processes say; a new one follows one that died."""
        first = 0
        progress = _Progress(self.count)
        while first < self.count:
            at = _SPAWN.Value("l", first, lock=False)
            ours, theirs = _SPAWN.Pipe(duplex=False)
            process = _SPAWN.Process(target=work, args=(self.course, first, self.count, at, theirs))
            process.start()
            theirs.close()
            stuck = yield from self._watched(ours, at, progress)
            if stuck:
                process.kill()
            process.join()
            if at.value < self.count:
                yield self._death(at.value, f"exit code {process.exitcode}", stuck=stuck)
            first = at.value + 1

    def _watched(
        self, reports: Connection, at: Place, progress: _Progress
    ) -> Generator[Report, None, bool]:
        """Until the process closes its end; gives whether it stays at one input for too long."""
        place, since = -1, time.monotonic()
        while True:
            if reports.poll(0.2):
                try:
                    yield reports.recv()
                except EOFError:
                    return False
                since = time.monotonic()
            progress.show(at.value)
            if at.value != place:
                place, since = at.value, time.monotonic()
            elif time.monotonic() - since > self.patience:
                return True

    def _death(self, number: int, why: str, *, stuck: bool) -> Report:
        target, text = self.course.open().input(number)
        kind = Kind.HANG if stuck else Kind.DIED
        return Report(number, target, text, self.patience, Failure(kind, "the process", why))

    def _show(self, report: Report, failure: Failure) -> None:
        path = keep(self.found, report, failure)
        print(f"\n{failure.kind} of {report.target}, input {report.number}:\n{failure.details}")
        print(f"kept as {path}; again: python -m tests.fuzz {path}")
        print(
            f"before it was made small: python -m tests.fuzz --seed {self.course.seed} "
            f"--only {report.number}\n",
            flush=True,
        )


_PLURALS = {
    Kind.CRASH: "crashes",
    Kind.DIED: "deaths of the process",
    Kind.HANG: "over 1 s",
    Kind.DIFFERENCE: "differences",
}


class _Progress:
    """A line that is written over on a terminal, and one for each tenth elsewhere."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.last = 0

    def show(self, at: int) -> None:
        done = at * 100 // max(self.count, 1)
        if sys.stdout.isatty():
            print(
                f"\r{at} of {self.count} inputs", end="\n" if at >= self.count else "", flush=True
            )
        elif done // 10 > self.last // 10:
            print(f"{at} of {self.count} inputs", flush=True)
        self.last = done


def keep(folder: Path, report: Report, failure: Failure) -> Path:
    """Writes a failing input to a file of its own, to be committed with the fix."""
    name = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    path = folder / f"{report.target}-{name}.json"
    row = {"target": report.target, "why": f"{failure.kind}: {failure.place}", "text": report.text}
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="ascii")
    return path


def _sort(report: Report) -> tuple[str, str, str]:
    failure = report.failure
    return (report.target, failure.kind, failure.place) if failure else (report.target, "", "")
