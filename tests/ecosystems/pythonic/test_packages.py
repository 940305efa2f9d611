"""The table of packages: what its rows say together."""

from __future__ import annotations

import pytest

from dockerize_ms.ecosystems import tables
from dockerize_ms.ecosystems.pythonic import packages
from dockerize_ms.ecosystems.pythonic.lacking import is_brought, lacks
from dockerize_ms.ecosystems.pythonic.requirement import parse
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image, layout
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.effects import InstallsPackages
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.invocation import State


def test_a_row_of_types_names_packages_that_another_row_knows() -> None:
    rows = tables.read("python_packages")
    plain = {"features", "names"}
    typed = [row for row in rows if set(row.words) == plain and "types" in row.words["features"]]
    known = {n for row in rows if row not in typed for n in row.words.get("names", (row.title,))}
    assert typed
    assert {name for row in typed for name in row.words["names"]} <= known


@pytest.mark.parametrize("name", ["flask", "django", "starlette", "aiohttp", "whitenoise"])
def test_what_serves_files_asks_for_types(name: str) -> None:
    assert "types" in (packages.row_of(name) or {}).get("features", ())


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("xgboost", True),
        ("xgboost==1.6.0", True),
        ("xgboost==1.0.2", False),
        ("lightgbm==4.0", False),
    ],
)
def test_wheels_that_hold_what_others_open(line: str, holds: bool) -> None:
    requirement = parse(line, Evidence("r.txt"))
    assert requirement is not None
    assert packages.holds_libraries(requirement) is holds


@pytest.mark.parametrize("name", ["tensorflow", "torch", "keras"])
def test_nothing_beside_the_packages(name: str) -> None:
    assert "data" not in (packages.row_of(name) or {"data": ()})


@pytest.mark.parametrize(("packages", "brought"), [((), False), (("git",), True)])
def test_a_tool_counts_where_a_step_brings_it(packages: tuple[str, ...], brought: bool) -> None:
    base = image("python", "3.11")
    fs = Filesystem(ImageBase(base, layout(base)))
    if packages:
        fs = fs.apply(InstallsPackages(packages=packages), Evidence("RUN"), 1)
    state = State(cwd="/app", env={"PATH": "/usr/bin"}, fs=fs, image=base)
    assert is_brought("git", state) is brought
    assert not lacks("git", state)
