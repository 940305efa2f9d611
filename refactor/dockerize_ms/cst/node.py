"""The base of every piece of a Dockerfile's syntax tree."""

from __future__ import annotations

from typing import Any, Protocol, Self

import msgspec
from msgspec import Struct


class Walker(Protocol):
    """A ``Visitor`` or a ``Transformer``."""

    def walk(self, node: Any) -> Any:
        """Visits a node; returns what takes its place."""


class Node(Struct, frozen=True, kw_only=True, eq=False):
    """A piece of source whose fields, joined in order, are its text.

    Only text, nodes and tuples of these count; numbers and other values say
    something *about* the text. Nodes compare by identity, so an analysis can key
    a map by them.
    """

    @property
    def code(self) -> str:
        """The text, exactly as it was or as the changes made it."""
        return "".join([_code(value) for value in _fields(self)])

    def with_changes(self, **changes: Any) -> Self:
        """A copy with some fields replaced."""
        return msgspec.structs.replace(self, **changes)

    def visit(self, walker: Walker) -> Any:
        """Lets a visitor or a transformer walk the tree; returns what the latter makes of it."""
        return walker.walk(self)


def _fields(node: Node) -> list[object]:
    """What a node's fields hold, but for those that are empty, as most are."""
    return [value for name in node.__struct_fields__ if (value := getattr(node, name))]


def _code(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Node):
        return value.code
    if isinstance(value, tuple):
        return "".join([_code(part) for part in value])
    return ""
