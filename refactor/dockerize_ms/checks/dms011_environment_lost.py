"""DMS011: ENV of another stage is not missed where the container runs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import warning
from dockerize_ms.checks.scripts import scripts
from dockerize_ms.checks.variables import RUNTIME, in_script, references, sets
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model.stage import Stage
from dockerize_ms.text import Span, known

CODE = "DMS011"
NAME = "environment-lost"
TITLE = "a variable that another stage sets is used where it is not set"

_SHELLS = ("sh", "bash", "ash", "dash")


class _Use(Struct, frozen=True, kw_only=True, eq=False):
    """A place that uses a variable; ``by`` is the line of a script or program."""

    name: str
    span: Span
    by: Evidence | None = None


def find(subject: Subject) -> Iterator[Finding]:
    """A warning for each variable that is set where files come from and unset where it is used."""
    for stage in subject.images:
        sources = subject.sources(stage)
        if not sources or not stage.config.known:
            continue  # a base image that is not known may set anything
        told = set(RUNTIME)
        for use in _unset(subject, stage):
            source = next((one for one in sources if use.name in one.config.env), None)
            if source is not None and use.name not in told:
                told.add(use.name)
                yield _finding(subject, stage, source, use)


def _unset(subject: Subject, stage: Stage) -> Iterator[_Use]:
    """Uses of variables that are not set: by the file, by scripts, by programs."""
    for reference in references(subject, stage):
        at_start = reference.shell and reference.step.name != "RUN"
        config = stage.config if at_start else stage.before[reference.step.number]
        if reference.name not in config.env and reference.name not in config.arguments:
            yield _Use(name=reference.name, span=reference.span)
    env = stage.config.env
    for script in scripts(subject, stage):
        if script.interpreters and script.interpreters[-1].rsplit("/", 1)[-1] in _SHELLS:
            for name, place in in_script(script.text, script.origin):
                if name not in env:
                    by = Evidence(f"${name} in {script.path}", place)
                    yield _Use(name=name, span=script.span, by=by)
    for name, by in subject.live(stage).variables.items():
        if name not in env:
            own = by.span if by.span is not None and subject.owns(by.span) else None
            yield _Use(name=name, span=own or stage.instruction.span, by=by)


def _finding(subject: Subject, stage: Stage, source: Stage, use: _Use) -> Finding:
    name, value = use.name, source.config.env[use.name]
    message = f"{name} is set in {subject.title(source)}, and not in {subject.title(stage)}"
    setting = (step for one in subject.line(source) for step in one.steps if sets(step, name))
    step = next(setting, None)
    by = step.evidence if step else Evidence(f"set by the base image {source.image.name}")
    hint = f"add ENV {name}={value if known(value) else '…'} to {subject.title(stage)}"
    return warning(CODE, use.span, message, (by, use.by), hint)
