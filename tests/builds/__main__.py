"""Makes stand-ins, or tries a Dockerfile and a rewritten one, by hand.

    python -m tests.builds make IMAGE…
    python -m tests.builds try CONTEXT [REWRITTEN] [--http PORT] [--paths /a /b] [--args WORD…]

Without REWRITTEN the file is rewritten by this project. As root; see README.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

import msgspec
from tests.builds import tools
from tests.builds.bench import OwnBench
from tests.builds.engine import missing_requirements
from tests.builds.places import own_bench

from dockerize_ms import refactor
from dockerize_ms.compare.observation import Run
from dockerize_ms.compare.trial import Trial, original


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.builds", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make")
    make.add_argument("images", nargs="+")
    attempt = commands.add_parser("try")
    attempt.add_argument("context")
    attempt.add_argument("rewritten", nargs="?")
    attempt.add_argument("--http", type=int, metavar="PORT")
    attempt.add_argument("--paths", nargs="+", default=["/"])
    attempt.add_argument("--args", nargs="+", default=[])
    return parser.parse_args()


def make(bench: OwnBench, images: list[str]) -> None:
    """Makes stand-ins, and says how large each is and how long it took."""
    for reference in images:
        began = time.monotonic()
        name = bench.images.ensure(reference)
        size = bench.images.made[name].size / 1e6
        print(f"{name}: {size:.0f} MB, {time.monotonic() - began:.0f} s")


def attempt(bench: OwnBench, given: argparse.Namespace) -> None:
    """Builds and starts both forms of a file, and prints what was seen and what differs."""
    text, new = _read(os.path.join(given.context, "Dockerfile")), given.rewritten
    rewritten = _read(new) if new else refactor(text, context=given.context).text
    run = Run(
        kind="http" if given.http else "output",
        port=given.http or 0,
        paths=tuple(given.paths),
        args=tuple(given.args),
    )
    trial = Trial(
        name=given.context,
        context=given.context,
        text=text,
        run=run,
        build_only=tools.build_only,
        volumes=tools.volumes(bench.engine, text),
    )
    with original(bench, trial) as before:
        print(msgspec.json.format(msgspec.json.encode(before.first)).decode())
        report = before.compare(rewritten)
    print(f"{report.size_before / 1e6:.1f} MB -> {report.size_after / 1e6:.1f} MB", report.seconds)
    print(report.summary or "no differences")


def _read(path: str) -> str:
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def main() -> None:
    """Does what was asked for."""
    given = arguments()
    reason = missing_requirements()
    if reason:
        sys.exit(reason)
    with own_bench() as bench:
        make(bench, given.images) if given.command == "make" else attempt(bench, given)


if __name__ == "__main__":
    main()
