"""The one place that knows tree-sitter."""

from __future__ import annotations

from functools import cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

Syntax = Node
"""A node of the concrete tree: ``type``, ``start_byte``, ``end_byte``, ``children``."""


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_bash.language()))


def read(text: str) -> Syntax:
    """The concrete tree of a text of ASCII characters, so that bytes count as characters."""
    return _parser().parse(text.encode("ascii")).root_node


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
