"""What runs measured is stored as data, and adds up only where it can be compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builds.figures import Figures, Measured, failures, load, store

EARLIER = Measured(
    machine="small",
    exact=True,
    bases={"docker.io/library/debian:bookworm": 120},
    cases={"go-web": Figures(verdict="proven", before=9, after=3), "go-old": Figures()},
)
LATER = Measured(
    machine="small",
    exact=True,
    bases={"docker.io/library/debian:trixie": 110},
    cases={"go-web": Figures(failure="does not build")},
)
BOTH = Measured(
    machine="small",
    exact=True,
    bases={**EARLIER.bases, **LATER.bases},
    cases={"go-web": Figures(failure="does not build"), "go-old": Figures()},
)


def moved(measured: Measured, machine: str, *, exact: bool) -> Measured:
    return Measured(machine=machine, exact=exact, bases=measured.bases, cases=measured.cases)


def test_nothing_is_stored_at_first(tmp_path: Path) -> None:
    assert load(str(tmp_path / "results.json")) is None


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param(LATER, BOTH, id="the same machine"),
        *(
            pytest.param(other, other, id=name)
            for name, other in {
                "another machine": moved(LATER, "large", exact=True),
                "other sizes": moved(LATER, "small", exact=False),
            }.items()
        ),
    ],
)
def test_runs_add_up(later: Measured, expected: Measured, tmp_path: Path) -> None:
    for run in (EARLIER, later):
        store(str(tmp_path / "results.json"), run)
    assert load(str(tmp_path / "results.json")) == expected


def test_a_case_has_a_line(tmp_path: Path) -> None:
    store(str(tmp_path / "results.json"), BOTH)
    lines = (tmp_path / "results.json").read_text().splitlines()
    assert '  "go-web": {"failure":"does not build"}' in lines


def test_a_failure_is_noted() -> None:
    found: dict[str, Figures] = {}
    with pytest.raises(ValueError, match="too"), failures(found, "go-web"):
        raise ValueError("too\n  bad")
    assert found == {"go-web": Figures(failure="too bad")}
