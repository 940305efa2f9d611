"""Measures how long cold runs take, side by side with ``python -c "import click"``.

``python scripts/measure.py [ROUNDS]`` prints the table of ``docs/performance.md``. The runs
take turns, so that whatever else the machine does slows all of them; CPU time is what a run
itself used, and suffers less from that than the time that passed.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.join(os.path.dirname(sys.executable), "dockerize-ms")
CASE = "corpus/go/http-templates/Dockerfile"
RUNS = {
    'python -c "import click"': (sys.executable, "-c", "import click"),
    "dockerize-ms --version": (TOOL, "--version"),
    f"dockerize-ms refactor {CASE}": (TOOL, "refactor", CASE),
}


def main(rounds: int) -> None:
    """Runs everything in turns and prints medians."""
    for command in RUNS.values():
        measure(command)  # compiles what has to be compiled, and warms the disk's cache
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in RUNS}
    for _ in range(rounds):
        for name, command in RUNS.items():
            found[name].append(measure(command))
    first = [statistics.median(times) for times in zip(*next(iter(found.values())), strict=True)]
    print("| | passed | | CPU | |\n|---|---|---|---|---|")
    for name, pairs in found.items():
        passed, used = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratios = f"{passed / first[0]:.2f}", f"{used / first[1]:.2f}"
        print(
            f"| `{name}` | {passed * 1000:.0f} ms | × {ratios[0]} "
            f"| {used * 1000:.0f} ms | × {ratios[1]} |"
        )
    print(f"\nMedians of {rounds}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


def measure(command: tuple[str, ...]) -> tuple[float, float]:
    """Seconds that passed and seconds of CPU time of one run."""
    before, start = _used(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start, _used() - before


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
