"""What must hold for every rewritten file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import dockerfile as buildkit  # type: ignore[import-not-found]
import msgspec
import pytest
from tests.corpus_cases import Case, cases, rewritten

from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import claims
from dockerize_ms.cst import parse
from dockerize_ms.errors import Severity, Verdict
from dockerize_ms.pipeline import refactor, verify

FROM_BUILDER = re.compile(
    r"^(COPY --from=\S+ (?:--chown=\S+ )?)(/\S+)", re.MULTILINE | re.IGNORECASE
)


def encodable(case: Case) -> bool:
    """The binding of BuildKit's parser cannot read text that is no UTF-8."""
    return max(case.result.text) < "\udc80"


def comments_with_owners(text: str) -> set[tuple[str, str]]:
    """Each comment line with the name of the instruction that it stands above."""
    return {
        (line.code.strip(), instruction.name)
        for instruction in parse(text).instructions
        for line in instruction.comments
    }


def hadolint_errors(text: str) -> set[str]:
    """Codes of hadolint's errors."""
    program = Path(sys.executable).parent / "hadolint"
    run = subprocess.run(
        [program, "--no-fail", "--failure-threshold", "error", "-f", "json", "-"],
        input=text.encode("utf-8", "surrogateescape"),
        capture_output=True,
        check=True,
    )
    return {one["code"] for one in json.loads(run.stdout) if one["level"] == "error"}


@pytest.mark.parametrize("case", cases())
def test_round_trip(case: Case) -> None:
    assert parse(case.source).code == case.source


@pytest.mark.parametrize("case", rewritten())
def test_second_run_changes_nothing(case: Case) -> None:
    again = refactor(case.result.text, context=case.context, options=case.options)
    assert again.text == case.result.text


@pytest.mark.parametrize("case", rewritten())
def test_second_run_without_the_gate_changes_nothing(case: Case) -> None:
    options = msgspec.structs.replace(case.options, recheck_multi_stage=True)
    again = refactor(case.result.text, context=case.context, options=options)
    assert again.text == case.result.text


@pytest.mark.parametrize("case", [c for c in rewritten() if c.is_split and encodable(c)])
def test_buildkit_reads_the_stages_that_we_meant(case: Case) -> None:
    parsed = buildkit.parse_string(case.result.text)
    names = [one.value[-1] for one in parsed if one.cmd.lower() == "from"]
    assert case.result.plan is not None
    plan = case.result.plan
    extras = [extra.name for extra in plan.extras]
    wanted = [plan.builder_name, *extras, plan.runtime_name]  # an edit may part the builder
    assert [name for name in names if name in wanted] == [one for one in wanted if one in names]
    assert any(name.startswith(plan.builder_name) for name in names[:-1])
    assert names[-1] == plan.runtime_name


@pytest.mark.parametrize("case", rewritten())
def test_comments_stay_above_their_instructions(case: Case) -> None:
    assert comments_with_owners(case.source) <= comments_with_owners(case.result.text)


@pytest.mark.parametrize("case", rewritten())
def test_verify_accepts(case: Case) -> None:
    findings = verify(case.result.text, context=case.context)
    assert [one for one in findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("case", rewritten())
def test_verify_rejects_an_altered_path(case: Case) -> None:
    altered = FROM_BUILDER.sub(r"\1\2-that-nobody-made", case.result.text, count=1)
    tree = parse(altered)
    stages = interpret(tree, case.context)
    assert altered != case.result.text
    assert claims(stages, tree, case.context)[0].verdict is not Verdict.PROVEN


@pytest.mark.parametrize("case", rewritten())
def test_hadolint_finds_no_new_error(case: Case) -> None:
    assert hadolint_errors(case.result.text) <= hadolint_errors(case.source)
