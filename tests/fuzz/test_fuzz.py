"""The fuzzer's seeds and kept inputs pass, some hundred new ones do, and it reports what fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.fuzz import planted
from tests.fuzz.campaign import Campaign
from tests.fuzz.inputs import HERE, kinds
from tests.fuzz.targets import TARGETS
from tests.fuzz.trial import Failure, attempt, reduced
from tests.fuzz.worker import Course

FOUND = sorted((HERE / "found").glob("*.json"))
SEEDED = [(name, text) for name, one in TARGETS.items() for text in kinds()[one.kind].seeds[:20]]
COURSE = Course("tests").open()


@pytest.mark.parametrize("path", FOUND, ids=[path.stem for path in FOUND])
def test_what_once_failed(path: Path) -> None:
    row = json.loads(path.read_text("ascii"))
    assert attempt(TARGETS[row["target"]].check, row["text"])[0] is None


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    seeds = [text for target, text in SEEDED if target == name]
    assert seeds
    assert [failure for text in seeds if (failure := attempt(TARGETS[name].check, text)[0])] == []


@pytest.mark.parametrize("number", range(300))
def test_new_inputs(number: int) -> None:
    name, text = COURSE.input(number)
    assert attempt(TARGETS[name].check, text)[0] is None


def test_inputs_are_the_same_each_time() -> None:
    assert [COURSE.input(number) for number in range(20)] == [
        Course("tests").open().input(number) for number in range(20)
    ]


def test_a_hang_is_found() -> None:
    failure, seconds = attempt(planted.hang, " " * 9)
    assert failure is not None
    assert (failure.kind, 0.9 < seconds < 20) == ("hang", True)


def test_what_fails_is_made_small() -> None:
    text = "FROM a\r\nRUN b\r\n"
    failure, _ = attempt(planted.difference, text)
    assert isinstance(failure, Failure)
    assert reduced(planted.difference, text, failure) == "\r"


def test_a_campaign_says_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = Course("1", "tests.fuzz.planted")
    failed = Campaign(course=course, count=120, found=tmp_path).run()
    rows = [json.loads(path.read_text("ascii")) for path in sorted(tmp_path.iterdir())]
    shown = capsys.readouterr().out
    assert [row["why"].partition(":")[0] for row in rows] == ["crash", "death", "difference"]
    assert shown.count("again: python -m tests.fuzz") == 3
    assert failed >= 3
    assert "120 inputs with seed 1" in shown
