"""The stage graph as a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.report.graph import Explained, Graph, Node
from dockerize_ms.text import shown

_ARROWS = {"from": "==>", "copy": "-->", "mount": "-.->"}
_PLAIN = frozenset(" /._-:+=,→…")
_MOST = 8


def explain(found: Iterable[Explained], colour: bool) -> Iterator[str]:
    """The flowchart; nothing of a file that is no Dockerfile."""
    for one in found:
        if one.graph.nodes:
            yield "".join(f"{line}\n" for line in mermaid(one.graph))


def mermaid(graph: Graph) -> Iterator[str]:
    """A graph as lines. Nodes are ``n0``, ``n1``, … in the order of the graph."""
    names = {node.key: f"n{number}" for number, node in enumerate(graph.nodes)}
    yield "flowchart TB"
    for node in graph.nodes:
        yield f"  {names[node.key]}{_shape(node)}"
    for edge in graph.edges:
        words = edge.paths[:_MOST]
        if len(edge.paths) > _MOST:
            words = (*words[:-1], f"and {len(edge.paths) - _MOST + 1} more")
        label = f"|{_quoted(words)}|" if words else ""
        yield f"  {names[edge.source]} {_ARROWS[edge.kind]}{label} {names[edge.target]}"


def _shape(node: Node) -> str:
    if node.number is None:
        return f"([{_quoted((node.title,))}])"
    text = _quoted((node.title, f"FROM {node.base}"))
    return f"[[{text}]]" if node.final else f"[{text}]"


def _quoted(lines: Iterable[str]) -> str:
    """A label. What is no letter, digit or common sign of a path becomes an entity code."""
    return '"' + "<br/>".join("".join(map(_character, shown(line))) for line in lines) + '"'


def _character(character: str) -> str:
    if character.isalnum() or character in _PLAIN:
        return character
    return f"#{ord(character)};" if character.isprintable() else "\ufffd"
