"""Refactorings that are asked for by name: what they make of a file, or why they leave it alone.

``edits/NAME.toml`` has the cases of one. The text that comes out stands there in full; without
one the file stays as it is, and ``left`` are words of the reason.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dockerize_ms.context import Context
from dockerize_ms.errors import Severity
from dockerize_ms.pipeline import Result, refactor, verify
from dockerize_ms.rewrite.refactorings import described, editing, is_default, names
from dockerize_ms.settings import Options

FOLDER = Path(__file__).with_name("edits")


class Case:
    """One file, with the refactorings that are asked for."""

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.id = f"{name}: {data['name']}"
        self.data = data
        asked = frozenset((name, *data.get("with", ())))
        without = frozenset(() if data.get("split") else ("split-stages",))
        self.options = Options(with_=asked, without=without)
        self.source = data["dockerfile"].lstrip("\n")
        self.context = Context.from_files(data.get("files", {}), ignore=data.get("ignore", ""))

    @property
    def result(self) -> Result:
        """What comes out."""
        return refactor(self.source, context=self.context, options=self.options)

    @property
    def text(self) -> str:
        """What should come out."""
        wanted: str = self.data.get("text", self.source)
        return wanted.lstrip("\n")

    @property
    def reasons(self) -> str:
        """All that is said of what stays as it is, or should be known."""
        found = [by for one in self.result.applied for by in (*one.change.kept, *one.change.notes)]
        return "; ".join(by.text for by in found)


CASES = [
    Case(file.stem, data)
    for file in sorted(FOLDER.glob("*.toml"))
    for data in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


@each_case
def test_text(case: Case) -> None:
    assert case.result.text == case.text, case.reasons


@each_case
def test_says_why(case: Case) -> None:
    assert [word for word in case.data.get("left", []) if word not in case.reasons] == []


@each_case
def test_assumes(case: Case) -> None:
    assert [one.text for one in case.result.assumptions] == case.data.get("assumes", [])


@each_case
def test_ignore_file(case: Case) -> None:
    ignore = [edit.after for edit in case.result.edits if edit.path.endswith(".dockerignore")]
    assert ignore == ([case.data["ignore_text"].lstrip("\n")] if "ignore_text" in case.data else [])


@each_case
def test_second_run_changes_nothing(case: Case) -> None:
    ignore = case.data.get("ignore_text", case.data.get("ignore", "")).lstrip("\n")
    context = case.context.with_ignore(ignore)
    again = refactor(case.result.text, context=context, options=case.options)
    assert (again.text, again.edits) == (case.result.text, ())


@each_case
def test_verify_accepts(case: Case) -> None:
    findings = verify(case.result.text, context=case.context)
    assert [one for one in findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", names())
def test_a_default_is_what_its_module_says(name: str) -> None:
    assert is_default(name) == described(name).default


def test_every_edit_has_cases_both_ways() -> None:
    asked = Options(with_=frozenset(names()))
    edits = {name for before in (True, False) for name, _ in editing(asked, before_split=before)}
    changed = {case.id.partition(":")[0] for case in CASES if case.text != case.source}
    changed |= {case.id.partition(":")[0] for case in CASES if "ignore_text" in case.data}
    kept = {case.id.partition(":")[0] for case in CASES if "left" in case.data}
    assert (changed, kept) == (edits, edits)
