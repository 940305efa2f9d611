"""The survey counts what it should, and sees what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.surveys import reader

from dockerize_ms.cst import parse

FILES = {
    "plain": b"FROM a\nRUN b && c\n",
    "broken": b"FROM a\nRUM b\n",
    "latin": b"FROM a\n# \xe9\nRUN if b\n",
    "strict": b'FROM a\nCMD ["b"] # c\n',
}
COUNTS = {
    "file": 4,
    "round trip": 4,
    "read as BuildKit's parser does": 3,
    "BuildKit's parser cannot judge": 1,
    "RUN in shell form": 2,
    "RUN that no shell reads": 1,
    "we reject it": 1,
    "refactor ends": 4,
}


def test_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["reader", str(tmp_path)])
    reader.main()
    table = capsys.readouterr().out.partition("\n\n")[0].split("\n")
    lines = (line.strip().split("  ", 1) for line in table)
    counts = {name: int(count) for count, name in lines}
    assert {name: counts[name] for name in COUNTS} == COUNTS


def test_sees_a_reader_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Dockerfile"
    path.write_bytes(FILES["plain"])
    other = parse("FROM a\nRUN b\n")
    monkeypatch.setattr("tests.surveys.reader.parse", lambda text: other)
    monkeypatch.setattr("tests.surveys.reader.pinned", lambda text: other)
    kinds = [kind for kind, _ in reader.look(path, deep=False)]
    assert kinds[:2] == ["text is not reproduced", "read otherwise"]
