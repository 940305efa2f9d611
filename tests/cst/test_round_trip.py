"""``parse(text).code == text`` for every string, and the careful path reads as the quick one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cst.grammar import dockerfiles

from dockerize_ms.cst import anatomy, lines, parse

ANY = st.text(st.characters() | st.sampled_from("\\`\n\r\t #<'\"$-=[]\ud800\udc85\0"))


@given(ANY | dockerfiles())
def test_code_is_the_text(text: str) -> None:
    tree = parse(text)
    assert tree.code == text
    assert sum(len(each.text) for each in tree.items) <= len(text)


@given(dockerfiles())
def test_positions(text: str) -> None:
    for each in parse(text).instructions:
        assert text[each.start : each.end] == each.text
        assert text[each.arguments_start :].startswith(each.arguments)
        for flag in each.flags:
            assert text[flag.start :].startswith(flag.raw)
        for heredoc in each.heredocs:
            assert text[heredoc.start :].startswith(heredoc.code)
        for line in each.leading:
            assert text[line.start :].startswith(line.code)


@given(ANY | dockerfiles())
def test_everything_can_be_asked(text: str) -> None:
    tree = parse(text)
    assert [error.hint for error in tree.errors if not error.hint] == []
    for each in tree.instructions:
        assert each.view is each.view
        assert each.span.start <= each.span.end
        if each.shell_source:
            assert each.shell_source.text is not None


@given(dockerfiles())
def test_quick_reading_is_careful_reading(text: str) -> None:
    for each in parse(text).instructions:
        escape = each.origin.escape
        end, line, pieces = lines.fold(text, each.start, escape)
        parts = anatomy.parts(text, each.start, end, line, pieces, escape)
        flags = [flag.code for flag in parts.pop("flags")]
        assert flags == [flag.code for flag in each.flags]
        assert parts == {name: getattr(each, name) for name in parts}


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
    "null characters": lambda n: "\0" * n,
}


@pytest.mark.parametrize("shape", SIZES.values(), ids=SIZES.keys())
def test_no_file_exhausts_it(shape: object) -> None:
    text = shape(20_000)  # type: ignore[operator]
    tree = parse(text)
    assert (tree.code, len([each.view for each in tree.items])) == (text, len(tree.items))
    assert tree.errors
