"""A plan in words: every instruction's role and why, artifacts, packages, sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dockerize_ms.analysis.roles import Assigned, Role
from dockerize_ms.report.applied import full
from dockerize_ms.report.debugging import entering
from dockerize_ms.report.graph import Explained, Graph
from dockerize_ms.report.messages import assumptions, summary
from dockerize_ms.rewrite.plan import Added, Copied, Plan, Repeated


def explain(explained: Explained) -> Iterator[str]:
    """All that is known of a result, as lines."""
    result, graph = explained.result, explained.graph
    yield from summary(result)
    if result.plan is not None:
        yield from _plan(result.plan)
    yield from full(result)
    if result.plan is None and not result.errors:
        yield ""
        yield from _stages(graph)
    planned = result.plan.builder_name if result.plan else ""
    there = any(node.title == f"stage {planned}" for node in graph.nodes)
    builder = planned if there else graph.builder  # an edit may have parted it
    if builder is not None:
        yield ""
        yield from entering(result.path, builder)


def _stages(graph: Graph) -> Iterator[str]:
    """The stages of a file that is not split, and what each takes from others."""
    titles = {node.key: node.title for node in graph.nodes}
    yield "Stages"
    for node in graph.nodes:
        if node.number is None:
            continue
        yield f"  {node.title}: FROM {node.base}"
        for edge in graph.edges:
            if edge.target == node.key and edge.kind != "from":
                for path in edge.paths:
                    yield f"    {edge.kind} {path}, from {titles[edge.source]}"


def _plan(plan: Plan) -> Iterator[str]:
    yield ""
    yield "Stages"
    yield f"  {plan.builder_name}: FROM {plan.stage.reference}" + (
        f", pinned to {plan.pinned}" if plan.pinned else ""
    )
    yield f"  {plan.runtime_name}: FROM {plan.image.reference} ({plan.image.why})"
    if plan.image.loses:
        yield f"    {plan.image.loses}"
    yield ""
    yield "Instructions"
    for one in plan.assigned:
        yield from _assigned(one, plan)
    yield ""
    yield "The runtime stage"
    for piece in plan.runtime:
        yield from _piece(piece)
    for by in plan.unpruned:
        yield f"    {by}"
    if plan.dropped:
        yield ""
        yield "Files of the context that only the build reads"
        for path, reason in plan.dropped:
            yield f"  {path}: {reason}"
    yield ""
    yield "Verdict"
    yield f"  {plan.verdict}"
    yield from assumptions(plan.assumptions)
    yield ""
    yield from _sizes(plan)


def _sizes(plan: Plan) -> Iterator[str]:
    """What was there, what is left, and what went, by the facts."""
    yield "Sizes in MB by the facts, without what it builds"
    rows = [("before", plan.before_mb, ""), ("after", plan.after_mb, "")]
    rows += [("less", one.mb, one.what) for one in plan.went]
    for name, mb, what in rows:
        shown = "not known" if mb is None else f"{mb:.0f}"
        yield f"  {name:<6} {shown:>9}  {what}".rstrip()


def role(one: Assigned, plan: Plan) -> Literal["builder", "runtime", "both"]:
    """Where a step is in the result."""
    if one.role is Role.BUILDER:
        return "builder"
    return "both" if one.step.number in plan.builder else "runtime"


def _assigned(one: Assigned, plan: Plan) -> Iterator[str]:
    yield f"  {one.step.span.line:>4}  {role(one, plan):<8} {_short(one.step.text)}"
    yield f"                 {one.why}"
    for fate in one.packages:
        if fate.reason is not None:
            leaves = f"; leaves {' '.join(fate.leaves)}" if fate.leaves else ""
            yield f"                 without {fate.name}: {fate.reason}{leaves}"
    for artifact in one.artifacts:
        yield f"                 copied: {artifact.path} — {artifact.by}"


def _piece(piece: Added | Copied | Repeated) -> Iterator[str]:
    match piece:
        case Added(text=text, why=why):
            yield f"  + {text} — {why}"
        case Copied(paths=paths, by=by):
            yield f"  + COPY {' '.join(paths)} — {by}"
        case Repeated(instruction=instruction, text=text):
            part = "" if text is None else " (part of it)"
            yield f"    {_short(instruction.text.strip())}{part}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 90 else plain[:87] + "…"
