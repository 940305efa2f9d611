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

    def run(
        self, commands: Mapping[str, Sequence[str]], rounds: int, *, warm: bool = True
    ) -> dict[str, Run]:
        """The medians of several runs of each command."""
        return in_turns(commands, self.environment, rounds, str(self.folder), warm=warm)


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
    """Milliseconds a file as there are more of them, what two workers save, and memory.

    The memory is that of the largest process. Long runs take place fewer times.
    """
    rows = []
    first = 0.0
    for size in (size for size in SIZES if size <= most):
        commands = {_named(jobs): place.codemod(size, jobs) for jobs in WORKERS}
        times = max(1, rounds * SIZES[0] // size)
        one, two = place.run(commands, times, warm=size == SIZES[0]).values()
        each = one.used / size * 1000
        first = first or each
        rows.append(
            (
                f"{size:,}",
                f"{each:.2f} ms",
                f"{(each / first - 1) * 100:+.0f} %",
                f"{one.passed:.1f} s",
                f"{two.passed:.1f} s",
                f"× {one.passed / two.passed:.2f}",
                f"{max(one.memory, two.memory) / 1e6:.0f} MB",
            )
        )
    head = ("files", "CPU a file", "beside the first", "one worker", "two", "as quick", "memory")
    return Table(head, tuple(rows))


def _named(jobs: int) -> str:
    return f"`dockerize-ms codemod`, {jobs} worker{'s' * (jobs > 1)}"
