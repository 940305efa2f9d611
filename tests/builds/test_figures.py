"""What runs measured is stored as data, and adds up only where it can be compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builds.figures import Figures, Measured, failures, load, store

WEB = Figures(verdict="proven", before=9, after=3)
AGAIN = Figures(failure="does not build")


def measured(machine: str, *, exact: bool = True, **cases: Figures) -> Measured:
    bases = {f"debian:{machine}": 120}
    return Measured(machines=(machine,), exact=exact, bases=bases, cases=cases)


EARLIER = measured("small", web=WEB, old=Figures())
BOTH = Measured(
    machines=("small", "large"),
    exact=True,
    bases={"debian:small": 120, "debian:large": 120},
    cases={"web": AGAIN, "old": Figures()},
)
# A later run, and what is stored after it.
LATER = {
    "a case again": (measured("large", web=AGAIN), BOTH),
    "all again": (more := measured("large", web=AGAIN, old=WEB, new=WEB), more),
    "other sizes": (other := measured("small", exact=False, web=AGAIN), other),
}


def test_nothing_is_stored_at_first(tmp_path: Path) -> None:
    assert load(str(tmp_path / "results.json")) is None


@pytest.mark.parametrize(("later", "stored"), LATER.values(), ids=LATER)
def test_runs_add_up(later: Measured, stored: Measured, tmp_path: Path) -> None:
    for run in (EARLIER, later):
        store(str(tmp_path / "results.json"), run)
    assert load(str(tmp_path / "results.json")) == stored


def test_a_case_has_a_line(tmp_path: Path) -> None:
    store(str(tmp_path / "results.json"), BOTH)
    lines = (tmp_path / "results.json").read_text().splitlines()
    assert '  "web": {"failure":"does not build"}' in lines


def test_a_failure_is_noted() -> None:
    found: dict[str, Figures] = {}
    with pytest.raises(ValueError, match="too"), failures(found, "go-web"):
        raise ValueError("too\n  bad")
    assert found == {"go-web": Figures(failure="too bad")}
