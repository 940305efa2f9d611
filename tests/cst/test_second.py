"""The second reader sees what we see, or says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.cst.grammar import dockerfiles

from dockerize_ms.cst import Comment, Instruction, parse
from dockerize_ms.cst.second import ImageReference, agrees, env_pairs, image_parts, second_reader

TEXT = "# a\nFROM b AS c\nRUN --network=none d \\\n    # e\n    f\ncopy --from=c g /h\n"
SEEN = (("FROM", "b AS c"), ("RUN", "--network=none d     f"), ("COPY", "--from=c g /h"))
TREE = parse("FROM a\nRUN b\n")


def test_sees() -> None:
    assert second_reader(TEXT) == SEEN
    assert agrees(parse(TEXT)) is None


@pytest.mark.parametrize(
    "text",
    [
        *("\ufeffFROM a\n", "FROM a\nRUN b\udcff\n", "FROM a\nRUN <<E\nb\nE\n"),
        *("FROM a\nRUN b \\\n\n  c\n", "FROM a\nRUN b \\\\\nRUN c\n", "FROM a\nRUN b \\\n"),
        *("FROM a\nRUN b \\\n# c", "# check=a\n# escape=`\nFROM b\n", "FR\\\nOM a\n"),
        *("FROM a\nCMD", "FROM a\nRUN b\fc\n", "FROM a\nRUN\\\n b\n"),
        "# escape=`\nFROM a\nRUN b `\n\n c\n",
    ],
)
def test_says_nothing(text: str) -> None:
    assert second_reader(text) is None
    assert agrees(parse(text)) is None


@pytest.mark.parametrize(
    ("instruction", "message"),
    [
        (Instruction(keyword="RUN", arguments="c"), None),
        (Instruction(keyword="FROM", arguments="c AS D"), None),
        (
            Instruction(keyword="RUN", arguments="c\nRUN d"),
            "3 instructions, but dockerfile-parse sees 4",
        ),
        (
            Instruction(keyword="RUN", arguments="c", leading=(Comment(text="# d \\"),)),
            None,
        ),
        (
            Instruction(keyword="RUN", arguments="c", tail=" d"),
            None,
        ),
        (
            Instruction(keyword="FROM", arguments="c AS d e"),
            "dockerfile-parse sees the stage 'c AS d e' as ('c', 'd')",
        ),
    ],
)
def test_disagrees(instruction: Instruction, message: str | None) -> None:
    assert agrees(TREE.with_changes(items=(*TREE.items, instruction))) == message


@settings(max_examples=300)
@given(dockerfiles())
def test_agrees(text: str) -> None:
    tree = parse(text)
    assert tree.errors or agrees(tree) is None


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("a", {"name": "a"}),
        ("a:1", {"name": "a", "tag": "1"}),
        ("a/b/c:1@sha256:d", {"namespace": "a/b", "name": "c", "tag": "1", "digest": "sha256:d"}),
        ("ghcr.io/a/b", {"registry": "ghcr.io", "namespace": "a", "name": "b"}),
        ("localhost/a", {"registry": "localhost", "name": "a"}),
        ("h:5000/a:2", {"registry": "h:5000", "name": "a", "tag": "2"}),
        ("a@sha256:b", {"name": "a", "digest": "sha256:b"}),
        ("${A}/b:$C", {"namespace": "${A}", "name": "b", "tag": "$C"}),
        ("", {"name": ""}),
    ],
)
def test_image_parts(reference: str, parts: dict[str, str]) -> None:
    assert image_parts(reference) == ImageReference(**parts)


@pytest.mark.parametrize(
    ("arguments", "pairs"),
    [
        ("a=b c='d $e'", (("a", "b"), ("c", "d $e"))),
        ('a b  "c"', (("a", "b  c"),)),
        ("a=b c", ()),
        ("a", (("a", ""),)),
        (" ", ()),
    ],
)
def test_env_pairs(arguments: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert env_pairs(arguments) == pairs
