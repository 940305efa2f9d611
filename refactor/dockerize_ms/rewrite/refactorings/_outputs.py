"""What other stages copy out of a stage, and what else they use it for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.origins import Origin, earlier
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.uses import targets
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.refactorings._cutting import NUMBERED
from dockerize_ms.text import Span


class Output(Struct, frozen=True, kw_only=True, eq=False):
    """One COPY out of a stage.

    ``sources`` are as written; ``paths`` are where they lie, one for each source if the
    instruction can be written ``apart``, as one for each.
    """

    instruction: Instruction
    span: Span
    sources: tuple[str, ...]
    paths: tuple[str, ...]
    apart: bool


def outputs(subject: Subject, stage: Stage) -> tuple[Output, ...]:
    """All copies out of a stage."""
    return tuple(_outputs(subject, stage))


def _outputs(subject: Subject, stage: Stage) -> Iterator[Output]:
    for origin in subject.origins:
        view = origin.instruction.view
        named = earlier(subject.stages, origin.stage, origin.name, index=True)
        if origin.kind != "copy" or named is not stage or not isinstance(view, cst.Copy):
            continue
        plain = not any("$" in source for source in view.sources)
        found: tuple[str, ...]
        if plain:
            found = tuple(paths.join("/", source) for source in view.sources)
        else:
            found = tuple(_copied(origin.stage, origin.instruction)) or ("/",)
        instruction = origin.instruction
        yield Output(
            instruction=instruction,
            span=origin.span,
            sources=view.sources,
            paths=tuple(paths.literal_ancestor(path) for path in found),
            apart=plain and "#" not in instruction.arguments and not instruction.is_json,
        )


def _copied(stage: Stage, instruction: Instruction) -> Iterator[str]:
    for step in stage.steps:
        if step.instruction is instruction:
            for done in step.effects:
                if isinstance(done.effect, fx.CopiesStage):
                    yield done.effect.source
                elif not isinstance(done.effect, fx.ChangesOwner):
                    yield "/"


def obstacle(subject: Subject, stage: Stage) -> Evidence | None:
    """Why a stage cannot become several, whatever is in it."""
    title, span = subject.title(stage), stage.instruction.span
    if subject.context is None:
        return Evidence(f"{title} stays one: the files of the build context are not known", span)
    for origin in subject.origins:
        if origin.by_number:
            return Evidence(f"{title} stays one: {NUMBERED}", origin.span)
        if origin.kind == "from" and (origin.stage.base == stage.index or _may_be(origin, stage)):
            return Evidence(
                f"{title} stays one: {subject.title(origin.stage)} is built on it", span
            )
        named = earlier(subject.stages, origin.stage, origin.name)
        if origin.kind == "mount" and named is stage:
            return Evidence(f"{title} stays one: a RUN mounts it", origin.span)
    if stage.name in targets(subject.context, subject.tree.file.path):
        return Evidence(f"{title} stays one: a compose file builds it by its name", span)
    for step in stage.steps:
        if step.name in ("ONBUILD", "VOLUME"):
            return Evidence(f"{title} stays one: {step.name} would have to be repeated", step.span)
    return None


def _may_be(origin: Origin, stage: Stage) -> bool:
    """Whether a FROM that an argument completes may name the stage: ``FROM build-${KIND}``."""
    view = origin.instruction.view
    image = view.image.lower() if isinstance(view, cst.From) else ""
    parts = re.split(r"\$\w+|\$\{[^}]*\}", image)
    if len(parts) == 1 or not any(parts):
        return False
    return re.fullmatch(".*".join(map(re.escape, parts)), stage.name) is not None
