"""Shell text to our tree, against a table; the same text in every shape that parse must bear."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerize_ms.shell import Located, Script, Unparsed, Word, below, commands, join, parse, split
from dockerize_ms.text import SourceFile, SourceMap

TREES = [
    block.rpartition("\n=> ")
    for block in Path(__file__).with_name("trees.txt").read_text().rstrip("\n").split("\n%%\n")
]

Sexp = Callable[[Located], str]


def read(text: str, *, joined: bool = False) -> Script:
    return parse(SourceMap.literal(text), joined=joined)


@pytest.mark.parametrize(("text", "expected"), [(text, tree) for text, _, tree in TREES])
def test_trees(text: str, expected: str, sexp: Sexp) -> None:
    assert sexp(read(text).body) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a # c \\\n && b", "(a)"),
        ("a 'b\\\nc' \"d\\\ne\"", "(a 'bc' 'de')"),
        ("a \\\n  b \\", "(a b)"),
        ("a `# b \\\n c` \\\n && d", "(a $()) && (d)"),
        ("cat <<E && \\\n b\nx # \\\ny\nE\n", "(cat <<< E['x # y\\n']>) && (b)"),
        ("sed 's#a#b#' # c\\\n#d", "(sed 's#a#b#')"),
    ],
)
def test_lines_that_a_dockerfile_joined(text: str, expected: str, sexp: Sexp) -> None:
    assert sexp(read(text, joined=True).body).replace("\\\n", "") == expected


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("a && b", ()),
        ("a )", ((2, 3),)),
        ("a && && b", ((2, 4),)),
        ("fi", ()),
        ("if a; then b", ((0, 12),)),
    ],
)
def test_errors(text: str, errors: tuple[tuple[int, int], ...]) -> None:
    assert read(text).errors == errors
    assert bool(errors) <= any(isinstance(node, Unparsed) for node in below(read(text).body))


def test_spans_point_into_the_file() -> None:
    file = SourceFile("FROM x\nRUN a \\\n# why\n  && b\n", "Dockerfile")
    script = parse(SourceMap("a \\\n    \\\n  && b", file, ((0, 11),)))
    last = list(commands(script.body))[-1]
    assert str(script.span(last)) == "Dockerfile:4:6"
    assert script.text(last) == "b"


def test_commands_come_in_the_order_of_the_source() -> None:
    script = read('a "$(b `c`)" <(d) > $(e) && { f; } <<< "$(g)"; if h; then i; fi; j() { k; }')
    assert [command.words[0].literal for command in commands(script.body)] == list("abcdefghik")


PIECES = json.loads(Path(__file__).with_name("fuzz.json").read_text())["soup"]
SOUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(SOUP, st.booleans())
def test_anything_parses_and_joins_to_itself(text: str, joined: bool) -> None:
    script = read(text, joined=joined)
    units = split(script)
    assert join(script, range(len(units))) == (text if units else "")
    assert all(0 <= node.start <= node.end <= len(text) for node in below(script.body))


@settings(max_examples=100, deadline=None)
@given(SOUP)
def test_a_unit_reads_alone_as_it_does_in_its_script(text: str) -> None:
    script = read(text)
    sound = not script.errors and ";;" not in text  # outside of a case no shell takes that
    for index, unit in enumerate(split(script) if sound else ()):
        alone = read(join(script, [index]))
        assert len(split(alone)) == 1
        assert [type(part.node) for part in alone.body.parts] == [
            type(part.node) for part in unit.parts
        ]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab\u00e9\U0001f600\udc80\u00a0 \t", min_size=1, max_size=30))
def test_spans_count_characters(text: str) -> None:
    words = [node for node in below(read(f"_x {text}").body) if isinstance(node, Word)]
    found = [f"_x {text}"[word.start : word.end] for word in words]
    assert found == ["_x", *text.replace("\t", " ").split(" ")] or "" in text.replace(
        "\t", " "
    ).split(" ")
