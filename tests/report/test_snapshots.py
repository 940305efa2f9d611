"""What each format prints for some cases of the corpus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.corpus_cases import Case
from tests.report.conftest import case, printed

Same = Callable[[bytes, str], bool]
each_verified = pytest.mark.parametrize("case", [case("left-alone/multi-stage-mistakes")])
each_refactored = pytest.mark.parametrize(
    "case",
    [case("go/generated-data"), case("left-alone/go-run"), case("left-alone/already-multi-stage")],
)
each_explained = pytest.mark.parametrize(
    "case", [case("go/http-templates"), case("left-alone/already-multi-stage")]
)


@each_verified
def test_verify_text(case: Case, same: Same) -> None:
    assert same(printed(case, "verify", "text"), "text")


@each_verified
def test_verify_json(case: Case, same: Same) -> None:
    assert same(printed(case, "verify", "json"), "json")


@each_verified
def test_verify_sarif(case: Case, same: Same) -> None:
    assert same(printed(case, "verify", "sarif"), "sarif")


@each_verified
def test_verify_github(case: Case, same: Same) -> None:
    assert same(printed(case, "verify", "github"), "github")


@each_verified
def test_verify_markdown(case: Case, same: Same) -> None:
    assert same(printed(case, "verify", "markdown"), "markdown")


@each_refactored
def test_refactor_json(case: Case, same: Same) -> None:
    assert same(printed(case, "refactor", "json"), "json")


@each_refactored
def test_refactor_sarif(case: Case, same: Same) -> None:
    assert same(printed(case, "refactor", "sarif"), "sarif")


@each_refactored
def test_refactor_github(case: Case, same: Same) -> None:
    assert same(printed(case, "refactor", "github"), "github")


@each_refactored
def test_refactor_markdown(case: Case, same: Same) -> None:
    assert same(printed(case, "refactor", "markdown"), "markdown")


@each_explained
def test_explain_text(case: Case, same: Same) -> None:
    assert same(printed(case, "explain", "text"), "text")


@each_explained
def test_explain_json(case: Case, same: Same) -> None:
    assert same(printed(case, "explain", "json"), "json")


@each_explained
def test_explain_mermaid(case: Case, same: Same) -> None:
    assert same(printed(case, "explain", "mermaid"), "mermaid")


@each_explained
def test_explain_svg(case: Case, same: Same) -> None:
    assert same(printed(case, "explain", "svg"), "svg")
