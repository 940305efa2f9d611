"""YAML as plain nodes with positions. Nothing is constructed, whatever the tags say.

PyYAML's event stream is used, not its composer: the C composer recurses and a
deeply nested document overflows the stack of the whole process.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from dockerize_ms.text import SourceFile, Span

SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 64
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
MERGE = "<<"
BOM = "\ufeff"


class Node(Struct, frozen=True, kw_only=True, eq=False):
    """A scalar (``text`` is set), a list (``items``) or a mapping (``pairs``).

    Two offsets in the file say where it stands. An alias is the node that it stands for.
    """

    start: int
    end: int
    text: str | None = None
    items: tuple[Node, ...] | None = None
    pairs: tuple[tuple[Node, Node], ...] | None = None

    def get(self, *keys: str) -> Node | None:
        """The value at a path of keys; merge keys count, the last of equal keys wins."""
        found: Node | None = self
        for key in keys:
            found = found._value(key) if found else None
        return found

    def _value(self, key: str) -> Node | None:
        merged = None
        for name, value in reversed(self.pairs or ()):
            if name.text == key:
                return value
            if name.text == MERGE and merged is None:
                sources = value.items or (value,)
                merged = next((found for node in sources if (found := node._own(key))), None)
        return merged

    def _own(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs or () if name.text == key), None)

    def string(self, *keys: str) -> str | None:
        """The scalar at a path of keys."""
        found = self.get(*keys)
        return found.text if found else None

    def strings(self) -> tuple[str, ...]:
        """The scalars of a list."""
        return tuple(item.text for item in self.items or () if item.text is not None)

    def entries(self) -> Iterator[tuple[str, Node, Node]]:
        """Each key's text, the key and its value, in order; merge keys are not followed."""
        for key, value in self.pairs or ():
            if key.text is not None and key.text != MERGE:
                yield key.text, key, value

    def span(self, file: SourceFile) -> Span:
        """Where the node stands."""
        return file.span(self.start, self.end)


def parse(text: str) -> Node | None:
    """The first document of a text; None if it is empty, malformed, too large or too deep."""
    if len(text) > SIZE_LIMIT:
        return None
    import yaml  # the only place that needs it, and most runs never come here

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    body = text.removeprefix(BOM)
    try:
        return _build(yaml.parse(body, Loader=loader), len(text) - len(body))
    except (yaml.YAMLError, ValueError, _GivingUp):
        return None


class _GivingUp(Exception):  # noqa: N818 - never leaves this module
    """The document is deeper than any that people write."""


class _Open:
    """A list or mapping whose end has not come yet."""

    def __init__(self, event: Any, shift: int) -> None:
        self.is_list = type(event).__name__ == "SequenceStartEvent"
        self.anchor: str | None = event.anchor
        self.start: int = event.start_mark.index + shift
        self.children: list[Node] = []

    def close(self, end: int) -> Node:
        if self.is_list:
            return Node(start=self.start, end=end, items=tuple(self.children))
        values = self.children
        return Node(
            start=self.start, end=end, pairs=tuple(zip(values[::2], values[1::2], strict=True))
        )


def _build(events: Iterator[Any], shift: int) -> Node | None:
    """One pass with an explicit stack; stops at the end of the first document."""
    stack: list[_Open] = []
    anchors: dict[str, Node] = {}
    for event in events:
        anchor: str | None = None
        match type(event).__name__:
            case "ScalarEvent":
                node, anchor = _scalar(event, shift), event.anchor
            case "AliasEvent":
                node = anchors.get(event.anchor) or _scalar(event, shift)
            case "SequenceStartEvent" | "MappingStartEvent":
                stack.append(_Open(event, shift))
                if len(stack) > DEPTH_LIMIT:
                    raise _GivingUp
                continue
            case "SequenceEndEvent" | "MappingEndEvent":
                closed = stack.pop()
                node, anchor = closed.close(event.start_mark.index + shift), closed.anchor
            case "DocumentEndEvent":
                return None
            case _:
                continue
        if anchor:
            anchors[anchor] = node
        if not stack:
            return node
        stack[-1].children.append(node)
    return None


def _scalar(event: Any, shift: int) -> Node:
    """A scalar; one that means null has no text."""
    start, end = event.start_mark.index + shift, event.end_mark.index + shift
    text = getattr(event, "value", None)
    plain = event.implicit[0] if text is not None else False
    return Node(start=start, end=end, text=None if plain and text in NULLS else text)
