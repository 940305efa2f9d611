"""The benchmarks measure what they say: all that is compared runs, and inputs are as described."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import codemod, cold, document, growth, readers, repositories, sampling
from benchmarks.processes import measure

from dockerize_ms.cst import parse

SCRIPT = (
    "import os; held = bytearray(80_000_000); os.wait() if os.fork() else sum(range(3_000_000))"
)


def test_every_reader_reads_every_file() -> None:
    for read in readers.READERS.values():
        assert read("FROM a\nRUN b\n")
    table = readers.table(readers.files(None)[:3])
    assert [row[0] for row in table.rows] == list(readers.READERS)
    assert len({len(line.split("|")) for line in table.markdown().splitlines()}) == 1


@pytest.mark.parametrize("shape", growth.SHAPES)
def test_shapes(shape: str) -> None:
    text = growth.SHAPES[shape](5_000)
    tree = parse(text)
    assert (tree.code, tree.errors) == (text, ())
    assert 4_500 < len(text) < 5_200


def test_repositories_differ_in_every_file_and_mean_the_same(tmp_path: Path) -> None:
    count = len(repositories.cases())
    repositories.make(tmp_path, (0, count, 2 * count))
    one, *others = sorted(tmp_path.iterdir())
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(names) > 1
    for name in names:
        contents = [(folder / name).read_bytes() for folder in (one, *others)]
        assert len(set(contents)) == 3
        assert len({b.split(b"LABEL number=")[0].rstrip() for b in contents}) == 1


def test_a_run_is_measured_with_its_children() -> None:
    run = measure((sys.executable, "-c", SCRIPT), os.environ)
    assert run.memory > 80_000_000
    assert run.used > 0.03  # most of it the child's


def test_a_run_that_breaks_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="exit code 70"):
        measure((sys.executable, "-c", "raise SystemExit(70)"), os.environ)


@pytest.fixture(scope="module")
def place() -> Iterator[codemod.Site]:
    with codemod.site() as found:
        yield found


def test_all_that_is_compared_runs(place: codemod.Site) -> None:
    assert len(codemod.beside(place, 1, 3).rows) == 6
    assert len(cold.table(1).rows) == len(cold.COMMANDS)


def test_growth_has_a_row_for_each_size(
    place: codemod.Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codemod, "SIZES", (3, 4, 5))
    rows = codemod.growth(place, 1, 4).rows
    assert [row[0] for row in rows] == ["3", "4"]
    assert rows[0][2] == "+0 %"


def test_most_of_the_time_is_in_named_phases(place: codemod.Site) -> None:
    shares = {name: int(text.split()[0]) for name, text in sampling.table(place, 30).rows}
    assert 90 < sum(shares.values()) < 110
    assert shares["interpreting the file and the result"] > 0
    assert shares[sampling.OTHER] < 50


@pytest.mark.parametrize("name", sampling.PHASES)
def test_phases_are_functions(name: str) -> None:
    module, _, function = name.rpartition(".")
    assert callable(getattr(importlib.import_module(f"dockerize_ms.{module}"), function))


def test_a_table_takes_its_place_in_the_page() -> None:
    page = "a\n<!-- b -->\nold\n<!-- end of b -->\nc\n"
    assert document.filled(page, "b", "new\n") == "a\n<!-- b -->\n\nnew\n\n<!-- end of b -->\nc\n"
    with pytest.raises(ValueError, match="0 places for x"):
        document.filled(page, "x", "new\n")


def test_the_page_has_a_place_for_every_table() -> None:
    text = document.PAGE.read_text(encoding="utf-8")
    names = ("machine", "cold runs", "beside others", "profile", "growth")
    assert all(name in document.filled(text, name, name) for name in names)
