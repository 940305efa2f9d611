"""DMS001: what ``COPY --from`` takes is in its stage."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.artifacts import Artifact, artifacts
from dockerize_ms.checks.explain import why
from dockerize_ms.checks.findings import error, info
from dockerize_ms.checks.suggest import suggestion
from dockerize_ms.errors import Finding
from dockerize_ms.model import paths
from dockerize_ms.text import known

CODE = "DMS001"
NAME = "artifact-missing"
TITLE = "COPY --from takes a path that its stage does not have"


def find(subject: Subject) -> Iterator[Finding]:
    """An error where a path is surely not there; an info where a step may or may not make it."""
    for artifact in artifacts(subject.stages, subject.tree, subject.context):
        if artifact.found.no:
            yield _missing(subject, artifact)
        elif not artifact.found.yes and artifact.origin is not None:
            yield from _unknown(subject, artifact)


def _missing(subject: Subject, artifact: Artifact) -> Finding:
    shown = artifact.source.path if known(artifact.source.path) else artifact.source.raw
    if paths.is_pattern(artifact.path):
        message = f"nothing in {artifact.from_} matches {shown}"
    else:
        message = f"{artifact.from_} has no {shown}"
    if artifact.origin is None or artifact.nameless:
        near = suggestion(artifact.fs, artifact.path)
        by = artifact.found.by
        return error(
            CODE, artifact.source.span, message, (by,), f"did you mean {near}?" if near else ""
        )
    evidence, hint = why(subject, artifact.origin, artifact.path)
    return error(CODE, artifact.source.span, message, evidence, hint)


def _unknown(subject: Subject, artifact: Artifact) -> Iterator[Finding]:
    """Only where a step of the file is the reason: what a base image holds is not asked."""
    if not known(artifact.path):
        return
    found = artifact.found
    if found.step is None or found.by is None:
        return
    message = f"whether {artifact.from_} has {artifact.source.path} could not be shown"
    step = subject.step(found.step)
    if step is None or (subject.context is None and step.name in ("COPY", "ADD")):
        return  # nobody gave the context: nothing to say of what it may hold
    hint = "it depends on what that command writes"
    yield info(CODE, artifact.source.span, message, (found.by,), hint)
