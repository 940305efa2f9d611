"""Small files and what the checks say of them. A case without findings must have none at all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import catalogue, check
from dockerize_ms.context import Context

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in table["case"]:
            if isinstance(files := case.get("files"), str):  # a project that several cases share
                case["files"] = table["projects"][files]
            marks = [pytest.mark.xfail(strict=True, reason=w) for w in case.get("waits-for", ())]
            yield pytest.param(case, id=f"{file.stem}-{case['name']}", marks=marks)


def context(case: Case) -> Context | None:
    if "files" not in case:
        return None
    links, ignore = case.get("links", {}), case.get("ignore", "")
    return Context.from_files(case["files"], links=links, ignore=ignore)


def found(case: Case) -> list[str]:
    tree, files = cst.parse(case["dockerfile"], path="Dockerfile"), context(case)
    findings = check(interpret(tree, files), tree, files)
    return [f"{f.span.line}:{f.span.column} {f.severity} {f.code} {f.message}" for f in findings]


@pytest.mark.parametrize("case", list(cases()))
def test_finds(case: Case) -> None:
    assert found(case) == case["finds"]


@pytest.mark.parametrize("code", [one.code for one in catalogue()])
def test_every_check_has_a_case_with_and_without(code: str) -> None:
    expected = [case.values[0]["finds"] for case in cases() if str(case.id).startswith(code)]
    assert any(expected)
    assert not all(expected)
