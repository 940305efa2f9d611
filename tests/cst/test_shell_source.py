"""What a shell gets of an instruction, and where each letter of it stands in the file."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cst.data import cases

from dockerize_ms.cst import parse
from dockerize_ms.text import SourceMap

_PARTS = ("a", "'", '"', " ", "\\\n", " \\\n", "\\  \n", "\\\n# c\n", " \\\n\n", "#", "$(b)", "&& ")


@pytest.mark.parametrize("case", cases("shell.toml"))
def test_shell_source(case: Any) -> None:
    source = shell(case["text"])
    assert source.text == case["shell"]
    assert (len({there - at for at, there in source.pieces}) == 1) is case["same"]
    check_places(source)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PARTS)).map("".join))
def test_every_letter_has_its_place(words: str) -> None:
    text = f"RUN a{words}b\n"
    source = shell(text)
    check_places(source)
    joined = parse(text).instructions[0].arguments_text
    assert squeezed(source.text) == squeezed(joined)


def check_places(source: SourceMap) -> None:
    """Letters come from where the map says; what was blanked is not a letter."""
    for at, char in enumerate(source.text):
        if char not in " \n\\":
            assert source.file.text[source.offset(at)] == char


def squeezed(text: str) -> str:
    return re.sub(r" +", " ", text.replace("\\\n", ""))


def shell(text: str) -> SourceMap:
    source = parse(text).instructions[0].shell_source
    assert source
    return source
