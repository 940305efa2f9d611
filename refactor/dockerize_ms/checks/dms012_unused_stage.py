"""DMS012: every stage is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import has_command
from dockerize_ms.checks.findings import info
from dockerize_ms.errors import Finding
from dockerize_ms.model.stage import Stage

CODE = "DMS012"
NAME = "unused-stage"
TITLE = "a stage that nothing uses"

_WORDS = """
test tests testing unittest e2e integration lint linter check checks verify validate format fmt
dev devel develop development debug debugger ci docs doc shell devcontainer bench benchmark
export artifact artifacts output out binaries binary bin release dist package packages deb rpm
prod production staging coverage report reports scan audit generate update vendor local
"""
_TARGETS = frozenset(_WORDS.split())


def find(subject: Subject) -> Iterator[Finding]:
    """An info for a stage that neither the file uses nor a build is likely to ask for."""
    patterns = tuple(_patterns(subject))
    for stage in subject.stages[:-1]:
        chosen = any(pattern.fullmatch(stage.name) for pattern in patterns)
        if stage.index in subject.used or chosen or _target(stage):
            continue
        message = f"nothing uses {subject.title(stage)}"
        hint = "BuildKit skips it; remove it, or build it with --target"
        span = word_span(stage.instruction, stage.name or stage.reference)
        yield info(CODE, span, message, hint=hint)


def _patterns(subject: Subject) -> Iterator[re.Pattern[str]]:
    """The names that FROM may choose by an argument: ``FROM base-${VARIANT}``."""
    for stage in subject.stages:
        view = stage.instruction.view
        if isinstance(view, cst.From) and "$" in view.image:
            parts = re.split(r"\$\w+|\$\{[^}]*\}", view.image.lower())
            yield re.compile(".*".join(map(re.escape, parts)))


def _target(stage: Stage) -> bool:
    """Whether the stage looks like one that people build by --target."""
    if has_command(stage) or stage.reference == "scratch":
        return True
    variant = bool(stage.name) and stage.base is not None
    return variant or not _TARGETS.isdisjoint(re.split(r"[-_.\d]+", stage.name))
