"""What holds for the tree of every text, Dockerfile or not."""

from __future__ import annotations

import inspect

from dockerize_ms.cst import Dockerfile, Instruction, anatomy, lines
from dockerize_ms.cst.lazy import lazy

LAZY = [
    name
    for name, what in inspect.getmembers_static(Instruction)
    if isinstance(what, lazy | property) and name != "inner"
]
"""What an instruction works out when it is asked."""


def code_is_the_text(tree: Dockerfile, text: str) -> None:
    """The tree's fields, joined, are the text."""
    assert tree.code == text
    assert sum(len(each.text) for each in tree.items) <= len(text)


def positions_point_into_the_text(tree: Dockerfile, text: str) -> None:
    """Whatever says where it stands, stands there."""
    for each in tree.instructions:
        assert text[each.start : each.end] == each.text
        assert text.startswith(each.arguments, each.arguments_start)
        for part in (*each.leading, *each.heredocs):
            assert text.startswith(part.code, part.start)
        for flag in each.flags:
            assert text.startswith(flag.raw, flag.start)


def everything_can_be_asked(tree: Dockerfile) -> None:
    """Each question has an answer, and each error says what to do."""
    assert [error.hint for error in tree.errors if not error.hint] == []
    assert tree.escape in ("\\", "`")
    assert isinstance(tree.directives, dict)
    for each in tree.instructions:
        _ask(each)
        assert each.view is each.view
        assert each.span.start <= each.span.end
        assert 0 < each.start_line <= each.end_line
        if each.name == "ONBUILD":
            _ask(each.inner)


def _ask(instruction: Instruction) -> None:
    for name in LAZY:
        getattr(instruction, name)
    source = instruction.shell_source
    if source is not None and source.text:
        span = source.span(0, len(source.text))
        assert span.start <= span.end


def quick_reading_is_careful_reading(tree: Dockerfile, text: str) -> None:
    """What the patterns of the usual kind matched is what reading line by line gives."""
    for each in tree.instructions:
        escape = each.origin.escape
        end, line, pieces = lines.fold(text, each.start, escape)
        parts = anatomy.parts(text, each.start, end, line, pieces, escape)
        flags = [flag.code for flag in parts.pop("flags")]
        assert flags == [flag.code for flag in each.flags]
        assert parts == {name: getattr(each, name) for name in parts}
