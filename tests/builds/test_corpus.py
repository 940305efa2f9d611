"""Every case of the corpus that can be built, for real, before and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builds import tools
from tests.builds.cases import built, copy_context, settings
from tests.builds.trial import Bench, Original, Report, Trial
from tests.corpus_cases import Case

from dockerize_ms import refactor

CASES = built()

pytestmark = pytest.mark.builds


def trial(case: Case, bench: Bench, folder: Path) -> Trial:
    """A case, ready to be built."""
    how = settings(case)
    return Trial(
        name=case.id,
        context=copy_context(case, folder / "context"),
        text=case.source,
        run=how.run,
        kept=how.expect.kept,
        gone=how.expect.gone,
        build_only=tools.build_only,
        volumes=tools.volumes(bench.engine, case.source),
    )


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("case", CASES)
def test_behaves_as_before(case: Case, bench: Bench, record: list[Report], tmp_path: Path) -> None:
    subject = trial(case, bench, tmp_path)
    with bench.original(subject) as original:
        assert original.works, original.first.stderr
        text = refactor(case.source, context=subject.context, options=case.options).text
        assert (text != case.source) == (settings(case).expect.outcome == "rewritten")
        if text != case.source:
            judge(original, text, record, settings(case).expect.differences)


def judge(
    original: Original, text: str, record: list[Report], harmless: tuple[str, ...] = ()
) -> None:
    """A rewritten file makes a smaller image that is as good, but for harmless differences."""
    report = original.compare(text)
    record.append(report)
    assert sorted(map(str, report.differences)) == sorted(harmless), report.summary
    assert report.size_after < report.size_before
