"""Measures whole runs and writes the figures into docs/performance.md. ``make bench`` runs it."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator

from benchmarks import codemod, cold, document, sampling


def main() -> None:
    """Measures one table after the other; each is in the page as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each, of which the median")
    parser.add_argument("--most", type=int, default=2_000, help="files in the largest run")
    given = parser.parse_args()
    for name, content in measured(given.rounds, given.most):
        print(f"{name}\n\n{content}", flush=True)
        text = document.PAGE.read_text(encoding="utf-8")
        document.PAGE.write_text(document.filled(text, name, content), encoding="utf-8")


def measured(rounds: int, most: int) -> Iterator[tuple[str, str]]:
    """The names of the tables and their text."""
    yield "cold runs", cold.table(4 * rounds).markdown()
    with codemod.site() as place:
        yield "beside others", codemod.beside(place, rounds).markdown()
        yield "profile", sampling.table(place).markdown()
        yield "growth", codemod.growth(place, rounds, most).markdown()
    yield "machine", f"{_machine()}\n"


def _machine() -> str:
    return (
        f"Measured with CPython {platform.python_version()} on {os.cpu_count()} processors, "
        f"with a load of {os.getloadavg()[0]:.1f} in the last minute."
    )


if __name__ == "__main__":
    main()
