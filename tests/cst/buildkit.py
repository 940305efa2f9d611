"""BuildKit's own parser, as PyPI's ``dockerfile`` packs it, and ours in its words.

The binding holds BuildKit 0.12, whose frontend is 1.6: so is the one that we pin here.
"""

from __future__ import annotations

import re
from typing import Any

import dockerfile  # type: ignore[import-not-found]
from tests.cst.grammar import KEYWORDS

from dockerize_ms.cst import Dockerfile, Flag, Instruction, parse

PIN = "# syntax=docker/dockerfile:1.6\n"
# Where 1.6 reads otherwise and we read as today, or the binding cuts texts short. Each is looked
# for once from the start, so that a long text costs linear time.
KNOWN_DIFFERENCES = {
    "a variable in words that are searched for delimiters": (
        r"\A(?=(?>[\s\S]*?<<))(?=(?>[\s\S]*?\$\{))"
    ),
    "the escape character of a directive holds in flags too": (
        r"\A(?>[\s\S]*?escape)[\s\S]*--[^\n]*[\\`]"
    ),
    "BuildKit cuts the first word of HEALTHCHECK between bytes": (
        r"\A(?>[\s\S]*?healthcheck)[\s\S]*[^\0-\x7f]"
    ),
    "a null character ends a text for the binding": r"\0",
}
_ANY_DIFFERENCE = re.compile("|".join(KNOWN_DIFFERENCES.values()), re.IGNORECASE)
Row = tuple[Any, ...]


def differs(text: str) -> bool:
    """Whether a text has what is known to be read otherwise."""
    return _ANY_DIFFERENCE.search(text) is not None


def seen_alike(text: str) -> None:
    """Both see the same, or both refuse the text; what is known to differ is left out."""
    if differs(text):
        return  # assume() would make Hypothesis search for others, which takes long
    tree = pinned(text)
    rows = theirs(text)
    assert tree.errors if rows is None else ours(tree) == rows


def theirs(text: str) -> list[Row] | None:
    """What BuildKit reads, nothing where it breaks a letter, None if it refuses the file."""
    try:
        found = dockerfile.parse_string(text)
    except dockerfile.GoParseError:
        return None
    except UnicodeDecodeError:
        return []
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
        for each in found
    ]


def pinned(text: str) -> Dockerfile:
    """The tree of the text below a line that pins the frontend, which shifts all lines by one."""
    bare = text.removeprefix("\ufeff")
    return parse(text[: len(text) - len(bare)] + PIN + bare)


def ours(tree: Dockerfile) -> list[Row]:
    return [
        (
            each.name,
            (each.start_line - 1, each.end_line - 1),
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
        nested = instruction.inner.name == "ONBUILD" and instruction.inner.values
        return (("",), False) if nested else _values(instruction.inner)
    return instruction.values, instruction.is_json


def _flag(flag: Flag) -> str:
    return f"--{flag.name}" if flag.value is None else f"--{flag.name}={flag.value}"
