"""What the real builds share: one engine, its stand-ins, and the results."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from tests.builds.bench import OwnBench
from tests.builds.engine import missing_requirements
from tests.builds.places import own_bench

from dockerize_ms.compare.trial import Report

RESULTS = "DOCKERIZE_MS_BUILDS_JSON"
REPORTS = pytest.StashKey[list[Report]]()


@pytest.fixture(scope="session")
def bench() -> Iterator[OwnBench]:
    """The stand-ins and the engine. Ends the run where images cannot be built."""
    reason = missing_requirements()
    if reason:
        pytest.exit(reason, returncode=1)
    with own_bench() as found:
        yield found


@pytest.fixture
def record(pytestconfig: pytest.Config) -> list[Report]:
    """Reports that the end of the run prints."""
    return pytestconfig.stash.setdefault(REPORTS, [])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Prints the measured sizes and writes the results."""
    reports = config.stash.get(REPORTS, [])
    path = os.environ.get(RESULTS)
    if path:
        with open(path, "w", encoding="utf-8") as file:
            json.dump([msgspec.to_builtins(report) for report in reports], file, indent=2)
    if not reports:
        return
    terminalreporter.section("measured images")
    for line in table(reports):
        terminalreporter.write_line(line)


def table(reports: list[Report]) -> Iterator[str]:
    """Sizes in MB (10^6 bytes) and build times in seconds, a line for each trial."""
    width = max(len(report.name) for report in reports)
    yield f"{'':{width}}  before MB   after MB  smaller   build s"
    for report in reports:
        before, after = report.size_before / 1e6, report.size_after / 1e6
        smaller = 1 - after / before if before else 0
        seconds = f"{report.seconds['before']:.0f}+{report.seconds['after']:.0f}"
        yield (f"{report.name:{width}} {before:10.1f} {after:10.2f} {smaller:8.1%} {seconds:>9}")
