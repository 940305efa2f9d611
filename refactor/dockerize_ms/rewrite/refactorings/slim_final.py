"""``slim-final``: the final stage of a multi-stage file starts from the slimmest base that serves.

On request. The rules are those of ``slim-base``; here nothing is left out: every instruction of
the stage must come out the same on the other base.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.elsewhere import carried_over
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.roles import Obstacle
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import has_command
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.rewrite.base import Base
from dockerize_ms.rewrite.bases import slimmer
from dockerize_ms.rewrite.change import Change, Editor, Safety
from dockerize_ms.rewrite.fitting import libc_missing, unlisted
from dockerize_ms.rewrite.framed import Frame, frame_of
from dockerize_ms.rewrite.lacking import lacking
from dockerize_ms.rewrite.plan import Copied, Piece, Repeated
from dockerize_ms.rewrite.sizes import saving
from dockerize_ms.rewrite.supplies import supplies

SUMMARY = "starts the final stage of a multi-stage file from the slimmest base that serves"
SAFETY = Safety.IMAGE
DEFAULT = False
ORDER = 45

_WORTH = 10.0  # MB


class _Fit(Struct, frozen=True, kw_only=True, eq=False):
    """A base on which the stage comes out the same, and the lines that it takes."""

    written: str
    lines: tuple[str, ...]
    frame: Frame
    saving_mb: float
    assumptions: tuple[Assumption, ...]


def edit(subject: Subject) -> Change:
    """Another base for the final stage; why it stays on its own otherwise."""
    stage = subject.stages[-1]
    if len(subject.stages) == 1:
        return Change()
    live = subject.live(stage)
    reasons = [*_unclear(stage, live)]
    if not reasons:
        for base in sorted(slimmer(stage, live), key=lambda base: _is_loose(stage, base)):
            fit = _fit(subject, stage, live, base)
            if isinstance(fit, _Fit):
                return _change(subject, stage, fit)
            reasons.append(Evidence(fit.text, fit.by.span if fit.by else stage.instruction.span))
    return Change(kept=tuple(dict.fromkeys(reasons[:1])))


def _unclear(stage: Stage, live: Live) -> Iterator[Evidence]:
    """Why nothing can be said of a stage on another base."""
    span = stage.instruction.span
    if stage.base is not None:
        yield Evidence(f"the final stage starts from {stage.reference}, a stage", span)
    elif "@" in stage.reference:
        yield Evidence(f"{stage.reference} is pinned to its digest", span)
    elif stage.image.onbuild:
        yield Evidence(f"{stage.reference} hides its build in ONBUILD instructions", span)
    elif not has_command(stage):
        yield Evidence("what the image starts is its base image's", span)
    for by in live.opaque:
        yield Evidence(f"what the container starts is not known: {by.text}", by.span)
    for build in live.builds:
        yield Evidence(f"the container runs the build when it starts: {build.what}", build.by.span)
    if live.unresolved is not None and not live.programs:
        by = live.unresolved
        yield Evidence(f"what the container starts is not found in it: {by.text}", by.span)
    if live.interactive is not None:
        by = live.interactive.by
        yield Evidence("what the user of the image calls there is not known", by.span)


def _fit(subject: Subject, stage: Stage, live: Live, base: Base) -> _Fit | Obstacle:
    written = _written(stage, base)
    if written is None:
        return Obstacle(text=f"{stage.reference} is what the build is told", by=None)
    if not (stage.start.known and base.image.config_known):
        name = stage.reference if not stage.start.known else base.reference
        return Obstacle(text=f"what {name} configures is not known", by=None)
    if (obstacle := _leaves_unknown(stage, live, base)) is not None:
        return obstacle
    if (obstacle := libc_missing(stage, live, base)) is not None:
        return obstacle
    roles = carried_over(stage, live, base.ground)
    if isinstance(roles, Obstacle):
        return roles
    brought = lacking(stage, live, base, roles)
    if isinstance(brought, Obstacle):
        return brought
    supplied = supplies(stage, live, base, roles.fs, brought.commands)
    if isinstance(supplied, Obstacle):
        return supplied
    copies = _copies(subject, stage, supplied.copies)
    if isinstance(copies, Obstacle):
        return copies
    gained = saving(stage, base, roles).saving
    if gained is None or gained < _WORTH:
        return Obstacle(text=f"too little to gain from {base.reference}", by=None)
    instructions = dict.fromkeys(step.instruction for step in stage.steps)
    pieces: list[Piece] = [Repeated(instruction=one, why="") for one in instructions]
    doubts = [*unlisted(base), *_moving(subject, base)]
    if not _is_alike(stage, base):
        doubts += [*_doubts(subject, stage, live), *supplied.assumptions]
    return _Fit(
        written=written,
        lines=(*copies, *(line.text for line in brought.lines)),
        frame=frame_of(stage, live, base, pieces, roles),
        saving_mb=gained,
        assumptions=tuple(dict.fromkeys(doubts)),
    )


def _leaves_unknown(stage: Stage, live: Live, base: Base) -> Obstacle | None:
    """Whether something is started of which only the old base is known to hold what it needs.

    A variant of the old base runs the same, and so does the distribution's own that holds all
    its packages; any other serves programs alone that were compiled in the file, and what they
    start.
    """
    if base.variant or _is_alike(stage, base):
        return None
    for what, by in (*live.applications.items(), *live.unknown.items()):
        text = f"what {what} needs of {stage.reference} is not known"
        return Obstacle(text=text, by=by)
    if not live.programs:
        return Obstacle(text=f"{stage.reference} is what it is for", by=None)
    for name, (by, found) in live.commands.items():
        ours = found.program is not None and found.yes
        if not ours and not base.fs.command(posixpath.basename(name)).yes:
            text = f"what {name} needs of {stage.reference} is not known"
            return Obstacle(text=text, by=by)
    return None


def _is_loose(stage: Stage, base: Base) -> bool:
    """Whether a tag says less than the one it replaces: ``bookworm-20240101`` → its variant."""
    return base.image.name == stage.image.name and not base.variant


def _is_alike(stage: Stage, base: Base) -> bool:
    """Whether the base is the same distribution's, with all its packages: documents are missing."""
    held, theirs = stage.image.packages, base.image.packages
    return stage.image.name == base.image.name and bool(held and theirs and held <= theirs)


def _doubts(subject: Subject, stage: Stage, live: Live) -> Iterator[Assumption]:
    """What is taken for granted of programs that were not read."""
    yield from live.assumptions
    if not live.applications:
        return
    for other in (stage, *subject.sources(stage)):
        for step in filter(_is_unseen, other.steps):
            text = f"`{step.text}` brings nothing that needs what only {stage.reference} has"
            yield Assumption("needs-not-known", text, step.span)


def _is_unseen(step: Step) -> bool:
    """Whether a command writes what is not known."""
    return step.name == "RUN" and any(isinstance(d.effect, fx.Opaque) for d in step.effects)


def _written(stage: Stage, base: Base) -> str | None:
    """The base as FROM names it; None where that depends on what the build is told."""
    view = stage.instruction.view
    mine = view.image if isinstance(view, cst.From) else stage.reference
    if mine == stage.reference:
        return base.reference
    if base.reference.startswith(stage.reference):
        return mine + base.reference.removeprefix(stage.reference)
    return None


def _copies(
    subject: Subject, stage: Stage, wanted: tuple[Copied, ...]
) -> tuple[str, ...] | Obstacle:
    """COPY lines for files of the old base: from an earlier stage that has them as it had."""
    lines: list[str] = []
    for one in wanted:
        for path in one.paths:
            source = _source(subject, stage, path)
            if source is None:
                text = f"no earlier stage has {path}, which the container needs"
                return Obstacle(text=text, by=one.by)
            lines.append(f"COPY --from={source} {path} {path}")
    return tuple(lines)


def _source(subject: Subject, stage: Stage, path: str) -> str | None:
    mine = stage.image.distribution
    for other in (*subject.sources(stage), *subject.stages[:-1]):
        if other.fs.lookup(path).yes and other.image.distribution == mine:
            return other.name or str(other.index)
    return None


def _moving(subject: Subject, base: Base) -> Iterator[Assumption]:
    """Stages that the final one copies from may move to a newer release: it no longer does."""
    if base.variant:
        return
    stage = subject.stages[-1]
    for other in subject.sources(stage):
        release = other.image.distribution
        if release is not None and other.image.floating and release.release not in other.reference:
            text = f"{other.reference} stays on {release}"
            yield Assumption("floating-release", text, other.instruction.span)


def _change(subject: Subject, stage: Stage, fit: _Fit) -> Change:
    editor = Editor(subject.tree)
    view = stage.instruction.view
    place = word_span(stage.instruction, view.image if isinstance(view, cst.From) else "")
    editor.replace(place.start, place.end, fit.written)
    head = [*(line.text for line in fit.frame.head), *fit.lines]
    if head:
        editor.below(stage.instruction, head)
    if fit.frame.tail:
        editor.below(stage.steps[-1].instruction, [line.text for line in fit.frame.tail])
    text = f"{stage.reference} becomes {fit.written}, about {fit.saving_mb:.0f} MB less"
    return Change(
        edits=tuple(editor.edits),
        done=(Evidence(text, stage.instruction.span),),
        assumptions=fit.assumptions,
    )
