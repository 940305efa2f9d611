"""The harness finds out rewrites that are known to be wrong, and passes those that are right."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache

import msgspec
import pytest
from msgspec import Struct
from tests.builds import tools
from tests.builds.observation import Run
from tests.builds.trial import Bench, Original, Report, Trial

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


@pytest.fixture(scope="module")
def original(bench: Bench) -> Iterator[Callable[[str], Original]]:
    """Builds a program with its own Dockerfile, once."""
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(bench.original(trial(name, bench))))


def trial(name: str, bench: Bench) -> Trial:
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
    name: str, control: str, original: Callable[[str], Original], record: list[Report]
) -> None:
    report = original(name).compare(read(name, "rewritten", f"{control}.Dockerfile"))
    found = {f"{difference.kind} {difference.subject}" for difference in report.differences}
    expected = set(program(name).rewritten[control])
    if not expected:
        record.append(report)
    assert expected <= found if expected else not found, report.summary
