"""The one place that knows tree-sitter."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser, Point

Syntax = Node
"""A node of the concrete tree: ``type``, ``start_byte``, ``end_byte``, ``children``."""

_SMALL = 2048
_CHUNK = 1024
_RE_READS = 50
# What the grammar reads in more than linear time where it is not well-formed.
_COSTLY = re.compile(r"(?<!\|)\|(?!\|)|\[\[|[=(]\(")
_MAX_COSTLY = 2000


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_bash.language()))


def read(text: str) -> Syntax | None:
    """The concrete tree of a text of ASCII characters, so that bytes count as characters.

    None for a text that is not worth its time: looking for a way to go on after an error,
    the parser reads the rest over and over, so what it may read is limited.
    """
    data = text.encode("ascii")
    if len(data) <= _SMALL:
        return _parser().parse(data).root_node
    if sum(1 for _ in _COSTLY.finditer(text)) > _MAX_COSTLY:
        return None
    reads = _RE_READS * (len(data) // _CHUNK + 2)
    source, exhausted = _limited(data, reads)
    tree = _parser().parse(source)
    return None if exhausted() else tree.root_node


def _limited(data: bytes, reads: int) -> tuple[Callable[[int, Point], bytes], Callable[[], bool]]:
    """A source that seems to end after so many reads, and whether it did."""
    left = reads

    def source(offset: int, _: Point) -> bytes:
        nonlocal left
        left -= 1
        return data[offset : offset + _CHUNK] if left >= 0 else b""

    return source, lambda: left < 0


def errors(root: Syntax) -> tuple[tuple[int, int], ...]:
    """Ranges that did not fit the grammar, in order, empty where something is missing."""
    found = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "ERROR" or node.is_missing:
            found.append((node.start_byte, node.end_byte))
        elif node.has_error:
            stack.extend(reversed(node.children))
    return tuple(found)
