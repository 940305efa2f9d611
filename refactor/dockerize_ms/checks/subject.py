"""What a check looks at: one interpreted file, with the answers that several checks ask for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dockerize_ms import cst
from dockerize_ms.analysis.live import Live, live
from dockerize_ms.checks import origins
from dockerize_ms.context import Context
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.text import Span


class Subject:
    """A file as a check sees it. What costs something is worked out once, when first asked for."""

    def __init__(
        self, stages: tuple[Stage, ...], tree: cst.Dockerfile, context: Context | None
    ) -> None:
        self.stages = stages
        self.tree = tree
        self.context = context
        self._live: dict[int, Live] = {}

    @cached_property
    def used(self) -> frozenset[int]:
        """Numbers of the stages that another stage builds on, copies from or mounts."""
        return frozenset(origins.used(self.stages))

    @cached_property
    def images(self) -> tuple[Stage, ...]:
        """The stages that are images of their own: the final one, and targets with a command."""
        return tuple(
            stage
            for stage in self.stages
            if stage is self.stages[-1] or (stage.index not in self.used and has_command(stage))
        )

    def live(self, stage: Stage) -> Live:
        """What the image of a stage needs when it runs."""
        found = self._live.get(stage.index)
        if found is None:
            found = self._live[stage.index] = live(stage)
        return found

    def title(self, stage: Stage) -> str:
        """How people call a stage."""
        return title(stage, final=stage is self.stages[-1])

    def step(self, number: int | None) -> Step | None:
        """A step by its number."""
        steps = (step for stage in self.stages for step in stage.steps if step.number == number)
        return next(steps, None)

    def line(self, stage: Stage) -> tuple[Stage, ...]:
        """A stage and the stages that it builds on, nearest first."""
        found = [stage]
        while found[-1].base is not None:
            found.append(self.stages[found[-1].base])
        return tuple(found)

    def owns(self, span: Span | None) -> bool:
        """Whether a span lies in the file that is checked."""
        return span is not None and span.path == self.tree.file.path


def has_command(stage: Stage) -> bool:
    """Whether a stage itself sets what its image starts."""
    return any(step.name in ("CMD", "ENTRYPOINT") for step in stage.steps)


def instructions(stage: Stage) -> Iterator[Step]:
    """The first step of each instruction: a RUN has one for each of its commands."""
    last: cst.Instruction | None = None
    for step in stage.steps:
        if step.instruction is not last:
            last = step.instruction
            yield step


def title(stage: Stage, *, final: bool = False) -> str:
    """How people call a stage: by its name, else by its place or number."""
    if stage.name:
        return f"stage {stage.name}"
    return "the final stage" if final else f"stage {stage.index}"
