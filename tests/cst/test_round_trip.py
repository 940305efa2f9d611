"""``parse(text).code == text`` for every string, and the careful path reads as the quick one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cst import properties
from tests.cst.grammar import dockerfiles

from dockerize_ms.cst import parse

ANY = st.text(st.characters() | st.sampled_from("\\`\n\r\t #<'\"$-=[]\ud800\udc85\0"))


@given(ANY | dockerfiles())
def test_code_is_the_text(text: str) -> None:
    properties.code_is_the_text(parse(text), text)


@given(ANY | dockerfiles())
def test_positions(text: str) -> None:
    properties.positions_point_into_the_text(parse(text), text)


@given(ANY | dockerfiles())
def test_everything_can_be_asked(text: str) -> None:
    properties.everything_can_be_asked(parse(text))


@given(ANY | dockerfiles())
def test_quick_reading_is_careful_reading(text: str) -> None:
    properties.quick_reading_is_careful_reading(parse(text), text)


SIZES = {
    "continuations": lambda n: "RUN a" + "\\\n" * n,
    "comments inside": lambda n: "RUN a \\\n" + "#c\n" * n,
    "backslashes": lambda n: "RUN a" + "\\ " * n,
    "blanks": lambda n: "# escape=" + " " * n + "x",
    "heredocs": lambda n: "RUN " + "<<A " * n,
    "nested variables": lambda n: "RUN <<A " + "${a:-" * n,
    "nested arrays": lambda n: "CMD " + "[" * n,
    "nested objects": lambda n: 'CMD [{"a":' + '[{"a":' * n,
    "nested triggers": lambda n: "ONBUILD " * n,
    "open quotes": lambda n: "ENV " + 'a="b ' * n,
    "flags": lambda n: "RUN " + '--a="b" ' * n,
    "stars": lambda n: "FROM a\nENV b=${c#" + "*d" * n,
    "variables in a heredoc": lambda n: "FROM a\nCOPY <<B /c\n" + "${d:-" * n + "\nB\n",
    "ports": lambda n: "FROM a\nEXPOSE " + "1:" * n,
    "fields of a mount": lambda n: "FROM a\nRUN --mount=" + "a," * n,
    "options of check": lambda n: "# check=" + ";" * n,
    "null characters": lambda n: "\0" * n,
}


@pytest.mark.parametrize("shape", SIZES.values(), ids=SIZES.keys())
def test_no_file_exhausts_it(shape: object) -> None:
    text = shape(20_000)  # type: ignore[operator]
    tree = parse(text)
    assert (tree.code, len([each.view for each in tree.items])) == (text, len(tree.items))
    assert tree.errors
