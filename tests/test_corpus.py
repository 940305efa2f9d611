"""Every corpus case: what comes out, and that it is what the case expects."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.corpus_cases import Case, cases, left_alone, rewritten

from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.cst import parse
from dockerize_ms.report.messages import summary


def in_final_stage(case: Case, path: str) -> str:
    """What the model says of a path of the rewritten image: yes, no or maybe."""
    stages = interpret(parse(case.result.text), case.context)
    return stages[-1].fs.exists(path).value


@pytest.mark.parametrize("case", rewritten())
def test_rewrites(case: Case, snapshot: SnapshotAssertion) -> None:
    assert case.result.text.encode("utf-8", "surrogateescape") == snapshot


@pytest.mark.parametrize("case", left_alone())
def test_says_why(case: Case, snapshot: SnapshotAssertion) -> None:
    assert "\n".join([*summary(case.result), ""]).encode() == snapshot


@pytest.mark.parametrize("case", left_alone())
def test_leaves_alone(case: Case) -> None:
    said = " ".join(summary(case.result)).lower()
    assert (case.result.text, case.result.exit_code) == (case.source, case.expect["exit"])
    assert all(word.lower() in said for word in case.expect["reason"].split(" … "))


@pytest.mark.parametrize("case", cases())
def test_outcome(case: Case) -> None:
    assert (case.result.outcome, case.result.exit_code) == (
        case.expect["outcome"],
        case.expect["exit"],
    )


@pytest.mark.parametrize("case", cases())
def test_is_built_or_says_why_not(case: Case) -> None:
    reason = case.settings.get("why_not_built", "")
    assert bool(reason.strip()) != case.settings["build"]


@pytest.mark.parametrize("case", rewritten())
def test_verdict(case: Case) -> None:
    assert case.result.verdict == case.expect["verdict"], case.result.assumptions


@pytest.mark.parametrize("case", rewritten())
def test_keeps(case: Case) -> None:
    lost = [path for path in case.expect.get("kept", []) if in_final_stage(case, path) == "no"]
    assert lost == []


@pytest.mark.parametrize("case", rewritten())
def test_drops(case: Case) -> None:
    kept = [path for path in case.expect.get("gone", []) if in_final_stage(case, path) == "yes"]
    assert kept == []
