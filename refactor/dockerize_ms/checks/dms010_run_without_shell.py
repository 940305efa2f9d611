"""DMS010: RUN has a shell, or in exec form its program."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.places import keyword_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.checks import presence
from dockerize_ms.checks.findings import error
from dockerize_ms.errors import Finding
from dockerize_ms.model.stage import Stage, Step

CODE = "DMS010"
NAME = "run-without-shell"
TITLE = "RUN in a stage that has no shell"


def find(subject: Subject) -> Iterator[Finding]:
    """An error for the first RUN of a stage that surely cannot be carried out."""
    for stage in subject.stages:
        for step in instructions(stage):
            finding = _run(subject, stage, step)
            if finding is not None:
                yield finding
                break


def _run(subject: Subject, stage: Stage, step: Step) -> Finding | None:
    view = step.instruction.view
    if not isinstance(view, cst.Run):
        return None
    config = stage.before[step.number]
    words = view.argv if view.argv is not None else _script(view) or config.shell
    if not words:
        return None
    search = config.env.get("PATH", "")
    found = presence.command(stage.fs.before(step.start), words[0], search, config.workdir)[1]
    if not found.no:
        return None
    message = f"{subject.title(stage)} has no {words[0]} to carry out this RUN"
    evidence = (found.by,) if found.by else ()
    hint = "do this in an earlier stage and copy the result"
    if subject.line(stage)[-1].reference == "scratch" and stage is subject.stages[-1]:
        hint = "nothing runs in an empty image: do this in an earlier stage and copy the result"
    return error(CODE, keyword_span(step.instruction), message, evidence, hint)


def _script(view: cst.Run) -> tuple[str, ...]:
    return tuple(view.interpreter.split()[:1]) if view.interpreter else ()
