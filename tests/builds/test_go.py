"""Every Go case of the corpus, built for real before and after."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builds import gocommand
from tests.builds.cases import built, copy_context, settings
from tests.builds.trial import Bench, Report, Trial
from tests.corpus_cases import Case

REWRITTEN = built("go", "rewritten")
LEFT_ALONE = built("go", "left-alone")

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
        build_only=gocommand.build_only,
        volumes=gocommand.volumes(bench.engine),
    )


def test_there_are_cases() -> None:
    assert REWRITTEN


@pytest.mark.parametrize("case", REWRITTEN)
def test_behaves_as_before(case: Case, bench: Bench, record: list[Report], tmp_path: Path) -> None:
    assert case.result.text != case.source
    with bench.original(trial(case, bench, tmp_path)) as original:
        report = original.compare(case.result.text)
    record.append(report)
    assert not report.differences, "\n".join(map(str, report.differences))
    assert report.size_after < report.size_before


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_is_left_alone(case: Case, bench: Bench, tmp_path: Path) -> None:
    assert case.result.text == case.source
    with bench.original(trial(case, bench, tmp_path)) as original:
        assert original.first.started is not False
