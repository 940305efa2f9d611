"""YAML nodes: the same values that PyYAML gives, positions, and no harm from hostile texts."""

from __future__ import annotations

import time
from collections.abc import Hashable

import pytest
import yaml

from dockerize_ms.context.yaml_nodes import Node, parse
from dockerize_ms.text import SourceFile

DOCUMENTS = [
    "a: b\n",
    "a: [b, 'c', \"d\\n\"]\n",
    "a: {b: c, d: {e: f}}\n",
    "- a\n- b: c\n  d: e\n- - f\n  - g\n",
    "a: |\n  line\n    more\n\n  last\nb: >-\n  folded\n  text\n",
    "a: plain text\n  over lines\n",
    "# comment\na: b # more\n",
    "a: 'it''s'\n",
    'a: "caf\\u00e9 \\\n  joined"\n',
    "a: 1\nb: true\nc: 2020-01-01\nd: 0x10\n",
    "'quoted key': v\n? complex\n: value\n",
    "a: &x [1, 2]\nb: *x\n",
    "---\na: b\n...\n",
    "%YAML 1.1\n---\na: b\n",
    "a:\r\n  b: c\r\n",
    "\ufeffa: b\n",
    "services:\n  web:\n    build:\n      context: ..\n    ports:\n      - '80:80'\n",
    "on:\n  push:\n    branches: [main]\njobs:\n  b:\n    steps:\n      - run: |\n          make\n",
    "a: !!python/object/apply:os.system [id]\n",
    "a: !custom {b: c}\n",
    "a: é€𝄞 # ☺\nb: c\n",
]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_agrees_with_pyyaml(text: str) -> None:
    plain = yaml.compose(text, Loader=yaml.SafeLoader)
    assert _from_node(parse(text)) == _from_pyyaml(plain)


def _from_node(node: Node | None) -> Hashable:
    if node is None or node.text is not None:
        return node and node.text
    if node.items is not None:
        return tuple(map(_from_node, node.items))
    return tuple((_from_node(key), _from_node(value)) for key, value in node.pairs or ())


def _from_pyyaml(node: yaml.Node | None) -> Hashable:
    if isinstance(node, yaml.SequenceNode):
        return tuple(map(_from_pyyaml, node.value))
    if isinstance(node, yaml.MappingNode):
        return tuple((_from_pyyaml(key), _from_pyyaml(value)) for key, value in node.value)
    return node and node.value


@pytest.mark.parametrize("text", ["a:\n", "a: ~\n", "a: null\n", "a: &x\nb: *x\n"])
def test_null_has_no_text(text: str) -> None:
    root = parse(text)
    assert root is not None
    assert all(value.text is None for _, _, value in root.entries())


def test_a_quoted_null_is_text() -> None:
    root = parse("a: ''\nb: '~'\n")
    assert root is not None
    assert [value.text for _, _, value in root.entries()] == ["", "~"]


MERGED = """\
one: &one {a: 1, b: 1}
two: &two {b: 2, c: 2}
x: {<<: *one, b: 3}
y: {<<: [*one, *two], d: 4}
z: {a: 1, a: 2}
"""


@pytest.mark.parametrize(
    ("keys", "text"),
    [("xa", "1"), ("xb", "3"), ("xc", None), ("yb", "1"), ("yc", "2"), ("yd", "4"), ("za", "2")],
)
def test_merge_keys(keys: str, text: str | None) -> None:
    root = parse(MERGED)
    assert root is not None
    assert root.string(*keys) == text


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_positions_count_characters(bom: str) -> None:
    text = f"{bom}é: ☺\nkey:\n  - 𝄞\n  - here\n"
    root = parse(text)
    assert root is not None
    item = (root.get("key") or root).items or ()
    assert str(item[1].span(SourceFile(text, "f"))) == "f:4:5"
    assert text[item[1].start : item[1].end] == "here"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n# nothing\n",
        "a: [",
        "a: 'b",
        "a: b: c",
        "\tb: c",
        "a: *unknown",
        "a: \x01",
        "a: \udcff",
        "{% if x %}\na: b\n",
        "a: {{ value }}",
        "x" * 300_000,
        "[" * 200_000,
        "{a: " * 50_000,
        "- " * 100_000,
        "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 500)),
        "? " * 100_000,
    ],
    ids=range(17),
)
def test_gives_up(text: str) -> None:
    root = parse(text)
    assert root is None or root.pairs is None or root.string("a") is None


def test_a_bomb_of_aliases_is_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    root = parse("\n".join(lines))
    assert root is not None
    assert len((root.get("a39") or root).items or ()) == 9


def test_a_mapping_that_merges_itself() -> None:
    root = parse("a: &a\n  <<: *a\n  b: c\n")
    assert root is None or root.string("a", "b") in ("c", None)


@pytest.mark.parametrize(
    "piece", ["a: b\n", "- a\n", "'a' ", "*a ", "&a ", "a ", ", ", "\n", "#", ": "]
)
def test_hostile_texts_end_soon(piece: str) -> None:
    start = time.process_time()
    parse(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 3
