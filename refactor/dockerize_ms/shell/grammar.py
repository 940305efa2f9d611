"""The one place that knows tree-sitter."""

from __future__ import annotations

import re
from functools import cache
from time import thread_time

import tree_sitter_bash
from tree_sitter import Language, Node, Parser, Point

Syntax = Node
"""A node of the concrete tree: ``type``, ``start_byte``, ``end_byte``, ``children``."""

_SMALL = 1024
_CHUNK = 1024
_RE_READS = 50
_SECONDS = 0.5
_SECONDS_A_CHARACTER = 1e-5  # a well-formed text needs a tenth of that
# What the grammar reads in more than linear time where it is not well-formed.
_COSTLY = re.compile(r"(?<!\|)\|(?!\|)|\[\[|[=(]\(")
_MAX_COSTLY = 2000
_MAX_OPEN = 200
_MAX_BACKTICKS = 400
# Operators, and line feeds that end a command.
_OPERATOR = re.compile(r"[|&;<>()]+|(?<![|&(;\\])(\n)")
_MAX_OPERATORS = 2000


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_bash.language()))


def read(text: str) -> Syntax | None:
    """The concrete tree of a text of ASCII characters, so that bytes count as characters.

    None for a text that is not worth its time. Looking for a way to go on after an error,
    the parser can read the rest over and over, so what it may read is limited; a limit of
    processor time is there for what that does not stop.
    """
    data = text.encode("ascii")
    parser = _parser()
    if len(data) <= _SMALL:
        return parser.parse(data).root_node
    if _costly(text):
        return None
    budget = _Budget(data)
    try:
        tree = parser.parse(budget.source, encoding="utf8", progress_callback=budget.spent)
    except ValueError:  # that is how it says that the callback stopped it
        parser.reset()
        return None
    return None if budget.reads < 0 else tree.root_node


def _costly(text: str) -> bool:
    """Whether the text holds more than its share of what the time may grow fast with."""
    if text.count("(") - text.count(")") > _MAX_OPEN or text.count("`") > _MAX_BACKTICKS:
        return True
    if sum(1 for _ in _COSTLY.finditer(text)) > _MAX_COSTLY:
        return True
    run = 0
    for line_end in _OPERATOR.findall(text):
        run = 0 if line_end else run + 1
        if run > _MAX_OPERATORS:
            return True
    return False


class _Budget:
    """A text in chunks, with a limit to the effort that goes into it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reads = _RE_READS * (len(data) // _CHUNK + 2)
        self.until = thread_time() + _SECONDS + _SECONDS_A_CHARACTER * len(data)

    def source(self, offset: int, _: Point) -> bytes:
        """The chunk at an offset; nothing more when there were too many."""
        self.reads -= 1
        return self.data[offset : offset + _CHUNK] if self.reads >= 0 else b""

    def spent(self, _: int, __: bool) -> bool:
        """Whether to give up."""
        return self.reads < 0 or thread_time() > self.until


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
