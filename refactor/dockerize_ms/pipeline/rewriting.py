"""From text to text: parse, edit, split, edit, check."""

from __future__ import annotations

import os
from collections.abc import Sequence

from msgspec import structs

from dockerize_ms import cst
from dockerize_ms.context import Context
from dockerize_ms.cst.second import agrees
from dockerize_ms.errors import Assumption, Verdict
from dockerize_ms.pipeline.edits import Edits, findings, new_error, refuted
from dockerize_ms.pipeline.reading import Readings
from dockerize_ms.pipeline.refusals import (
    at_first_sight,
    at_second_sight,
    depends,
    inconsistent,
    not_proven,
)
from dockerize_ms.pipeline.request import Request, opened, requested
from dockerize_ms.pipeline.result import Outcome, Result
from dockerize_ms.rewrite.apply import apply
from dockerize_ms.rewrite.plan import Plan, Reason, Refusal
from dockerize_ms.rewrite.refactorings import befores
from dockerize_ms.rewrite.split_stages import plan
from dockerize_ms.settings import Options


def refactor(
    text: str,
    *,
    context: Context | str | os.PathLike[str] | None = None,
    options: Options | None = None,
    path: str = "Dockerfile",
    others: Sequence[Context] = (),
    assuming: tuple[Assumption, ...] = (),
) -> Result:
    """Splits a single-stage file, and makes the edits that are asked for in any file.

    Never raises for any text; the reason is in the result. ``others`` are contexts that may
    be meant as well: the file is left alone unless each gives the same files. ``assuming``
    is what the caller takes for granted of the context.
    """
    context, options = opened(context), options or Options()
    tree = cst.parse(text, path=path)
    if tree.errors:
        return Result(
            source=text, text=text, path=path, outcome=Outcome.INVALID, errors=tree.errors
        )
    result = _refactored(tree, context, requested(tree, path, options, assuming))
    for other in others if result.edits else ():
        if refactor(text, context=other, options=options, path=path).edits != result.edits:
            return _alone(text, path, depends(context, other))
    return result


def _alone(text: str, path: str, refusal: Refusal | None, edits: Edits | None = None) -> Result:
    return Result(
        source=text,
        text=text,
        path=path,
        outcome=Outcome.LEFT_ALONE,
        refusal=refusal,
        applied=tuple(edits.applied) if edits else (),
    )


def _refactored(tree: cst.Dockerfile, context: Context | None, request: Request) -> Result:
    """What becomes of a file in one context."""
    text = tree.file.text
    if request.ignored:
        return _alone(text, request.path, at_first_sight(tree, request))
    readings = Readings(request, tree)
    edits = Edits(request, context, readings)
    edited = edits.made(text, before_split=True)
    split = _split(edited, edits.context, request, readings)
    refusal, planned = (split, None) if isinstance(split, Refusal) else (None, split[1])
    written = edits.made(edited if isinstance(split, Refusal) else split[0], before_split=False)
    changed = tuple(edits.files(text, written))
    if not changed:
        return _alone(text, request.path, refusal, edits)
    if (disagreement := _second_look(readings.tree(written))) is not None:
        return _alone(text, request.path, inconsistent(tree, disagreement))
    found = findings(readings.of(written, edits.context))
    if (wrong := new_error(found, lambda: findings(readings.of(edited, context)))) is not None:
        return _alone(text, request.path, inconsistent(tree, refuted(wrong)))
    return Result(
        source=text,
        text=written,
        path=request.path,
        outcome=Outcome.REWRITTEN,
        plan=planned,
        refusal=refusal,
        applied=tuple(edits.applied),
        edits=changed,
        findings=found,
    )


def _split(
    text: str, context: Context | None, request: Request, readings: Readings
) -> tuple[str, Plan] | Refusal:
    """The text of a builder and a runtime stage with its plan, or why there is none."""
    tree = readings.tree(text)
    if (refusal := at_first_sight(tree, request)) is not None:
        return refusal
    subject = readings.of(text, context)
    stage = subject.stages[-1]
    if (refusal := at_second_sight(stage, subject.live(stage))) is not None:
        return refusal
    for before in befores(request.options):
        changed = before(subject.tree, stage, subject.live(stage))
        if changed is not None:
            subject = readings.of(changed, context)
            stage = subject.stages[-1]
    planned = plan(subject.tree, stage, subject.live(stage), request.options)
    if isinstance(planned, Refusal):
        return planned
    if request.assuming:
        assumptions = (*request.assuming, *planned.assumptions)
        planned = structs.replace(planned, assumptions=assumptions)
    if request.options.strict and planned.verdict is not Verdict.PROVEN:
        return Refusal(reason=Reason.NOT_PROVEN, text=not_proven(planned.assumptions))
    return apply(subject.tree, planned), planned


def _second_look(tree: cst.Dockerfile) -> str | None:
    """What an independent parser reads otherwise in the text that we wrote."""
    disagreement = tree.errors[0].message if tree.errors else agrees(tree)
    return f"a second parser reads the result otherwise: {disagreement}" if disagreement else None
