"""How long many files take: side by side with other programs, as they grow, with more workers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import repositories
from benchmarks.cold import BINDING, STRUCTURE
from benchmarks.processes import HADOLINT, TOOL, Run, in_turns, workshop
from benchmarks.table import Table

BESIDE = 200
SIZES = (200, 2_000, 20_000)
WORKERS = (1, 2)


class Site:
    """Repositories in a folder, as many as were asked for at most, and where runs take place."""

    def __init__(self, folder: str, environment: Mapping[str, str]) -> None:
        self.folder = Path(folder)
        self.environment = environment
        self._parts: list[tuple[int, Path]] = []

    def of(self, size: int) -> tuple[str, ...]:
        """Folders with so many repositories in all; sizes are asked for as they grow."""
        made = sum(count for count, _ in self._parts)
        if made < size:
            part = self.folder / f"repositories-{made}"
            repositories.make(part, range(made, size))
            self._parts.append((size - made, part))
        return tuple(str(part) for _, part in self._parts)

    def codemod(self, size: int, jobs: int) -> tuple[str, ...]:
        """The command line that refactors so many files; nothing is written into them."""
        journal = str(self.folder / "journal.sqlite3")
        options = ("--quiet", "--jobs", str(jobs), "--journal", journal)
        return (TOOL, "codemod", *options, *self.of(size))

    def run(self, commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Run]:
        """The medians of several runs of each command."""
        return in_turns(commands, self.environment, rounds, str(self.folder))


@contextmanager
def site() -> Iterator[Site]:
    """A place for a benchmark, gone after it."""
    with workshop() as (folder, environment):
        yield Site(folder, environment)


def beside(place: Site, rounds: int, size: int = BESIDE) -> Table:
    """Seconds for all files in one run, beside hadolint's."""
    files = [
        str(path) for part in place.of(size) for path in sorted(Path(part).glob("*/Dockerfile"))
    ]
    commands = {
        "hadolint": (HADOLINT, "--no-fail", *files),
        **{_named(jobs): place.codemod(size, jobs) for jobs in WORKERS},
        "`dockerize-ms verify`": (TOOL, "verify", *files),
        "dockerfile-parse, `structure`": (sys.executable, "-c", STRUCTURE, *files),
        "BuildKit's parser through `dockerfile`": (sys.executable, "-c", BINDING, *files),
    }
    runs = place.run(commands, rounds)
    first = runs["hadolint"]
    return Table(
        (f"{size} files", "passed", "beside hadolint", "CPU", "beside hadolint"),
        tuple(
            (
                name,
                f"{run.passed:.2f} s",
                f"× {run.passed / first.passed:.2f}",
                f"{run.used:.2f} s",
                f"× {run.used / first.used:.2f}",
            )
            for name, run in runs.items()
        ),
    )


def growth(place: Site, rounds: int, most: int) -> Table:
    """Milliseconds a file, as there are more of them, and the memory of the largest process."""
    rows = []
    first: dict[int, Run] = {}
    for size in (size for size in SIZES if size <= most):
        commands = {_named(jobs): place.codemod(size, jobs) for jobs in WORKERS}
        runs = place.run(commands, rounds if size < max(SIZES) else 1)
        for jobs, (name, run) in zip(WORKERS, runs.items(), strict=True):
            smallest = first.setdefault(jobs, _each(run, size))
            rows.append(
                (
                    f"{size:,} files, {name.partition(', ')[2]}",
                    f"{run.passed:.1f} s",
                    f"{run.passed / size * 1000:.2f} ms",
                    f"{run.used / size * 1000:.2f} ms",
                    _more(run.used / size, smallest.used),
                    f"{run.memory / 1e6:.0f} MB",
                )
            )
    head = ("", "passed", "a file", "CPU a file", f"beside {SIZES[0]} files", "memory")
    return Table(head, tuple(rows))


def workers(place: Site, rounds: int, size: int) -> Table:
    """How much sooner two workers are done than one."""
    runs = place.run({_named(jobs): place.codemod(size, jobs) for jobs in WORKERS}, rounds)
    one = next(iter(runs.values()))
    return Table(
        (f"{size:,} files", "passed", "as quick as one", "CPU"),
        tuple(
            (name, f"{run.passed:.2f} s", f"× {one.passed / run.passed:.2f}", f"{run.used:.2f} s")
            for name, run in runs.items()
        ),
    )


def _named(jobs: int) -> str:
    return f"`dockerize-ms codemod`, {jobs} worker{'s' * (jobs > 1)}"


def _each(run: Run, size: int) -> Run:
    return Run(run.passed / size, run.used / size, run.memory)


def _more(value: float, first: float) -> str:
    """How much more one value is than the first."""
    return f"{(value / first - 1) * 100:+.0f} %"
