"""BuildKit's own parser, as PyPI's ``dockerfile`` packs it, sees what we see."""

from __future__ import annotations

import re
from typing import Any

import dockerfile  # type: ignore[import-not-found]
import pytest
from hypothesis import given, settings
from tests.cst.data import cases
from tests.cst.grammar import KEYWORDS, dockerfiles

from dockerize_ms.cst import Dockerfile, Flag, Instruction, parse

# The binding holds BuildKit 0.12. Where today's reads otherwise, or the binding cuts texts short:
KNOWN_DIFFERENCES = re.compile(
    r"""
      \[[^\n]*\] [^\n]* [^ \t\n\v\f\r]  # JSON form with something behind it is shell form now
    | \[[^\n]*\\                  # the same over several lines
    | << -? \s                    # blanks between << and the delimiter count now
    | \$ \{                       # variables in the words that are searched for delimiters
    | ^[^\w\n]*+ check \s* =      # a directive only now
    | \A (?>[\s\S]*? escape) [\s\S]* --[^\n]*[\\`]  # the directive holds in flags too
    | \A (?>[\s\S]*? healthcheck) [\s\S]* [^\0-\x7f]  # BuildKit cuts its first word between bytes
    | \0                          # ends a text for the binding
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
Row = tuple[Any, ...]


@pytest.mark.parametrize("case", cases("rules"))
def test_rules(case: Any) -> None:
    text = case["text"]
    if KNOWN_DIFFERENCES.search(text):
        pytest.skip("BuildKit changed")
    assert ours(parse(text)) == theirs(text)


@settings(max_examples=300)
@given(dockerfiles())
def test_generated(text: str) -> None:
    seen_alike(text)


def seen_alike(text: str) -> None:
    """Both see the same, or both refuse the text; what BuildKit changed since is left out."""
    if KNOWN_DIFFERENCES.search(text):
        return  # assume() would make Hypothesis search for others, which takes long
    tree = parse(text)
    try:
        rows = theirs(text)
    except dockerfile.GoParseError:
        assert tree.errors
    else:
        assert ours(tree) == rows


def theirs(text: str) -> list[Row]:
    return [
        (
            (each.cmd or "").upper(),
            (each.start_line, each.end_line),
            each.flags,
            (each.sub_cmd or "").upper(),
            each.value,
            each.json,
            [(doc.name, doc.file_descriptor, doc.content) for doc in each.heredocs],
        )
        for each in dockerfile.parse_string(text)
    ]


def ours(tree: Dockerfile) -> list[Row]:
    return [
        (
            each.name,
            (each.start_line, each.end_line),
            tuple(map(_flag, each.flags)),
            each.inner.name if each.name == "ONBUILD" and each.values else "",
            *_values(each),
            [(doc.name, doc.fd, doc.body) for doc in each.heredocs if each.name != "ONBUILD"],
        )
        for each in tree.instructions
    ]


def _values(instruction: Instruction) -> tuple[tuple[str, ...], bool]:
    if instruction.name not in KEYWORDS:
        return ("",), False
    if instruction.name == "ONBUILD" and instruction.values:
        inner = instruction.inner
        nested = inner.name == "ONBUILD" and inner.values
        return (("",), False) if nested else _values(inner)
    return instruction.values, instruction.is_json


def _flag(flag: Flag) -> str:
    return f"--{flag.name}" if flag.value is None else f"--{flag.name}={flag.value}"
