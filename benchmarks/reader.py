"""Measures the reader: beside others, and how it grows. ``make bench-reader`` runs it."""

from __future__ import annotations

import argparse
import os
import platform

from benchmarks import growth, readers
from benchmarks.table import Table


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("files", nargs="?", metavar="DIR", help="read these instead of the corpus")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth file of DIR")
    parser.add_argument("--markdown", action="store_true", help="print as docs/reader.md has it")
    given = parser.parse_args()
    texts = readers.files(given.files)[:: given.every]
    _print(f"{len(texts)} files", readers.table(texts), markdown=given.markdown)
    _print("A file as it grows", growth.table(), markdown=given.markdown)
    print(f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}, ", end="")
    print(f"{os.cpu_count()} processors")


def _print(title: str, table: Table, *, markdown: bool) -> None:
    print(f"{title}\n\n{table.markdown() if markdown else table.text()}", flush=True)


if __name__ == "__main__":
    main()
