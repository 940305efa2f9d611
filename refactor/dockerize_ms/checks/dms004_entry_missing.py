"""DMS004: what ENTRYPOINT and CMD start is in the image."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.checks.explain import why
from dockerize_ms.checks.findings import error, info
from dockerize_ms.checks.started import Root, Start, locate, roots, starts
from dockerize_ms.checks.subject import Subject, title
from dockerize_ms.errors import Evidence, Finding
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
        if start.found.no and start.certain:
            yield _missing(subject, stage, root, start)
        elif not start.found.yes and start.found.by and start.found.step is not None and start.path:
            message = f"whether {title(stage)} has {start.called} could not be shown"
            yield info(CODE, start.span, message, (start.found.by,))


def _missing(subject: Subject, stage: Stage, root: Root, start: Start) -> Finding:
    message = f"{root.name} starts {start.called}, which {title(stage)} does not have"
    if "/" in start.called:
        evidence, hint = why(subject, stage, start.path)
        return error(CODE, start.span, message, evidence, hint)
    by = start.found.by
    evidence = (by,) if by else (Evidence(f"no directory of PATH holds {start.called}"),)
    hint = f"copy or install {start.called} in this stage, or start it by its full path"
    return error(CODE, start.span, message, evidence, hint)
