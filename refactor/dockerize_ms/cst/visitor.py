"""Walking and changing a tree, as in LibCST but without generated code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from dockerize_ms.cst.node import Node


class _Remove:
    def __repr__(self) -> str:
        return "REMOVE"


REMOVE: Final = _Remove()
"""What ``leave_x`` returns to take a node out of the tuple it is in."""


class Visitor:
    """Reads a tree. ``visit_x(node)`` is called on the way down, ``leave_x(node)`` on the way up.

    ``x`` is the node's class in snake case, such as ``visit_instruction``. A
    ``visit_x`` that returns False keeps the walk out of the node's parts.
    """

    def walk(self, node: Node) -> Node:
        """Visits a node and its parts; returns the node."""
        kind = _kind(type(node))
        if _call(self, f"visit_{kind}", node) is not False:
            for child in _children(node):
                self.walk(child)
        _call(self, f"leave_{kind}", node)
        return node


class Transformer:
    """Changes a tree. ``leave_x(original, updated)`` returns what takes the node's place.

    That is ``updated`` itself, a node made from it, ``REMOVE``, or a sequence of
    nodes. ``visit_x(node)`` is called on the way down and may return False to leave
    the node's parts as they are. What does not change stays the same object.
    """

    def walk(self, node: Node) -> Any:
        """What takes the node's place."""
        kind = _kind(type(node))
        updated = node
        if _call(self, f"visit_{kind}", node) is not False:
            updated = self._parts(node)
        leave: Callable[[Node, Node], Any] | None = getattr(self, f"leave_{kind}", None)
        return leave(node, updated) if leave else updated

    def _parts(self, node: Node) -> Node:
        changes: dict[str, Any] = {}
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if isinstance(value, Node):
                after: Any = self.walk(value)
            elif isinstance(value, tuple):
                after = self._sequence(value)
            else:
                continue
            if after is not value:
                changes[field] = after
        return node.with_changes(**changes) if changes else node

    def _sequence(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        result: list[Node] = []
        for node in nodes:
            after = self.walk(node)
            if isinstance(after, Node):
                result.append(after)
            elif after is not REMOVE:
                result.extend(after)
        same = len(result) == len(nodes) and all(map(_is, result, nodes))
        return nodes if same else tuple(result)


def _call(walker: object, name: str, node: Node) -> Any:
    method: Callable[[Node], Any] | None = getattr(walker, name, None)
    return method(node) if method else None


def _children(node: Node) -> Iterator[Node]:
    for field in node.__struct_fields__:
        value = getattr(node, field)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from value


def _is(one: Node, other: Node) -> bool:
    return one is other


_KINDS: dict[type, str] = {}


def _kind(cls: type) -> str:
    if cls not in _KINDS:
        _KINDS[cls] = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
    return _KINDS[cls]
