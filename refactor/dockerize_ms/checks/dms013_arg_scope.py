"""DMS013: an ARG is used only where it is declared.

An ARG before the first FROM is there for FROM alone; a stage sees it after an ARG
line of its own. The same holds for the platform arguments that BuildKit sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.places import quoted
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.checks.findings import info, warning
from dockerize_ms.checks.variables import Reference, references
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model.stage import Stage

CODE = "DMS013"
NAME = "arg-out-of-scope"
TITLE = "an ARG is used in a stage that does not declare it"


def find(subject: Subject) -> Iterator[Finding]:
    """A warning for each name and stage; an info where the base image may set the variable."""
    declared = dict(_declared(subject))
    for stage in subject.stages:
        told: set[str] = set()
        for reference in references(subject, stage):
            name = reference.name
            if name in told or (reference.shell and reference.step.name != "RUN"):
                continue
            config = stage.before[reference.step.number]
            if name in config.env or name in config.arguments:
                continue
            if name not in declared and name not in cst.PLATFORM:
                continue
            if name in cst.PROXY and reference.step.name == "RUN":
                continue
            if _set_by_stages_before(subject, stage, name) and name not in cst.PLATFORM:
                continue  # ENV of another stage: DMS011
            told.add(name)
            yield _finding(subject, stage, reference, declared.get(name))


def _declared(subject: Subject) -> Iterator[tuple[str, Evidence]]:
    """All ARGs of the file with their lines, the global ones last: they win."""
    for stage in subject.stages:
        for step in instructions(stage):
            if isinstance(step.instruction.view, cst.Arg):
                for name, _ in step.instruction.view.pairs:
                    yield name, Evidence(step.text, step.instruction.span)
    for instruction in subject.tree.instructions:
        if isinstance(instruction.view, cst.From):
            return
        if isinstance(instruction.view, cst.Arg):
            for name, _ in instruction.view.pairs:
                yield name, quoted(instruction)


def _set_by_stages_before(subject: Subject, stage: Stage, name: str) -> bool:
    return any(name in other.config.env for other in subject.stages[: stage.index])


def _finding(subject: Subject, stage: Stage, reference: Reference, by: Evidence | None) -> Finding:
    name = reference.name
    later = next((s for s in instructions(stage) if _declares(s.instruction, name)), None)
    hint = f"add ARG {name} to {subject.title(stage)}, above this line"
    if later is not None:
        message = f"{name} is declared only below this line, so it is empty here"
        hint = f"move ARG {name} up"
        by = Evidence(later.text, later.instruction.span)
    elif by is None:
        message = f"{name} is not declared in {subject.title(stage)}, so it is empty here"
    else:
        message = (
            f"{name} is declared elsewhere, not in {subject.title(stage)}, so it is empty here"
        )
    if not stage.config.known:
        message = f"{message}, unless {stage.reference} sets it"
        return info(CODE, reference.span, message, (by,), hint)
    return warning(CODE, reference.span, message, (by,), hint)


def _declares(instruction: cst.Instruction, name: str) -> bool:
    view = instruction.view
    return isinstance(view, cst.Arg) and any(name == declared for declared, _ in view.pairs)
