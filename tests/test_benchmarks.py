"""The benchmarks measure what they say: every reader reads, and every shape has its size."""

from __future__ import annotations

import pytest
from benchmarks import growth, readers

from dockerize_ms.cst import parse


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
