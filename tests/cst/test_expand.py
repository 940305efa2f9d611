"""Variables in words, as BuildKit expands them, and with values that are not known."""

from __future__ import annotations

import contextlib
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cst.data import HERE

from dockerize_ms.cst import ExpansionError, Heredoc, expand, expand_body, variables
from dockerize_ms.text import HOLE

TABLES = tomllib.loads((HERE / "expansions.toml").read_text("utf-8"))
VALUES = {"A": "", "B": "b", "C": "/x/y.tar.gz", "D": "a b", "H": HOLE, "P": f"p{HOLE}q"}
PIECES = ("$A", "$B", "${C", "${H", "}", ":-", "#", "%%", "/", "*", "?", "\\", "'", '"', "a", "$")


@pytest.mark.parametrize(("word", "expected"), TABLES["words"].items())
def test_words(word: str, expected: str) -> None:
    assert expand(word, VALUES.get) == expected


@pytest.mark.parametrize(("word", "message"), TABLES["errors"].items())
def test_errors(word: str, message: str) -> None:
    with pytest.raises(ExpansionError, match=message.replace("?", ".")):
        expand(word, VALUES.get)


@pytest.mark.parametrize(("word", "expected"), TABLES["holes"].items())
def test_holes(word: str, expected: str) -> None:
    assert expand(word, VALUES.get).replace(HOLE, "?") == expected


@pytest.mark.parametrize(("word", "names"), TABLES["names"].items())
def test_names(word: str, names: list[str]) -> None:
    assert list(variables(word)) == names


def test_other_escape_character() -> None:
    assert expand("`$B\\$B", VALUES.get, escape="`") == "$B\\b"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_word_ends(word: str) -> None:
    def lookup(name: str) -> str | None:
        asked.add(name)
        return VALUES.get(name)

    asked: set[str] = set()
    try:
        expand(word, lookup)
    except ExpansionError:
        assert variables(word) is not None
    else:
        assert asked == set(variables(word))


@pytest.mark.parametrize("word", ["${A:-" * 10_000, "${A#" + "*a" * 500 + "}", '"' + "$" * 10_000])
def test_no_word_exhausts_it(word: str) -> None:
    with contextlib.suppress(ExpansionError):
        assert expand(word, {"A": "a" * 5_000}.get)


@pytest.mark.parametrize(("body", "file"), TABLES["bodies"].items())
def test_bodies(body: str, file: str) -> None:
    heredoc = Heredoc(body=body, terminator="E", name="E", strip_tabs=True)
    assert expand_body(heredoc, VALUES.get) == file
    assert expand_body(heredoc.with_changes(expand=False), VALUES.get) == body.lstrip("\t")


def test_a_stray_byte() -> None:
    assert expand("a\udcff$B", VALUES.get) == "a\ufffdb"
    assert expand("\udcff", VALUES.get) == "\ufffd"


def test_before_patterns() -> None:
    with pytest.raises(ExpansionError, match="unsupported modifier"):
        expand("${C#a}", VALUES.get, patterns=False)
