"""What BuildKit refuses is reported with its place and a hint; what it accepts is not."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from tests.cst.data import cases

from dockerize_ms.cst import parse

LONGEST = 65_535


@pytest.mark.parametrize("case", cases("errors.toml"))
def test_errors(case: Any) -> None:
    errors = parse(case["text"], path="x").errors
    found = [str(error).removeprefix("x:") for error in errors]
    expected = case["errors"]
    assert [text[: len(start)] for text, start in zip(found, expected, strict=True)] == expected
    assert all(error.hint for error in errors)


@pytest.mark.parametrize(
    ("line", "errors"),
    [
        ("#" * LONGEST, 0),
        ("#" * (LONGEST + 1), 1),
        ("#" + "é" * 32_767, 0),
        ("#" + "é" * 32_768, 1),
        ("#" + "\udcff" * (LONGEST - 1), 0),
        ("#" + "\udcff" * LONGEST, 1),
    ],
    ids=["just fits", "one too long", "letters fit", "letters", "bytes fit", "bytes"],
)
def test_long_lines(line: str, errors: int) -> None:
    assert len(parse(f"FROM a\n{line}\nRUN b\n").errors) == errors


def test_hints_name_what_was_meant() -> None:
    errors = parse("FORM a\nCOPY --form=b c /d\n").errors
    assert [error.hint for error in errors] == ["did you mean FROM?", "did you mean --from?"]


def test_errors_cross_processes() -> None:
    (error,) = parse("FROM a b\n").errors
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


def test_no_number_is_too_long() -> None:
    number = "0" * 5_000
    text = (
        f"FROM a\nEXPOSE {number}80 {number}\nSTOPSIGNAL {number}9\nCOPY --chmod={number}7 b /c\n"
    )
    mount = f"RUN --mount=type=cache,target=/a,uid={number}1,mode={number}1 b\n"
    assert parse(text + mount).errors == ()
