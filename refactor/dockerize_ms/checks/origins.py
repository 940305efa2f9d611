"""Which stage or image a ``--from``, a mount's ``from`` or a FROM names.

BuildKit's rules: a number counts the stages, for COPY alone; a name is an earlier
stage, compared without case (FROM: with case); everything else is an image.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.checks.places import flag_span, word_span
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.text import Span


class Origin(Struct, frozen=True, kw_only=True, eq=False):
    """One place that names a stage or an image; ``kind`` is "copy", "mount" or "from"."""

    kind: str
    name: str
    stage: Stage
    span: Span
    step: Step | None = None


def origins(stages: tuple[Stage, ...]) -> Iterator[Origin]:
    """Every place of a file that names a stage or an image."""
    for stage in stages:
        span = word_span(stage.instruction, stage.reference)
        yield Origin(kind="from", name=stage.reference, stage=stage, span=span)
        last: cst.Instruction | None = None
        for step in stage.steps:
            if step.instruction is not last:
                last = step.instruction
                yield from _of_step(stage, step)


def _of_step(stage: Stage, step: Step) -> Iterator[Origin]:
    match step.instruction.view:
        case cst.Copy(from_=str() as name) if name:
            span = flag_span(step.instruction, "from")
            yield Origin(kind="copy", name=name, stage=stage, span=span, step=step)
        case cst.Run(mounts=mounts):
            for mount in mounts:
                if mount.from_:
                    span = flag_span(step.instruction, "mount", mount.from_)
                    yield Origin(kind="mount", name=mount.from_, stage=stage, span=span, step=step)


def earlier(
    stages: tuple[Stage, ...], stage: Stage, name: str, index: bool = False
) -> Stage | None:
    """The stage before ``stage`` that a name means, or with ``index`` a number."""
    before = stages[: stage.index]
    if index and name.isdecimal():
        return before[int(name)] if int(name) < len(before) else None
    return next((s for s in reversed(before) if s.name and s.name == name.lower()), None)


def used(stages: tuple[Stage, ...]) -> Iterator[int]:
    """The numbers of the stages that something in the file uses, or means to."""
    for origin in origins(stages):
        if origin.kind == "from":
            if origin.stage.base is not None:
                yield origin.stage.base
            continue
        found = earlier(stages, origin.stage, origin.name, index=origin.kind == "copy")
        later = (stage for stage in stages if stage.name and stage.name == origin.name.lower())
        if (meant := found or next(later, None)) is not None:
            yield meant.index
