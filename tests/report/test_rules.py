"""``dockerize-ms rules``: everything that has a code, by its page."""

from __future__ import annotations

import tomllib

import pytest
from tests.command_line import run
from tests.corpus_cases import ROOT

from dockerize_ms.checks import catalogue
from dockerize_ms.report.rules import Rule, rules
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.rewrite.plan import Reason

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]


def test_codes_and_names_differ() -> None:
    words = [word.lower() for one in rules() for word in {one.code, one.name}]
    assert len(words) == len(set(words))


def test_nothing_is_missing() -> None:
    found = {one.code for one in rules()}
    assert found >= {one.code for one in catalogue()} | set(REFACTORINGS) | {*Reason}
    assert {"opaque-writes-below", "argument-default"} <= found


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_each_is_described(one: Rule) -> None:
    assert (ROOT / "docs" / one.source.partition("#")[0]).is_file()
    assert one.page.startswith(("# `" if one.code == one.name else "# ") + one.code)
    assert one.summary.strip()
    assert not {"\n", "](", "<!--"} & {part for part in ("\n", "](", "<!--") if part in one.summary}
    assert bool(one.severities) == (one.kind == "check")
    assert bool(one.safety) == (one.kind == "refactoring")


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_each_page_is_shipped(one: Rule) -> None:
    page = "docs/" + one.source.partition("#")[0]
    shipped = {page.replace(source, place) for source, place in SHIPPED.items() if source in page}
    assert shipped == {page.replace("docs/", "dockerize_ms/pages/")}


@pytest.mark.parametrize("word", ["DMS001", "dms001", "artifact-missing", "Artifact-Missing"])
def test_prints_a_page(word: str) -> None:
    ran = run("rules", word, directory=ROOT)
    page = (ROOT / "docs" / "checks" / "DMS001.md").read_bytes()
    assert (ran.code, ran.out, ran.err) == (0, page, "")


def test_prints_a_section() -> None:
    found = run("rules", "onbuild", directory=ROOT).out.decode()
    assert found.startswith("# `onbuild`\n\nONBUILD instructions run")
    assert found.rstrip().endswith("and start from the image without them.")
    assert "##" not in found


def test_lists_them_all() -> None:
    ran = run("rules", directory=ROOT)
    assert (ran.code, ran.err) == (0, "")
    assert [one.code for one in rules() if f"  {one.code} " not in ran.out.decode()] == []


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("DMS0001", "did you mean DMS001 (artifact-missing)"),
        ("slimbase", "did you mean slim-base?"),
        ("zzzzzz", "dockerize-ms rules lists them all"),
    ],
)
def test_what_is_unknown(word: str, hint: str) -> None:
    ran = run("rules", word, directory=ROOT)
    assert (ran.code, ran.out) == (2, b"")
    assert f"is called {word}\n  hint: {hint}" in ran.err
