"""Results of small files: what they hold, and what they lack."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dockerize_ms import refactor
from dockerize_ms.context import Context
from dockerize_ms.settings import Options

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


def result(case: dict[str, Any]) -> str:
    """The text that comes out."""
    files = {path: text.encode() for path, text in case["files"].items()}
    options = Options(with_=frozenset(case.get("with", ())))
    context = Context.from_files(files)
    return refactor(case["dockerfile"].lstrip(), context=context, options=options).text


def in_order(text: str, wanted: list[str]) -> list[str]:
    """Which of some texts stand one after the other."""
    found = []
    at = 0
    for one in wanted:
        place = text.find(one, at)
        if place >= 0:
            found.append(one)
            at = place + len(one)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_has(case: dict[str, Any]) -> None:
    text = result(case)
    assert in_order(text, case["has"]) == case["has"], text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lacks(case: dict[str, Any]) -> None:
    text = result(case)
    assert [one for one in case.get("lacks", []) if one in text] == [], text
