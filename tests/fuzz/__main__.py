"""Tries many made-up texts on everything that reads text.

    python -m tests.fuzz [--inputs N] [--seed S]     what ``make fuzz`` runs
    python -m tests.fuzz [--seed S] --only NUMBER    one of these again
    python -m tests.fuzz FILE…                       kept inputs again

Ends with 1 if one failed. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.fuzz.campaign import Campaign
from tests.fuzz.inputs import HERE
from tests.fuzz.trial import attempt
from tests.fuzz.worker import Course


def main() -> int:
    """The number of failures, at most 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--targets", default="tests.fuzz.targets", help="the module that has them")
    parser.add_argument("--found", type=Path, default=HERE / "found", help="for failing inputs")
    given = parser.parse_args()
    course = Course(given.seed, given.targets)
    if given.files:
        rows = [json.loads(path.read_text("ascii")) for path in given.files]
        return _again(course, [(row["target"], row["text"]) for row in rows])
    if given.only is not None:
        return _again(course, [course.open().input(given.only)])
    return min(1, Campaign(course=course, count=given.inputs, found=given.found).run())


def _again(course: Course, inputs: list[tuple[str, str]]) -> int:
    targets = course.open().targets
    failed = 0
    for name, text in inputs:
        failure, seconds = attempt(targets[name].check, text)
        print(f"{name}, {seconds:.2f} s: {text!r}\n{failure.details if failure else 'no failure'}")
        failed |= failure is not None
    return failed


if __name__ == "__main__":
    sys.exit(main())
