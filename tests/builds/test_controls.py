"""The harness finds out rewrites that are known to be wrong, and passes those that are right."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache, partial
from threading import Lock

import msgspec
import pytest
from msgspec import Struct
from tests.builds import tools
from tests.builds.ahead import ahead, asked
from tests.builds.bench import OwnBench

from dockerize_ms.compare.observation import Run
from dockerize_ms.compare.trial import Original, Report, Trial, original

FOLDER = os.path.join(os.path.dirname(__file__), "controls")

pytestmark = pytest.mark.builds


class Expect(Struct, frozen=True, kw_only=True):
    """Paths that must and must not be in the runtime image."""

    kept: tuple[str, ...]
    gone: tuple[str, ...]


class Program(Struct, frozen=True, kw_only=True):
    """A small program, and rewritten Dockerfiles with what each must be found out for."""

    run: Run
    rewritten: Mapping[str, tuple[str, ...]]
    expect: Expect


def read(*path: str) -> str:
    """The text of a file of the controls."""
    with open(os.path.join(FOLDER, *path), encoding="utf-8") as file:
        return file.read()


@cache
def program(name: str) -> Program:
    """One folder of the controls."""
    return msgspec.toml.decode(read(name, "controls.toml"), type=Program)


PROGRAMS = sorted(os.listdir(FOLDER))
CONTROLS = [(name, control) for name in PROGRAMS for control in program(name).rewritten]


class Originals:
    """Programs built with their own Dockerfiles, once each, when first asked for."""

    def __init__(self, bench: OwnBench, stack: ExitStack) -> None:
        self.bench = bench
        self.stack = stack
        self.locks = {name: Lock() for name in PROGRAMS}
        self.made: dict[str, Original] = {}

    def compare(self, name: str, control: str) -> Report:
        """What a rewritten file is found out for."""
        with self.locks[name]:
            if name not in self.made:
                before = original(self.bench, trial(name, self.bench))
                self.made[name] = self.stack.enter_context(before)
        return self.made[name].compare(read(name, "rewritten", f"{control}.Dockerfile"))


@pytest.fixture(scope="module")
def report(request: pytest.FixtureRequest, bench: OwnBench) -> Iterator[Callable[[str], Report]]:
    """What a control is found out for, by its name."""
    with ExitStack() as stack:
        originals = Originals(bench, stack)
        work = [
            (f"{name}/{control}", partial(originals.compare, str(name), str(control)))
            for name, control in asked(request, "name", "control")
        ]
        with ahead(work) as reports:
            yield reports


def trial(name: str, bench: OwnBench) -> Trial:
    """A program, ready to be built."""
    found = program(name)
    text = read(name, "context", "Dockerfile")
    return Trial(
        name=f"control/{name}",
        context=os.path.join(FOLDER, name, "context"),
        text=text,
        run=found.run,
        kept=found.expect.kept,
        gone=found.expect.gone,
        build_only=tools.build_only,
        volumes=tools.volumes(bench.engine, text),
    )


def test_every_file_is_used() -> None:
    files = glob.glob(os.path.join(FOLDER, "*", "rewritten", "*.Dockerfile"))
    assert len(files) == len(CONTROLS)


@pytest.mark.parametrize(("name", "control"), CONTROLS)
def test_finds_out(
    name: str, control: str, report: Callable[[str], Report], record: list[Report]
) -> None:
    seen = report(f"{name}/{control}")
    found = {f"{difference.kind} {difference.subject}" for difference in seen.differences}
    expected = set(program(name).rewritten[control])
    if not expected:
        record.append(seen)
    assert expected <= found if expected else not found, seen.summary
