"""Every case of the corpus that can be built, for real, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from msgspec import Struct
from tests.builds import tools
from tests.builds.ahead import ahead, asked
from tests.builds.bench import OwnBench
from tests.builds.cases import built, copy_context, settings
from tests.builds.figures import Figures, compared, failures
from tests.corpus_cases import Case

from dockerize_ms import refactor
from dockerize_ms.compare.trial import Report, Trial, original

CASES = built()

pytestmark = pytest.mark.builds


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a case. No report: it was left alone, or does not work to begin with."""

    verdict: str = ""
    """How sure the rewrite is; empty where there is none."""
    complaint: str = ""
    report: Report | None = None


def trial(case: Case, bench: OwnBench, folder: Path) -> Trial:
    """A case, ready to be built."""
    how = settings(case)
    return Trial(
        name=case.id,
        context=copy_context(case, folder / case.id),
        text=case.source,
        run=how.run,
        kept=how.expect.kept,
        gone=how.expect.gone,
        build_only=tools.build_only,
        volumes=tools.volumes(bench.engine, case.source),
    )


def attempt(case: Case, bench: OwnBench, folder: Path) -> Outcome:
    """Builds a case, and what the project makes of it, and compares the two.

    What is left alone is only built: there is nothing to compare it with.
    """
    subject = trial(case, bench, folder)
    result = refactor(case.source, context=subject.context, options=case.options)
    if result.text == case.source:
        bench.engine.remove(bench.build(case.source, "before", subject))
        return Outcome()
    verdict = str(result.verdict)
    with original(bench, subject) as before:
        if not before.works:
            return Outcome(verdict=verdict, complaint=f"does not work: {before.first}")
        return Outcome(verdict=verdict, report=before.compare(result.text))


@pytest.fixture(scope="module")
def outcome(request: pytest.FixtureRequest, bench: OwnBench) -> Iterator[Callable[[str], Outcome]]:
    """What came of a case, by its name."""
    cases = [cast(Case, case) for (case,) in asked(request, "case")]
    with (
        TemporaryDirectory() as folder,
        ahead((c.id, partial(attempt, c, bench, Path(folder))) for c in cases) as results,
    ):
        yield results


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("case", CASES)
def test_behaves_as_before(
    case: Case,
    outcome: Callable[[str], Outcome],
    record: list[Report],
    measured: dict[str, Figures],
) -> None:
    with failures(measured, case.id):
        measured[case.id] = judge_outcome(case, outcome(case.id), record)


def judge_outcome(case: Case, seen: Outcome, record: list[Report]) -> Figures:
    """The figures of a case that came out as it should."""
    expected = settings(case).expect
    assert not seen.complaint
    assert bool(seen.verdict) == (expected.outcome == "rewritten")
    if seen.report is None:
        return Figures()
    record.append(seen.report)
    judge(seen.report, expected.differences)
    # What has its stages already is not split, and can only stay as it is.
    assert case.is_multi_stage or seen.report.size_after < seen.report.size_before
    return compared(seen.report, seen.verdict)


def unexpected(found: list[str], begin: tuple[str, ...]) -> list[str]:
    """The differences that begin with none of these, and those of these that begin none."""
    unused = [one for one in begin if not any(each.startswith(one) for each in found)]
    return [*(one for one in found if not one.startswith(begin)), *unused]


def judge(report: Report, harmless: tuple[str, ...]) -> None:
    """A rewritten file makes an image that is as good and no larger, but for what is harmless."""
    found = [str(difference) for difference in report.differences]
    assert unexpected(found, harmless) == [], report.summary
    assert report.size_after <= report.size_before
