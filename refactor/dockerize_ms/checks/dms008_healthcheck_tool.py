"""DMS008: what HEALTHCHECK calls is in the image."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.explain import why
from dockerize_ms.checks.findings import error, warning
from dockerize_ms.checks.started import locate, roots, starts
from dockerize_ms.errors import Evidence, Finding

CODE = "DMS008"
NAME = "healthcheck-tool"
TITLE = "HEALTHCHECK calls a program that the image does not have"


def find(subject: Subject) -> Iterator[Finding]:
    """An error where every run of the check fails; a warning where something else may do."""
    for stage in subject.images:
        for root in roots(subject, stage):
            if root.name != "HEALTHCHECK":
                continue
            if root.command.argv is None and locate(stage, root.shell)[1].no:
                continue  # no shell at all: DMS005
            found = starts(subject, stage, root)
            alternatives = any(not start.found.no for start in found)
            for start in found:
                if not start.found.no:
                    continue
                tell = warning if alternatives and not start.certain else error
                message = (
                    f"HEALTHCHECK calls {start.called}, which {subject.title(stage)} does not have"
                )
                evidence: tuple[Evidence, ...] = (start.found.by,) if start.found.by else ()
                hint = f"install {start.called} in this stage, or check with what it has"
                if "/" in start.called:
                    evidence, hint = why(subject, stage, start.path, "copy it to that path")
                yield tell(CODE, start.span, message, evidence, hint)
                break
