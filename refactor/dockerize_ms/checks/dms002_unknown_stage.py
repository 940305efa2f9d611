"""DMS002: the stage that a ``--from`` or FROM names exists, and earlier in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms import facts
from dockerize_ms.analysis.origins import Origin, earlier
from dockerize_ms.analysis.places import quoted
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import error, warning
from dockerize_ms.checks.nearest import nearest
from dockerize_ms.errors import Finding
from dockerize_ms.model.stage import Stage
from dockerize_ms.text import known

CODE = "DMS002"
NAME = "unknown-stage"
TITLE = "a stage is named that does not exist, or only later"

_PLAIN = re.compile(r"[A-Za-z][\w.-]*\Z")


def find(subject: Subject) -> Iterator[Finding]:
    """An error for what BuildKit surely refuses, a warning for what looks like a slip."""
    for origin in subject.origins:
        found = _number(subject, origin) or _name(subject, origin)
        if found is not None:
            yield found


def _number(subject: Subject, origin: Origin) -> Finding | None:
    name = origin.name
    if not name.isdecimal() or origin.kind == "from":
        return None
    if origin.kind == "mount":
        message = f"the from of a mount is never a number of a stage: {name} is taken for an image"
        return warning(CODE, origin.span, message, hint="name the stage with AS and use the name")
    if int(name) < origin.stage.index:
        return None
    if int(name) == origin.stage.index:
        message = f"--from={name} is the very stage that copies"
    else:
        message = f"there is no stage {name} before this one"
    return error(CODE, origin.span, message, hint=_offer(subject, origin))


def _name(subject: Subject, origin: Origin) -> Finding | None:
    name = origin.name
    if origin.kind != "from" and "$" in name:
        message = f"variables are not expanded here: {name} is no stage"
        hint = f"add `FROM {name} AS some-name` at the top and use that name"
        return error(CODE, origin.span, message, hint=hint)
    if not known(name) or not _PLAIN.match(name):
        return None
    if earlier(subject.stages, origin.stage, name) is not None:
        return _case(subject, origin)
    later = next((s for s in subject.stages[origin.stage.index :] if s.name == name.lower()), None)
    if later is not None:
        return _later(subject, origin, later)
    if facts.image(name).known:
        return None
    near = nearest(name, [s.name for s in subject.stages[: origin.stage.index] if s.name])
    if not near:
        return None
    message = f"no stage is called {name}, so it is taken for an image"
    return warning(CODE, origin.span, message, hint=f"did you mean the stage {near}?")


def _case(subject: Subject, origin: Origin) -> Finding | None:
    """FROM compares with case, and stage names are kept in lower case."""
    name = origin.name
    if origin.kind != "from" or name == name.lower():
        return None
    message = (
        f"FROM does not find the stage {name.lower()} as {name}, and no image has capital letters"
    )
    stage = earlier(subject.stages, origin.stage, name)
    evidence = [quoted(stage.instruction)] if stage else []
    return error(CODE, origin.span, message, evidence, f"write FROM {name.lower()}")


def _later(subject: Subject, origin: Origin, later: Stage) -> Finding | None:
    if origin.kind == "from":
        if later is origin.stage or facts.image(origin.name).known:
            return None
        message = f"{subject.title(later)} comes later, so FROM takes {origin.name} for an image"
        return warning(
            CODE, origin.span, message, [quoted(later.instruction)], "move that stage up"
        )
    if later is origin.stage:
        message = f"{subject.title(later)} copies from itself"
        return error(CODE, origin.span, message, [quoted(later.instruction)])
    message = f"{subject.title(later)} comes later: a stage can only use what stands above it"
    return error(CODE, origin.span, message, [quoted(later.instruction)], "move that stage up")


def _offer(subject: Subject, origin: Origin) -> str:
    stages = subject.stages[: origin.stage.index]
    if not stages:
        return "this is the first stage: there is nothing to copy from"
    named = ", ".join(f"{s.index} ({s.name})" if s.name else str(s.index) for s in stages)
    return f"the stages before it are {named}"
