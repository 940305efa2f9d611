"""Going through a tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dockerize_ms.shell.nodes import Command, Literal, Located, Word

_SCALARS = frozenset(("int", "str", "bool", "int | None"))


def below(node: Located) -> Iterator[Located]:
    """A node and every node below it, in the order of the source, parents first."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(children(node))


def commands(node: Located) -> Iterator[Command]:
    """Every simple command at or below a node, also those inside substitutions.

    They come in the order of the source, an outer command before those in its words.
    """
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, Command):
            yield node
        inner = children(node)
        stack += [child for child in reversed(inner) if not _plain(child)]


def _plain(node: Located) -> bool:
    """Whether it is text with nothing below, as nearly all words are."""
    if type(node) is Word:
        return len(node.parts) == 1 and type(node.parts[0]) is Literal
    return type(node) is Literal


def children(node: Located) -> list[Located]:
    """The nodes right below a node, in the order of the source."""
    found: list[Located] = []
    for name in _fields(type(node)):
        _collect(getattr(node, name), found)
        if name == "redirects":
            found.sort(key=lambda child: child.start)
    return found


def _collect(value: object, found: list[Located]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif isinstance(value, Located):
        found.append(value)


@cache
def _fields(kind: type[Located]) -> tuple[str, ...]:
    """The fields that can hold nodes; redirections, which may stand anywhere, last."""
    names = []
    for base in reversed(kind.__mro__):
        for name, annotation in getattr(base, "__annotations__", {}).items():
            if name in kind.__struct_fields__ and annotation not in _SCALARS:
                names.append(name)
    return tuple(sorted(names, key="redirects".__eq__))
