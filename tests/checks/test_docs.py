"""The pages in docs/checks: each check has one, and its example says what the check says.

``pytest tests/checks/test_docs.py --snapshot-update`` writes the true output into the examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import Check, catalogue, check
from dockerize_ms.context import Context
from dockerize_ms.errors import Finding
from dockerize_ms.report.messages import finding
from dockerize_ms.text import SourceFile

DOCS = Path(__file__).parents[2] / "docs" / "checks"
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHECKS = [pytest.param(one, id=one.code) for one in catalogue()]


def page(one: Check) -> str:
    return (DOCS / f"{one.code}.md").read_text(encoding="utf-8")


def blocks(one: Check, kind: str) -> list[str]:
    return [text for found, name, text in FENCE.findall(page(one)) if found == kind and not name]


def findings(one: Check, text: str) -> Iterator[Finding]:
    files = {name: text for _, name, text in FENCE.findall(page(one)) if name}
    ignore = files.pop(".dockerignore", "")
    context = Context.from_files(files, ignore=ignore)
    tree = cst.parse(text, path="Dockerfile")
    for each in check(interpret(tree, context), tree, context):
        if each.code == one.code:
            yield each


def output(one: Check) -> str:
    text = blocks(one, "dockerfile")[0]
    file = SourceFile(text, "Dockerfile")
    lines = [line for each in findings(one, text) for line in finding(each, file)]
    return "\n".join(["$ dockerize-ms verify Dockerfile", *lines, ""])


@pytest.mark.parametrize("one", CHECKS)
def test_the_example_shows_what_is_found(one: Check, pytestconfig: pytest.Config) -> None:
    (shown,) = blocks(one, "console")
    if pytestconfig.option.update_snapshots:
        (DOCS / f"{one.code}.md").write_text(page(one).replace(shown, output(one)), "utf-8")
    else:
        assert shown == output(one)


@pytest.mark.parametrize("one", CHECKS)
def test_the_fix_is_clean(one: Check) -> None:
    assert list(findings(one, blocks(one, "dockerfile")[1])) == []


@pytest.mark.parametrize("one", CHECKS)
def test_the_page_is_about_the_check(one: Check) -> None:
    start = f"# {one.code}: {one.name}\n\n{one.title}.\n"
    assert page(one).lower().startswith(start.lower())
    assert f"# dockerize-ms: ignore={one.code}" in blocks(one, "dockerfile")[2]


def test_the_index_lists_every_check() -> None:
    rows = [f"| [{one.code}]({one.code}.md) | `{one.name}` | {one.title} |" for one in catalogue()]
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("| [")] == rows


def test_every_page_has_its_check() -> None:
    pages = {file.stem for file in DOCS.glob("DMS*.md")}
    assert pages == {one.code for one in catalogue()}
