"""The rules of the language, one small text each."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.cst.data import cases

from dockerize_ms.cst import Flag, Heredoc, Instruction, parse


@pytest.mark.parametrize("case", cases("rules"))
def test_reads(case: Any) -> None:
    tree = parse(case["text"])
    assert [describe(each) for each in tree.instructions] == case["instructions"]
    assert tree.code == case["text"]


def describe(instruction: Instruction) -> str:
    """Lines, name, flags, form, arguments and heredocs in one line."""
    parts = (
        f"{instruction.start_line}-{instruction.end_line}",
        instruction.name,
        *map(_flag, instruction.flags),
        "json" if instruction.is_json else "",
        _json(instruction.values),
        *map(_heredoc, instruction.heredocs),
    )
    return " ".join(filter(None, parts))


def _flag(flag: Flag) -> str:
    return f"--{flag.name}" if flag.value is None else f"--{flag.name}={flag.value}"


def _heredoc(heredoc: Heredoc) -> str:
    mark = "<<-" if heredoc.strip_tabs else "<<"
    quoted = "" if heredoc.expand else "!"
    return f"{mark}{heredoc.name}{quoted}={_json(heredoc.body)}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
