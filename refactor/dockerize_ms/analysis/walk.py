"""Going through the instructions of a stage, and what people call it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.model.stage import Stage, Step

_DEVELOPMENT = frozenset(("dev", "devel", "develop", "development"))


def instructions(stage: Stage) -> Iterator[Step]:
    """The first step of each instruction: a RUN has one for each of its commands."""
    last: cst.Instruction | None = None
    for step in stage.steps:
        if step.instruction is not last:
            last = step.instruction
            yield step


def has_command(stage: Stage) -> bool:
    """Whether a stage itself sets what its image starts."""
    return any(step.name in ("CMD", "ENTRYPOINT") for step in stage.steps)


def is_for_development(stage: Stage) -> bool:
    """Whether a stage is called as one that starts the project for development."""
    return not _DEVELOPMENT.isdisjoint(re.split(r"[-_.\d]+", stage.name))


def title(stage: Stage, *, final: bool = False) -> str:
    """How people call a stage: by its name, else by its place or number."""
    if stage.name:
        return f"stage {stage.name}"
    return "the final stage" if final else f"stage {stage.index}"
