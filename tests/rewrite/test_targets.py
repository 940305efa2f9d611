"""What a target makes of small files: lines of the runtime stage, or why there is none."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from dockerize_ms.context import Context
from dockerize_ms.pipeline import Result, refactor
from dockerize_ms.settings import Options


class Case:
    """One file and the target that is asked for."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.id = data["name"]
        self.data = data

    @cached_property
    def result(self) -> Result:
        """What comes out."""
        options = Options(target=self.data["target"], with_=frozenset(self.data.get("with", ())))
        context = Context.from_files(self.data.get("files", {}))
        return refactor(self.data["dockerfile"].lstrip("\n"), context=context, options=options)

    @property
    def runtime(self) -> str:
        """The last stage, of a file that was split."""
        return self.result.text.rpartition("\n\n")[2] if self.result.plan else ""


CASES = [
    Case(data)
    for data in tomllib.loads(Path(__file__).with_name("targets.toml").read_text(encoding="utf-8"))[
        "case"
    ]
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


@each_case
def test_runtime(case: Case) -> None:
    assert case.runtime == case.data.get("runtime", "").lstrip("\n")


@each_case
def test_says_why(case: Case) -> None:
    refusal = case.result.refusal
    assert (refusal.text if refusal else "") == case.data.get("left", "")


@each_case
def test_says_what_else(case: Case) -> None:
    refusal = case.result.refusal
    assert (refusal.advice if refusal else "") == case.data.get("advice", "")


@each_case
def test_assumes(case: Case) -> None:
    assert [one.code for one in case.result.assumptions] == case.data.get("assumes", [])
