"""Which stage or image a ``--from``, a mount's ``from`` or a FROM names.

BuildKit's rules: a number counts the stages, for COPY alone; a name is an earlier
stage, compared without case (FROM: with case); everything else is an image.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.places import flag_span, word_span
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.model.stage import Stage
from dockerize_ms.text import Span


class Origin(Struct, frozen=True, kw_only=True, eq=False):
    """One place that names a stage or an image; ``kind`` is "copy", "mount" or "from"."""

    kind: str
    name: str
    stage: Stage
    instruction: cst.Instruction

    @property
    def by_number(self) -> bool:
        """Whether a copy calls a stage by its number, which another stage above it would change."""
        return self.kind == "copy" and self.name.isdecimal()

    @property
    def span(self) -> Span:
        """The name after FROM, or the flag."""
        if self.kind == "from":
            view = self.instruction.view
            return word_span(self.instruction, view.image if isinstance(view, cst.From) else "")
        if self.kind == "mount":
            return flag_span(self.instruction, "mount", self.name)
        return flag_span(self.instruction, "from")


def origins(stages: tuple[Stage, ...]) -> Iterator[Origin]:
    """Every place of a file that names a stage or an image, in the order of the text."""
    for stage in stages:
        instruction = stage.instruction
        yield Origin(kind="from", name=stage.reference, stage=stage, instruction=instruction)
        for step in instructions(stage):
            instruction = step.instruction
            for kind, name in _names(instruction.view):
                yield Origin(kind=kind, name=name, stage=stage, instruction=instruction)


def _names(view: cst.View) -> Iterator[tuple[str, str]]:
    match view:
        case cst.Copy(from_=str() as name) if name:
            yield "copy", name
        case cst.Run(mounts=mounts):
            yield from (("mount", mount.from_) for mount in mounts if mount.from_)


def earlier(
    stages: tuple[Stage, ...], stage: Stage, name: str, index: bool = False
) -> Stage | None:
    """The stage before ``stage`` that a name means, or with ``index`` a number."""
    before = stages[: stage.index]
    if index and name.isdecimal():
        return before[int(name)] if int(name) < len(before) else None
    return next((s for s in reversed(before) if s.name and s.name == name.lower()), None)


def used(stages: tuple[Stage, ...], found: tuple[Origin, ...]) -> Iterator[int]:
    """The numbers of the stages that something in the file uses, or means to."""
    for origin in found:
        if origin.kind == "from":
            if origin.stage.base is not None:
                yield origin.stage.base
            continue
        stage = earlier(stages, origin.stage, origin.name, index=origin.kind == "copy")
        later = (s for s in stages if s.name and s.name == origin.name.lower())
        if (meant := stage or next(later, None)) is not None:
            yield meant.index
