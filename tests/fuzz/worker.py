"""The process that tries inputs: what native code does to it, the one that started it survives."""

from __future__ import annotations

import importlib
from multiprocessing.connection import Connection
from random import Random
from typing import Protocol

from msgspec import Struct
from tests.fuzz import inputs
from tests.fuzz.targets import Target
from tests.fuzz.trial import Failure, attempt, reduced

FIRST = "FROM x\n"
"""What each target is given before all inputs: imports and tables are not an input's time."""


class Report(Struct, frozen=True):
    """A failure of an input, whose text was made small; or, without one, the slowest input."""

    number: int
    target: str
    text: str
    seconds: float
    failure: Failure | None = None


class Course(Struct, frozen=True):
    """Which inputs are tried: the same seed and number give the same target and text."""

    seed: str
    targets: str = "tests.fuzz.targets"

    def open(self) -> Maker:
        """Reads the seeds and imports the targets."""
        targets: dict[str, Target] = importlib.import_module(self.targets).TARGETS
        return Maker(self.seed, targets, inputs.kinds())


class Maker(Struct, frozen=True):
    """Makes inputs from their numbers."""

    seed: str
    targets: dict[str, Target]
    kinds: dict[str, inputs.Kind]

    def input(self, number: int) -> tuple[str, str]:
        """The target's name and the text."""
        random = Random(f"{self.seed}:{number}")
        shares = [target.share for target in self.targets.values()]
        (name,) = random.choices(list(self.targets), shares)
        return name, inputs.make(self.kinds[self.targets[name].kind], random)


class Place(Protocol):
    """A number that two processes share."""

    value: int


def work(course: Course, first: int, last: int, at: Place, reports: Connection) -> None:
    """Tries the inputs from one number up to another; ``at`` is the one that is being tried."""
    maker = course.open()
    for target in maker.targets.values():
        attempt(target.check, FIRST)
    slowest = Report(first, "", "", 0.0)
    known: set[tuple[str, str, str]] = set()
    for number in range(first, last):
        at.value = number
        name, text = maker.input(number)
        check = maker.targets[name].check
        failure, seconds = attempt(check, text)
        if failure is not None:
            sort = (name, failure.kind, failure.place)
            small = text if sort in known else reduced(check, text, failure)
            known.add(sort)
            reports.send(Report(number, name, small, seconds, failure))
        elif seconds > slowest.seconds:
            slowest = Report(number, name, text, seconds)
    at.value = last
    reports.send(slowest)
