"""docs/results.md, as it is committed: what it promises, and that it is not out of date."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

from tests import tables
from tests.builds import base_sizes, results
from tests.builds.figures import load
from tests.corpus_cases import cases

TEXT = Path(results.PAGE).read_text(encoding="utf-8")
SECTIONS = tables.by_heading(TEXT)
GROUPS = dict.fromkeys(case.folder.parent.name for case in cases())
SPLIT = [row for group in GROUPS for row in SECTIONS.get(group, [])]
ASKED = SECTIONS["Refactorings on request"]


def saving(row: list[str]) -> float:
    """Which part of the bytes a row says is saved, by its sizes."""
    before, after = (float(cell) for cell in row[1:3])
    return 1 - after / before


def test_all_cases_are_there_and_no_others() -> None:
    named = re.findall(r"\(\.\./corpus/([\w-]+/[\w-]+)\)", TEXT)
    assert sorted(named) == sorted(f"{c.folder.parent.name}/{c.folder.name}" for c in cases())


def test_the_page_is_what_was_measured() -> None:
    stored = load(results.STORED)
    assert stored
    assert results.page(stored, cases(), base_sizes.rows(stored.bases)) == TEXT


def test_nothing_failed() -> None:
    assert "Failed" not in SECTIONS


def test_enough_behave_the_same() -> None:
    assert len(SPLIT) + len(ASKED) >= 40


def test_no_image_is_larger() -> None:
    assert [row[0] for row in SPLIT if saving(row) <= 0] == []
    assert [row[0] for row in ASKED if saving(row) < 0] == []


def test_the_median_saving() -> None:
    assert statistics.median(map(saving, SPLIT)) >= 0.6


def test_stand_ins_are_as_large_as_the_real_images_or_it_is_known_why() -> None:
    stored = load(results.STORED)
    assert stored
    assert [row.image for row in base_sizes.rows(stored.bases) if row.unexplained] == []
