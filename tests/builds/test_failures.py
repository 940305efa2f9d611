"""The engine's own failures are tried again, and never taken for an image's. Needs no engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from tests.builds import bench
from tests.builds.engine import Engine

from dockerize_ms.compare import failures
from dockerize_ms.compare.failures import ATTEMPTS, EngineError, start_failure
from dockerize_ms.compare.image import Image
from dockerize_ms.compare.observation import Observation, Run

SEALING = "Close_Fd sealing memfd copy: Device or resource busy"
ENDED = "subprocess exited with status 1\nError: exit status 1\n"
ABSENT = "process failed to start with error: fork/exec /app: no such file or directory"
# The engine's exit code, what it printed, whether the engine is to blame.
STARTS: list[tuple[int | None, str, bool]] = [
    (0, "", False),
    (0, "Error: a program's own words", False),
    (None, SEALING, False),
    (1, f"{SEALING}\n{ENDED}", True),
    (1, ENDED, False),
    (1, f"{ABSENT}\n{ENDED}", False),
    (
        1,
        "process failed to start with error: fork/exec /app: resource temporarily unavailable",
        True,
    ),
    (2, "panic: no template\nError: exit status 2\n", False),
    (1, 'Error: determining run uid: user: unknown user error looking up user "app"', False),
    (125, "Error: mounting container: no space left on device", True),
    (-9, "", True),
]
WELL, FAILED = Observation(exit=0), Observation(exit=1, stderr=SEALING)
UNWELL = Observation(started=True, health=1, health_stderr=f"unhealthy\n{ENDED}")
UNCHECKED = Observation(started=True, health=1, health_stderr=f"{SEALING}\n{ENDED}")
FAKE = """#!/bin/sh
echo tried >>{tries}
[ "$(wc -l <{tries})" -gt {failing} ] && echo done && exit
echo '{message}' >&2
exit 1
"""


class Containers:
    """An engine whose containers are numbers."""

    def __init__(self) -> None:
        self.count = 0

    @contextmanager
    def container(self, _image: str) -> Iterator[int]:
        self.count += 1
        yield self.count


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "PAUSE_SECONDS", 0)


@pytest.fixture
def tries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path / "tries"


def engine(tries: Path, failing: int, message: str = SEALING) -> Engine:
    """One whose buildah fails some times before it works."""
    program = tries.with_name("buildah")
    program.write_text(FAKE.format(tries=tries, failing=failing, message=message))
    program.chmod(0o755)
    return Engine(str(tries.parent))


@pytest.mark.parametrize(("code", "output", "failed"), STARTS)
def test_who_is_to_blame(code: int | None, output: str, failed: bool) -> None:
    assert bool(start_failure(code, output)) is failed


@pytest.mark.parametrize(
    ("seen", "count"),
    [([WELL], 1), ([FAILED, FAILED, WELL], 3), ([UNWELL], 1), ([UNCHECKED, WELL], 2)],
)
def test_starts_fresh_containers(
    seen: list[Observation], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "observe", lambda _engine, number, *_: seen[number - 1])
    containers = Containers()
    own = bench.OwnBench(cast(Engine, containers))
    assert own.watch(Image("", "", {}, ()), Run()) is seen[-1]
    assert containers.count == count


def test_a_failure_that_stays_is_no_observation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "observe", lambda *_: FAILED)
    with pytest.raises(EngineError, match="sealing memfd"):
        bench.OwnBench(cast(Engine, Containers())).watch(Image("", "", {}, ()), Run())


def test_a_command_is_tried_again(tries: Path) -> None:
    assert engine(tries, ATTEMPTS - 1).call("build") == "done"


def test_a_command_that_keeps_failing(tries: Path) -> None:
    with pytest.raises(EngineError, match="sealing memfd"):
        engine(tries, ATTEMPTS).call("build")


def test_a_build_that_is_wrong_is_not_tried_again(tries: Path) -> None:
    with pytest.raises(EngineError, match="no such file"):
        engine(tries, 1, "COPY: no such file").call("build")
    assert len(tries.read_text().splitlines()) == 1
