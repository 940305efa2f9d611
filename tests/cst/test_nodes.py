"""Nodes: their text, their places, and changing them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerize_ms.cst import Blank, Comment, Directive, Flag, Instruction, parse

TEXT = "\ufeff# syntax=a/b:1\r\n\n# far\n\n # near\n#\nFROM c\n  RUN d \\\n  e  # f\n# end\n"


def test_leading_trivia() -> None:
    tree = parse(TEXT)
    first = tree.instructions[0]
    kinds = [Directive, Blank, Comment, Blank, Comment, Comment]
    assert [type(line) for line in first.leading] == kinds
    assert [line.text for line in first.comments] == ["# near", "#"]
    assert [line.code for line in tree.footer] == ["# end\n"]


def test_places() -> None:
    run = parse(TEXT, path="x/Dockerfile").instructions[1]
    assert TEXT[run.start : run.end] == "  RUN d \\\n  e  # f\n"
    assert (run.start_line, run.end_line, str(run.span)) == (8, 9, "x/Dockerfile:8:3")
    assert TEXT[run.span.start : run.span.end] == "RUN d \\\n  e  # f"
    assert (run.arguments_text, str(run.source.span(4, 5))) == ("d   e  # f", "x/Dockerfile:9:3")


@pytest.mark.parametrize(
    ("text", "directives", "escape"),
    [
        ("FROM a", {}, "\\"),
        (
            "# Syntax = a b \n#escape=`\n#check=c",
            {"syntax": "a b", "escape": "`", "check": "c"},
            "`",
        ),
        ("#!/x\n# syntax=a\n# escape=`\n", {"syntax": "a"}, "\\"),
        ("//syntax=a\n", {"syntax": "a"}, "\\"),
        ("#!/x\n// check=b\n// syntax=a\n", {"syntax": "a"}, "\\"),
        ('{"syntax": "a", "b": [1]}', {"syntax": "a"}, "\\"),
        ('\n{"syntax": "a"}', {"syntax": "a"}, "\\"),
        ('{"syntax": 1}', {}, "\\"),
        ("{" * 100_000, {}, "\\"),
        ("\ufeff# syntax=a\n", {"syntax": "a"}, "\\"),
        ("\n# syntax=a\n", {}, "\\"),
        ("# escape=x\n", {"escape": "x"}, "\\"),
    ],
)
def test_directives(text: str, directives: dict[str, str], escape: str) -> None:
    tree = parse(text)
    assert (tree.directives, tree.escape) == (directives, escape)


def test_changes() -> None:
    run = parse(TEXT).instructions[1]
    changed = run.with_changes(arguments="g", newline="\r\n", leading=(Comment(text="# h"),))
    assert changed.code == "# h\n  RUN g\r\n"
    assert (changed.start, changed.end, changed.start_line, changed.end_line) == (-1, -1, -1, -1)
    assert changed.span.start == 2
    assert run.with_changes(arguments="g").start == -1


def test_a_change_above_keeps_the_place() -> None:
    run = parse(TEXT).instructions[1]
    assert run.with_changes(leading=()).start == run.start


def test_a_change_to_the_file_keeps_what_was_parsed() -> None:
    tree = parse(TEXT)
    changed = tree.with_changes(items=tree.items[1:], bom="")
    assert (changed.code, changed.file.text) == ("  RUN d \\\n  e  # f\n# end\n", TEXT)


def test_new_instruction() -> None:
    flag = Flag.of("from", "a b")
    copy = Instruction(keyword="COPY", flags=(flag, Flag.of("link")), arguments="c /d")
    assert copy.code == 'COPY --from="a b" --link c /d\n'
    assert parse(copy.code).instructions[0].flags[0].value == "a b"
    assert copy.values == ("c", "/d")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.sampled_from("\\`"))
def test_flags_are_spelled_so_that_they_read_the_same(value: str, escape: str) -> None:
    flag = Flag.of("from", value, escape=escape)
    (read,) = parse(f"# escape={escape}\nCOPY {flag.code}a b\n").instructions[0].flags
    assert (read.name, read.value) == ("from", value)


def test_nodes_compare_by_identity() -> None:
    one, other = parse("FROM a"), parse("FROM a")
    assert one != other
    assert {one: 1, other: 2}[one] == 1
