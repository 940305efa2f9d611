"""DMS011: ENV of another stage is not missed where the container runs."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.checks import variables
from dockerize_ms.checks.findings import warning
from dockerize_ms.checks.origins import earlier, origins
from dockerize_ms.checks.scripts import scripts
from dockerize_ms.checks.subject import Subject
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model.stage import Stage
from dockerize_ms.text import HOLE, SourceMap, Span

CODE = "DMS011"
NAME = "environment-lost"
TITLE = "a variable that another stage sets is used where it is not set"

_SHELLS = ("sh", "bash", "ash", "dash")


def find(subject: Subject) -> Iterator[Finding]:
    """A warning for each variable that is set where files come from and unset where it is used."""
    for stage in subject.images:
        if not stage.config.known:
            continue  # the base image may set it
        told: set[str] = set()
        for name, span, by in _used(subject, stage):
            source = _setter(subject, stage, name)
            if name in told or name in variables.RUNTIME or source is None:
                continue
            told.add(name)
            yield _finding(subject, stage, source, name, span, by)


def _used(subject: Subject, stage: Stage) -> Iterator[tuple[str, Span, Evidence | None]]:
    """Variables that are used and not set: by the file, by scripts, by programs."""
    for reference in variables.references(stage):
        config = stage.before[reference.step.number]
        if reference.shell and reference.step.name != "RUN":
            config = stage.config
        if reference.name not in config.env and reference.name not in config.arguments:
            yield reference.name, reference.span, None
    env = stage.config.env
    for script in scripts(subject, stage):
        if script.interpreters and script.interpreters[-1].rsplit("/", 1)[-1] in _SHELLS:
            for name, span in variables.in_shell(
                SourceMap.literal(
                    script.text, script.by.span.path if script.by.span else script.path
                )
            ):
                if name not in env:
                    yield name, script.span, Evidence(f"${name} in {script.path}", span)
    for name, by in subject.live(stage).variables.items():
        if name not in env:
            own = by.span if by.span is not None and subject.owns(by.span) else None
            yield name, own or stage.instruction.span, by


def _setter(subject: Subject, stage: Stage, name: str) -> Stage | None:
    """The stage that files come from and that sets a variable."""
    line = subject.line(stage)
    for origin in origins(subject.stages):
        if origin.kind != "copy" or origin.stage not in line:
            continue
        found = earlier(subject.stages, origin.stage, origin.name, index=True)
        if found is not None and name in found.config.env:
            return found
    return None


def _finding(
    subject: Subject, stage: Stage, source: Stage, name: str, span: Span, by: Evidence | None
) -> Finding:
    value = source.config.env[name]
    message = f"{name} is set in {subject.title(source)}, and not in {subject.title(stage)}"
    where = next(
        (step for step in source.steps if _sets(step.instruction.name, step.text, name)), None
    )
    place = where.evidence if where else Evidence(f"set by {source.reference}")
    shown = value if HOLE not in value else "…"
    hint = f"add ENV {name}={shown} to {subject.title(stage)}"
    return warning(CODE, span, message, (place, by), hint)


def _sets(instruction: str, text: str, name: str) -> bool:
    return instruction == "ENV" and (f" {name}=" in text or text.startswith(f"ENV {name} "))
