"""Measures how long cold runs take, side by side with ``python -c "import click"``.

``python -m benchmarks.cold [ROUNDS]`` prints the table of ``docs/performance.md``. The runs
take turns, so that whatever else the machine does slows all of them; CPU time is what a run
itself used, and suffers less from that than the time that passed. All run from bytecode, as
installed programs do; it is kept in a directory of its own.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
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
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in RUNS}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in RUNS.values():
            measure(command, environment)  # compiles, and warms the disk's cache
        for _ in range(rounds):
            for name, command in RUNS.items():
                found[name].append(measure(command, environment))
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


def measure(command: tuple[str, ...], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds that passed and seconds of CPU time of one run."""
    before, start = _used(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start, _used() - before


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
