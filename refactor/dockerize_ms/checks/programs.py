"""Compiled programs that a COPY brings from another stage."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.analysis.places import keyword_span, word_span
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.cst import Copy
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Distribution
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.needs import Program
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.text import Span

_DEPTH = 4  # stages that copy from stages


class Brought(Struct, frozen=True, kw_only=True, eq=False):
    """A program that a step copies, with the filesystem it was linked in, and its distribution."""

    step: Step
    path: str
    program: Program
    by: Evidence
    built_in: Filesystem
    built_on: Distribution | None

    @property
    def span(self) -> Span:
        """The source that brings it."""
        instruction = self.step.instruction
        view = instruction.view
        if isinstance(view, Copy) and len(view.sources) == 1:
            return word_span(instruction, view.sources[0])
        return keyword_span(instruction)


def brought(stage: Stage) -> Iterator[Brought]:
    """The programs that the COPYs of a stage bring and that are still there at its end."""
    for step in instructions(stage):
        for done in step.effects:
            effect = done.effect
            if not isinstance(effect, fx.CopiesStage) or not isinstance(effect.stage, Filesystem):
                continue
            for path, program, by, fs in _made(effect.stage, effect.source, _DEPTH):
                target = paths.join(effect.target, paths.relative(path, effect.source))
                if stage.fs.lookup(target).program is program:
                    on = _distribution(fs)
                    yield Brought(
                        step=step, path=target, program=program, by=by, built_in=fs, built_on=on
                    )


Made = tuple[str, Program, Evidence, Filesystem]


def _made(fs: Filesystem, top: str, depth: int) -> Iterator[Made]:
    """Programs at or below a path, with the filesystem that they were linked in."""
    for entry in fs.entries():
        effect = entry.effect
        if isinstance(effect, fx.WritesFile) and effect.program is not None:
            if paths.within(effect.path, top):
                yield effect.path, effect.program, entry.by, fs
        elif isinstance(effect, fx.CopiesStage) and isinstance(effect.stage, Filesystem) and depth:
            if not (paths.within(effect.target, top) or paths.within(top, effect.target)):
                continue
            for path, program, by, inner in _made(effect.stage, effect.source, depth - 1):
                target = paths.join(effect.target, paths.relative(path, effect.source))
                if paths.within(target, top):
                    yield target, program, by, inner


def _distribution(fs: Filesystem) -> Distribution | None:
    return fs.base.image.distribution if isinstance(fs.base, ImageBase) else None
