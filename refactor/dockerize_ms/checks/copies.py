"""The sources of every COPY, expanded as BuildKit does."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.remote import is_remote
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.text import HOLE, Span


class Source(Struct, frozen=True, kw_only=True, eq=False):
    """One source of a COPY or ADD. ``path`` is expanded and may hold ``HOLE``."""

    stage: Stage
    step: Step
    from_: str
    raw: str
    path: str

    @property
    def span(self) -> Span:
        """The word itself."""
        return word_span(self.step.instruction, self.raw)


def sources(stages: tuple[Stage, ...]) -> Iterator[Source]:
    """All sources of COPY and ADD but heredocs and remote ones, in the order of the text."""
    for stage in stages:
        for step in instructions(stage):
            view = step.instruction.view
            if not isinstance(view, cst.Copy | cst.Add) or getattr(view, "parents", False):
                continue
            for raw in view.sources:
                path = expanded(stage, step, raw)
                if raw.startswith("<<") or (isinstance(view, cst.Add) and is_remote(path)):
                    continue
                yield Source(
                    stage=stage,
                    step=step,
                    from_=getattr(view, "from_", None) or "",
                    raw=raw,
                    path=path,
                )


def expanded(stage: Stage, step: Step, raw: str) -> str:
    """A word of an instruction as BuildKit expands it there; ``HOLE`` where that is not known."""
    config = stage.before[step.number]
    scope = {**config.arguments, **config.env}
    try:
        return cst.expand(raw, scope.get, escape=step.instruction.origin.escape)
    except cst.ExpansionError:
        return HOLE
