"""The stages of a file, the images they copy from, and what passes between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.analysis.origins import earlier
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.checks.copies import expanded
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.pipeline import Result
from dockerize_ms.text import shown


class Node(Struct, frozen=True, kw_only=True):
    """A stage, or an image that no stage of the file makes (``number`` is None).

    ``base`` is what FROM names; "" for an image.
    """

    key: str
    title: str
    base: str = ""
    number: int | None = None
    final: bool = False


class Edge(Struct, frozen=True, kw_only=True):
    """What one hands to another, by keys: all of it (from), files (copy), a sight of it (mount).

    ``paths`` are written ``SOURCE``, or ``SOURCE → DESTINATION`` where they differ.
    """

    kind: Literal["from", "copy", "mount"]
    source: str
    target: str
    paths: tuple[str, ...] = ()


class Graph(Struct, frozen=True, kw_only=True):
    """Stages in the order of the file, then images; edges by target, then by place in the file."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @property
    def builder(self) -> str | None:
        """The last stage that hands files to the final one and may hold a shell, for --target."""
        final = {node.key for node in self.nodes if node.final}
        given = {e.source for e in self.edges if e.kind == "copy" and e.target in final}
        found = [n for n in self.nodes if n.key in given and n.number is not None]
        names = (n.title for n in found[::-1] if n.base != "scratch")
        return next((name.removeprefix("stage ") for name in names), None)


class Explained(Struct, frozen=True, kw_only=True, eq=False):
    """What is known of a file, with the stages as they are, or as they will be."""

    result: Result
    graph: Graph


def explained(result: Result) -> Explained:
    """The result with the graph of its text."""
    return Explained(result=result, graph=Graph() if result.errors else graph(result.text))


def graph(text: str) -> Graph:
    """The graph of a valid file."""
    stages = interpret(cst.parse(text), None)
    nodes = {_key(stage): _node(stage, stages) for stage in stages}
    edges: dict[tuple[str, str, str], dict[str, None]] = {}
    for stage in stages:
        for kind, source, paths in _sources(stage, stages):
            node = _node(source, stages) if isinstance(source, Stage) else _image(source)
            nodes.setdefault(node.key, node)
            edges.setdefault((kind, node.key, _key(stage)), {}).update(dict.fromkeys(paths))
    return Graph(
        nodes=tuple(nodes.values()),
        edges=tuple(
            Edge(kind=kind, source=source, target=target, paths=tuple(paths))  # type: ignore[arg-type]
            for (kind, source, target), paths in edges.items()
        ),
    )


def _key(stage: Stage) -> str:
    return f"stage{stage.index}"


def _node(stage: Stage, stages: tuple[Stage, ...]) -> Node:
    final = stage is stages[-1]
    unnamed = "final stage" if final else f"stage {stage.index}"
    return Node(
        key=_key(stage),
        title=stage.name or unnamed,
        base=shown(stage.reference),
        number=stage.index,
        final=final,
    )


def _image(reference: str) -> Node:
    return Node(key=f"image {reference}", title=shown(reference))


def _sources(
    stage: Stage, stages: tuple[Stage, ...]
) -> Iterator[tuple[str, Stage | str, tuple[str, ...]]]:
    """What a stage takes, from which stage or image, and which paths."""
    if stage.base is not None:
        yield "from", stages[stage.base], ()
    for step in instructions(stage):
        match step.instruction.view:
            case cst.Copy(from_=str() as name) if name:
                source = earlier(stages, stage, name, index=True) or name
                yield "copy", source, tuple(_copied(stage, step))
            case cst.Run(mounts=mounts):
                for mount in mounts:
                    if mount.from_:
                        source = earlier(stages, stage, mount.from_) or mount.from_
                        yield "mount", source, (mount.target or "/",)


def _copied(stage: Stage, step: Step) -> Iterator[str]:
    view = step.instruction.view
    if not isinstance(view, cst.Copy):
        return
    target = shown(expanded(stage, step, view.destination))
    for raw in view.sources:
        path = shown(expanded(stage, step, raw))
        same = target.rstrip("/") in (path.rstrip("/"), path.rstrip("/").rpartition("/")[0])
        yield path if same else f"{path} → {target}"
