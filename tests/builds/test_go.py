"""Every Go case of the corpus, built for real before and after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.builds import gocommand
from tests.builds.cases import Case, cases
from tests.builds.trial import Bench, Report, Trial

import dockerize_ms

CASES = cases("go")
REWRITTEN = [case for case in CASES if case.expect.outcome == "rewritten"]
LEFT_ALONE = [case for case in CASES if case.expect.outcome == "left-alone"]

pytestmark = pytest.mark.builds


def trial(case: Case, bench: Bench, folder: Path) -> Trial:
    """A case, ready to be built."""
    return Trial(
        name=case.name,
        context=case.copy_context(str(folder / "context")),
        text=case.text,
        run=case.run,
        kept=case.expect.kept,
        gone=case.expect.gone,
        build_only=gocommand.build_only,
        volumes=gocommand.volumes(bench.engine),
    )


def rewritten(case: Case, context: str) -> str:
    """What the project makes of a case; the command line where the case has options of its own."""
    if not case.expect.options:
        return dockerize_ms.refactor(case.text, context=context).text
    command = (sys.executable, "-m", "dockerize_ms", "refactor", "--format", "dockerfile")
    done = subprocess.run(
        (*command, *case.expect.options, "-C", context, f"{context}/Dockerfile"),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8", "surrogateescape")


def test_there_are_cases() -> None:
    assert REWRITTEN


@pytest.mark.parametrize("case", REWRITTEN, ids=lambda case: case.name)
def test_behaves_as_before(case: Case, bench: Bench, record: list[Report], tmp_path: Path) -> None:
    subject = trial(case, bench, tmp_path)
    text = rewritten(case, subject.context)
    assert text != case.text, "left alone"
    with bench.original(subject) as original:
        report = original.compare(text)
    record.append(report)
    assert not report.differences, "\n".join(map(str, report.differences))
    assert report.size_after < report.size_before


@pytest.mark.parametrize("case", LEFT_ALONE, ids=lambda case: case.name)
def test_left_alone_is_a_working_image(case: Case, bench: Bench, tmp_path: Path) -> None:
    subject = trial(case, bench, tmp_path)
    assert rewritten(case, subject.context) == case.text
    with bench.original(subject) as original:
        assert original.first.started is not False
