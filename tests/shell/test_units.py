"""Splitting a RUN into units, and the text of some of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dockerize_ms.shell import Script, commands, drop_words, join, parse, split
from dockerize_ms.text import SourceFile, SourceMap


def table(name: str) -> list[tuple[str, str, str, str]]:
    """Kind and text of a script, an argument, and what comes out."""
    cases = []
    for block in Path(__file__).with_name(name).read_text().rstrip("\n").split("\n%%\n"):
        source, *results = re.split(r"\n== ", block)
        kind, _, text = source.partition("\n")
        for result in results:
            argument, _, expected = result.partition("\n")
            cases.append((kind, text, argument, expected))
    return cases


def read(kind: str, text: str) -> Script:
    """A script of its own, or the text of an instruction, with comments and blanks masked."""
    if kind == "script":
        return parse(SourceMap.literal(text))
    escape = "`" if kind == "backtick" else "\\"
    file = SourceFile(f"RUN {text}")
    derived, pieces, at = "", [(0, 4)], 4
    for line in text.splitlines(keepends=True):
        if not line.strip():
            pieces.append((len(derived), at + len(line)))
        elif line.lstrip().startswith("#"):
            derived += "\\\n".rjust(len(line))
        else:
            derived += line.replace(f"{escape}\n", "\\\n")
        at += len(line)
    return parse(SourceMap(derived, file, tuple(pieces)), joined=True)


@pytest.mark.parametrize(("kind", "text", "keep", "expected"), table("joins.txt"))
def test_join(kind: str, text: str, keep: str, expected: str) -> None:
    assert join(read(kind, text), [int(index) for index in keep.split()]) == expected


@pytest.mark.parametrize(("kind", "text"), sorted({case[:2] for case in table("joins.txt")}))
def test_join_of_all(kind: str, text: str) -> None:
    script = read(kind, text)
    assert join(script, range(len(split(script)))) == text


@pytest.mark.parametrize(("kind", "text", "words", "expected"), table("drops.txt"))
def test_drop_words(kind: str, text: str, words: str, expected: str) -> None:
    script = read(kind, text)
    (unit,) = split(script)
    dropped = [
        word
        for part in unit.parts
        for command in commands(part)
        for word in command.words
        if word.literal in words.split()
    ]
    assert drop_words(script, unit, dropped) == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        ("a", ["a"]),
        ("a && b; c\nd", ["a", "b", "c", "d"]),
        ("a | b && c", ["a | b", "c"]),
        ("a || b && c", ["a || b", "c"]),
        ("a && b || c && d; e && f", ["a && b || c", "d", "e", "f"]),
        ("a && b & c & d", ["a && b &", "c &", "d"]),
        ("a; b &", ["a", "b &"]),
        ("(a; b) && { c; d; } && if e; then f; fi", ["(a; b)", "{ c; d; }", "if e; then f; fi"]),
        ("a && cat <<E && b\nx\nE\nc", ["a", "cat <<E && b\nx\nE", "c"]),
        ("cat <<A; cat <<B\na\nA\nb\nB\nc", ["cat <<A; cat <<B\na\nA\nb\nB", "c"]),
        ("(cat <<A\na\nA\n) && b", ["(cat <<A\na\nA\n)", "b"]),
        ("a && b ) && c", ["a && b ) && c"]),
    ],
)
def test_split(text: str, units: list[str]) -> None:
    script = read("script", text)
    assert [script.text(unit) for unit in split(script)] == units


def test_operators_and_parts_of_units() -> None:
    units = split(read("script", "a && b || c; d & e"))
    assert [(unit.operator, len(unit.parts)) for unit in units] == [("", 3), (";", 1), ("&", 1)]


def test_join_with_other_text() -> None:
    script = read("joined", "a \\\n  && b \\\n  && c")
    assert join(script, [0, 2], {2: "x y"}) == "a \\\n  && x y"


def test_join_of_nothing() -> None:
    assert join(read("joined", "a && b"), []) == ""
