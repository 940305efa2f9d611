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

from dockerize_ms import verify
from dockerize_ms.compare.failures import EngineError
from dockerize_ms.compare.observation import Run
from dockerize_ms.compare.promises import Promise, State, promises, unbuilt
from dockerize_ms.compare.trial import Original, Report, Trial, original

FOLDER = os.path.join(os.path.dirname(__file__), "controls")
ALL = "DOCKERIZE_MS_BUILDS_ALL"


class Expect(Struct, frozen=True, kw_only=True):
    """Paths that must and must not be in the runtime image."""

    kept: tuple[str, ...]
    gone: tuple[str, ...]


class Program(Struct, frozen=True, kw_only=True):
    """A small program, and rewritten Dockerfiles with what each must be found out for.

    ``verify`` are the checks that know it from the text alone. What takes long to make is built
    ``on_request`` only.
    """

    on_request: bool = False
    run: Run
    rewritten: Mapping[str, tuple[str, ...]]
    expect: Expect
    verify: Mapping[str, tuple[str, ...]]


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
REQUESTED = bool(os.environ.get(ALL))
BUILT = [(name, control) for name, control in CONTROLS if REQUESTED or not program(name).on_request]


class Judged(Struct, frozen=True, kw_only=True):
    """What a rewritten file is found out for; no report if it does not build."""

    promises: tuple[Promise, ...]
    report: Report | None = None
    summary: str

    @property
    def found(self) -> set[str]:
        """As the controls say it: kinds and subjects."""
        if self.report is None:
            return {"build"}
        return {f"{one.kind} {one.subject}" for one in self.report.differences}


class Originals:
    """Programs built with their own Dockerfiles, once each, when first asked for."""

    def __init__(self, bench: OwnBench, stack: ExitStack) -> None:
        self.bench = bench
        self.stack = stack
        self.locks = {name: Lock() for name in PROGRAMS}
        self.made: dict[str, Original] = {}

    def compare(self, name: str, control: str) -> Judged:
        """What a rewritten file is found out for."""
        with self.locks[name]:
            if name not in self.made:
                before = original(self.bench, trial(name, self.bench))
                self.made[name] = self.stack.enter_context(before)
        try:
            report = self.made[name].compare(read(name, "rewritten", f"{control}.Dockerfile"))
        except EngineError as error:
            return Judged(promises=unbuilt(str(error)), summary=str(error))
        found = promises(report, stable=None)
        return Judged(promises=found, report=report, summary=report.summary)


@pytest.fixture(scope="module")
def report(request: pytest.FixtureRequest, bench: OwnBench) -> Iterator[Callable[[str], Judged]]:
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


THE_EIGHT = {
    "a missing library": ("cgo/missing-library", "python/missing-library"),
    "a wrong path": ("greeting/wrong-path", "python/wrong-place", "web/flattened"),
    "glibc on musl": ("cgo/musl", "node/musl", "web/musl"),
    "an older glibc": ("web/older-release",),
    "no shell": ("greeting/no-shell",),
    "a missing user": ("web/missing-user",),
    "a dropped template": ("web/missing-template",),
    "lost ownership of a data directory": ("node/wrong-owner", "python/wrong-owner"),
}
"""What real rewrites get wrong most often, and the controls that stand for it."""


@pytest.mark.parametrize("mistake", THE_EIGHT)
def test_every_mistake_has_its_control(mistake: str) -> None:
    controls = [tuple(control.split("/")) for control in THE_EIGHT[mistake]]
    assert [control for control in controls if control not in CONTROLS] == []


def codes(name: str, control: str) -> set[str]:
    """The checks that find something in a rewritten file."""
    context = os.path.join(FOLDER, name, "context")
    findings = verify(read(name, "rewritten", f"{control}.Dockerfile"), context=context)
    return {finding.code for finding in findings}


@pytest.mark.parametrize(("name", "control"), CONTROLS)
def test_verify_finds_what_the_text_shows(name: str, control: str) -> None:
    expected = set(program(name).verify.get(control, ()))
    assert codes(name, control) - codes(name, "good") == expected


@pytest.mark.builds
@pytest.mark.parametrize(("name", "control"), BUILT)
def test_finds_out(
    name: str, control: str, report: Callable[[str], Judged], record: list[Report]
) -> None:
    seen = report(f"{name}/{control}")
    expected = set(program(name).rewritten[control])
    if seen.report and not expected:
        record.append(seen.report)
    assert expected <= seen.found if expected else not seen.found, seen.summary
    assert any(one.state is State.BROKEN for one in seen.promises) == bool(expected)
