"""Sorted text files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerize_ms.facts.lookup import Table, find, table

ROWS = {"1": "a", "1-slim": "b\tc", "1.2": "", "1.2-slim": "d", "latest": "e\tlatest"}


def of(rows: dict[str, str]) -> Table:
    lines = sorted(f"{key}\t{value}".encode() for key, value in rows.items())
    return Table(b"\n".join([b"# where it is from", *lines, b""]))


@pytest.mark.parametrize("key", ROWS)
def test_get(key: str) -> None:
    assert of(ROWS).get(key) == ROWS[key]


@pytest.mark.parametrize("key", ["", "0", "1.", "1.2-", "zzz", "#", "# where it is from", "a"])
def test_get_missing(key: str) -> None:
    assert of(ROWS).get(key) is None


@pytest.mark.parametrize(
    ("prefix", "keys"),
    [
        ("", ["1", "1-slim", "1.2", "1.2-slim", "latest"]),
        ("1.2", ["1.2", "1.2-slim"]),
        ("1-", ["1-slim"]),
        ("2", []),
    ],
)
def test_starting(prefix: str, keys: list[str]) -> None:
    assert [key for key, _ in of(ROWS).starting(prefix)] == keys


@pytest.mark.parametrize(
    ("prefix", "suffix", "keys"),
    [
        ("", "-slim", ["1-slim", "1.2-slim"]),
        ("1.2", "-slim", ["1.2-slim"]),
        ("1.2", "", ["1.2", "1.2-slim"]),
        ("", "latest", ["latest"]),
        ("", "", ["1", "1-slim", "1.2", "1.2-slim", "latest"]),
    ],
)
def test_ending(prefix: str, suffix: str, keys: list[str]) -> None:
    assert [key for key, _ in of(ROWS).ending(prefix, suffix)] == keys


NAMES = st.text(st.characters(min_codepoint=0x24, max_codepoint=0x7A), min_size=1, max_size=6)


@given(st.dictionaries(NAMES, st.text("ab", max_size=3), max_size=40))
def test_finds_what_it_holds(rows: dict[str, str]) -> None:
    assert {key: of(rows).get(key) for key in rows} == rows


@given(st.dictionaries(NAMES, st.just(""), max_size=40), NAMES)
def test_starting_is_complete(rows: dict[str, str], prefix: str) -> None:
    found = [key for key, _ in of(rows).starting(prefix)]
    assert sorted(found) == sorted(key for key in rows if key.startswith(prefix))


def test_no_such_table() -> None:
    assert (table("no-such-table"), find("no-such-table", "x")) == (None, None)
