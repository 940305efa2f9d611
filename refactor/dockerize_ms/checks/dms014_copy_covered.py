"""DMS014: what COPY --from brings is not covered by a later COPY."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.analysis.places import keyword_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.checks.findings import warning
from dockerize_ms.errors import Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Found
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage, Step

CODE = "DMS014"
NAME = "copy-covered"
TITLE = "what COPY --from brings is covered by a later COPY"


class _File(Struct, frozen=True, kw_only=True, eq=False):
    """A file that a COPY brings: where it lands, and what it is in its stage."""

    path: str
    found: Found


def find(subject: Subject) -> Iterator[Finding]:
    """A warning where a built file is surely replaced by another COPY of the same stage."""
    for stage in subject.stages:
        copies = {s.number: s for s in instructions(stage) if s.name in ("COPY", "ADD")}
        for step in copies.values():
            for done in step.effects:
                if isinstance(done.effect, fx.CopiesStage):
                    yield from _covered(stage, step, done.effect, copies)


def _covered(
    stage: Stage,
    step: Step,
    effect: fx.CopiesStage,
    copies: dict[int, Step],
) -> Iterator[Finding]:
    for file in _files(effect):
        last = stage.fs.lookup(file.path)
        by = copies.get(last.step) if last.step is not None else None
        if by is None or not last.yes or by.number <= step.number or last.kind != "file":
            continue
        if _same(file.found, last):
            continue
        message = f"{file.path} of this COPY is replaced by a later one"
        hint = "copy the built file last, or leave it out of the other COPY"
        evidence = (file.found.by, by.evidence)
        yield warning(CODE, keyword_span(step.instruction), message, evidence, hint)
        return


def _files(effect: fx.CopiesStage) -> Iterator[_File]:
    """The files that the copy surely brings: itself, or what commands made below it."""
    found = effect.stage.lookup(effect.source)
    if found.yes and found.kind == "file":
        yield _File(path=effect.target, found=found)
        return
    if not isinstance(effect.stage, Filesystem):
        return
    for entry in effect.stage.entries():
        made = entry.effect
        if not isinstance(made, fx.WritesFile) or paths.is_pattern(made.path):
            continue
        if paths.below(made.path, effect.source) and (now := effect.stage.lookup(made.path)).yes:
            inner = paths.relative(made.path, effect.source)
            yield _File(path=paths.join(effect.target, inner), found=now)


def _same(one: Found, other: Found) -> bool:
    """Whether both are the same file: of one place in the context, or made by one line."""
    if one.origin is not None and one.origin == other.origin:
        return True
    return one.by is not None and other.by is not None and one.by.span == other.by.span
