"""DMS006: the users and groups that USER and ``--chown`` name exist there."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis import accounts
from dockerize_ms.analysis.places import flag_span, word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.checks.copies import expanded
from dockerize_ms.checks.findings import error
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.text import Span, known

CODE = "DMS006"
NAME = "user-missing"
TITLE = "a user or group is named that the stage does not have"


def find(subject: Subject) -> Iterator[Finding]:
    """Errors: a name that surely is in no account file when it is looked up."""
    for stage in subject.stages:
        user: Step | None = None
        told = False
        for step in instructions(stage):
            view = step.instruction.view
            if isinstance(view, cst.User):
                user, told = step, False
            elif isinstance(view, cst.Run) and user is not None and not told:
                findings = list(_user(subject, stage, user, stage.fs.before(step.start)))
                told = bool(findings)
                yield from findings
            elif isinstance(view, cst.Copy | cst.Add) and view.chown:
                yield from _owner(subject, stage, step, view.chown)
        if user is not None and not told and stage in subject.images:
            yield from _user(subject, stage, user, stage.fs)


def _user(subject: Subject, stage: Stage, step: Step, fs: Filesystem) -> Iterator[Finding]:
    view = step.instruction.view
    if isinstance(view, cst.User):
        word = expanded(stage, step, view.user)
        yield from _names(subject, stage, word, fs, word_span(step.instruction, view.user))


def _owner(subject: Subject, stage: Stage, step: Step, chown: str) -> Iterator[Finding]:
    word = expanded(stage, step, chown)
    fs = stage.fs.before(step.start)
    yield from _names(subject, stage, word, fs, flag_span(step.instruction, "chown"))


def _names(
    subject: Subject, stage: Stage, word: str, fs: Filesystem, span: Span
) -> Iterator[Finding]:
    if not known(word):
        return
    for name, file in accounts.names(word):
        found = accounts.has(fs, name, file)
        if not found.no:
            continue
        kind = "user" if file == accounts.USERS else "group"
        yet = " yet" if accounts.has(stage.fs, name, file).yes else ""
        message = f"{subject.title(stage)} has no {kind} {name}{yet}"
        elsewhere = _elsewhere(subject, stage, name, file)
        hint = f"add the {kind} in this stage, above this line, or use its number"
        yield error(CODE, span, message, (found.by, elsewhere), hint)
        return


def _elsewhere(subject: Subject, stage: Stage, name: str, file: str) -> Evidence | None:
    """A stage that adds the account: it does not come along with copied files."""
    for other in subject.stages:
        found = accounts.has(other.fs, name, file)
        if other is not stage and found.yes and found.by:
            return Evidence(f"only {subject.title(other)} has it: {found.by.text}", found.by.span)
    return None
