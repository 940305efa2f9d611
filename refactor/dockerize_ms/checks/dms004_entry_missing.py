"""DMS004: what ENTRYPOINT and CMD start is in the image."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import json

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.explain import why
from dockerize_ms.checks.findings import error, info, warning
from dockerize_ms.checks.presence import at, command
from dockerize_ms.checks.started import Root, Start, locate, roots, starts
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage

CODE = "DMS004"
NAME = "entry-missing"
TITLE = "the command that the container starts is not in the image"


def find(subject: Subject) -> Iterator[Finding]:
    """An error where the program is surely missing; an info where a step leaves it open."""
    for stage in subject.images:
        for root in roots(subject, stage):
            if root.name == "HEALTHCHECK":
                continue
            if root.command.argv is None and locate(stage, root.shell)[1].no:
                continue  # the shell itself is missing: DMS005
            yield from _of(subject, stage, root)


def _of(subject: Subject, stage: Stage, root: Root) -> Iterator[Finding]:
    found = starts(subject, stage, root)
    if root.command.argv is None:
        found = found[:1]
    for start in found:
        if any(paths.within(start.path, volume) for volume in stage.config.volumes):
            continue  # whoever starts the container may put it there
        if start.found.no and start.certain:
            yield _missing(subject, stage, root, start)
        elif not start.found.yes and (behind := _left_behind(subject, stage, start)) is not None:
            yield behind
        elif not start.found.yes and start.path and _open(subject, start):
            message = f"whether {subject.title(stage)} has {start.called} could not be shown"
            yield info(CODE, start.span, message, (start.found.by,))


def _left_behind(subject: Subject, stage: Stage, start: Start) -> Finding | None:
    """A command that another stage makes, and that is not where it would have to be here."""
    if "/" in start.called or start.found.step is not None:
        return None
    search = stage.config.env.get("PATH", "")
    for other in subject.stages[: stage.index]:
        path, found = command(other.fs, start.called, search, stage.config.workdir)
        if found.yes and found.step is not None and path and at(stage.fs, path).no:
            message = f"{start.called} is in {subject.title(other)}, not in {subject.title(stage)}"
            hint = f"add COPY --from={other.name or other.index} {path} {path}"
            return warning(CODE, start.span, message, (found.by,), hint)
    return None


def _open(subject: Subject, start: Start) -> bool:
    """Whether a step leaves it open; a COPY from a stage is for DMS001 to judge."""
    step = subject.step(start.found.step)
    if step is None or getattr(step.instruction.view, "from_", None):
        return False
    if any(isinstance(done.effect, fx.InstallsPackages) for done in step.effects):
        return False  # nobody knows all the files of all packages
    return subject.context is not None or step.name not in ("COPY", "ADD")


def _missing(subject: Subject, stage: Stage, root: Root, start: Start) -> Finding:
    relative = "/" in start.called and start.called != start.path
    shown = f"{start.called} ({start.path})" if relative else start.called
    message = f"{root.name} starts {shown}, which is not in {subject.title(stage)}"
    if "/" in start.called:
        evidence, hint = why(subject, stage, start.path, "copy it to that path")
        words = start.called.split()
        if len(words) > 1 and locate(stage, words[0])[1].yes:
            hint = f"each word is an element of its own: {json.encode(words).decode()}"
        return error(CODE, start.span, message, evidence, hint)
    by = start.found.by
    evidence = (by,) if by else (Evidence(f"no directory of PATH holds {start.called}"),)
    hint = f"copy or install {start.called} in this stage, or start it by its full path"
    return error(CODE, start.span, message, evidence, hint)
