"""DMS005: a shell for commands in shell form, and an interpreter for each script."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from msgspec import json

from dockerize_ms.analysis.places import keyword_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import error, warning
from dockerize_ms.checks.scripts import Script, scripts
from dockerize_ms.checks.started import Root, locate, roots
from dockerize_ms.errors import Finding
from dockerize_ms.model.stage import Stage

CODE = "DMS005"
NAME = "interpreter-missing"
TITLE = "a command needs a shell or an interpreter that the image does not have"

_SPECIAL = frozenset("$`&|;<>()*?[]{}~#!\n")


def find(subject: Subject) -> Iterator[Finding]:
    """Errors only: a shell or interpreter is surely missing, or a script has Windows line ends."""
    for stage in subject.images:
        for root in roots(subject, stage):
            yield from _shell(subject, stage, root)
        for script in scripts(subject, stage):
            yield from _interpreter(subject, stage, script)


def _shell(subject: Subject, stage: Stage, root: Root) -> Iterator[Finding]:
    if root.command.argv is not None or root.command.shell is None:
        return
    found = locate(stage, root.shell)[1]
    if not found.no:
        return
    message = f"{root.name} is in shell form, and {subject.title(stage)} has no {root.shell}"
    evidence = (found.by,) if found.by else ()
    span = keyword_span(root.instruction)
    yield error(CODE, span, message, evidence, _exec_form(root, root.command.shell.text))


def _exec_form(root: Root, text: str) -> str:
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if not words or _SPECIAL & set(text):
        return "use the exec form, or a base image with a shell"
    head = "HEALTHCHECK CMD" if root.name == "HEALTHCHECK" else root.name
    return f"use the exec form: {head} {json.encode(words).decode()}"


def _interpreter(subject: Subject, stage: Stage, script: Script) -> Iterator[Finding]:
    tell = error if script.direct else warning
    first = script.interpreters[0] if script.interpreters else ""
    if script.windows:
        message = f"{script.path} has Windows line ends, so its interpreter {first} is not found"
        yield tell(CODE, script.span, message, (script.by,), "save the script with Unix line ends")
        return
    for called in script.interpreters:
        found = locate(stage, called)[1]
        if found.no:
            message = (
                f"{script.path} is run by {called}, which {subject.title(stage)} does not have"
            )
            name = called.rsplit("/", 1)[-1]
            hint = f"install {name} in this stage, or let another program run the script"
            yield tell(CODE, script.span, message, (script.by, found.by), hint)
            return
