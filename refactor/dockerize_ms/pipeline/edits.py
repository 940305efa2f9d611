"""The edits that are asked for by name, one after the other."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from msgspec import structs

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks import check
from dockerize_ms.context import Context
from dockerize_ms.errors import Evidence, Finding, Severity
from dockerize_ms.pipeline.reading import Readings
from dockerize_ms.pipeline.refusals import not_proven
from dockerize_ms.pipeline.request import Request
from dockerize_ms.rewrite.change import Applied, Change, FileEdit, applied
from dockerize_ms.rewrite.refactorings import editing


class Edits:
    """Makes the edits, and notes what came of each."""

    def __init__(self, request: Request, context: Context | None, readings: Readings) -> None:
        self.request = request
        self.given = self.context = context
        self.readings = readings
        self.applied: list[Applied] = []
        self.ignore: str | None = None

    def made(self, text: str, *, before_split: bool) -> str:
        """The text with the edits of before or after the split."""
        for name, edit in editing(self.request.options, before_split=before_split):
            subject = self.readings.of(text, self.context)
            change = edit(subject)
            if change.any:
                text, change = self._checked(subject, change)
            self.applied.append(Applied(name=name, change=change))
        return text

    def _checked(self, subject: Subject, change: Change) -> tuple[str, Change]:
        """The text with a change; as it was, and why, where the change may not be made."""
        before = subject.tree.file.text
        change = structs.replace(change, assumptions=(*self.request.assuming, *change.assumptions))
        if self.request.options.strict and change.assumptions:
            return before, Change(kept=(Evidence(not_proven(change.assumptions)),))
        context = self.context
        if context is not None and change.ignore is not None:
            context = context.with_ignore(change.ignore)
        after = applied(before, change.edits)
        found = findings(self.readings.of(after, context))
        wrong = new_error(found, functools.partial(findings, subject))
        if wrong is not None:
            return before, Change(kept=(Evidence(refuted(wrong)),))
        self.context = context
        self.ignore = self.ignore if change.ignore is None else change.ignore
        return after, change

    def files(self, before: str, after: str) -> Iterator[FileEdit]:
        """The files that change: the Dockerfile, and the context's ignore file."""
        if before != after:
            yield FileEdit(path=self.request.path, before=before, after=after)
        if self.ignore is not None and self.given is not None:
            path, old = self.given.ignore_text
            yield FileEdit(path=path, before=old, after=self.ignore)


def findings(subject: Subject) -> tuple[Finding, ...]:
    """What our own checks say of a text."""
    return check(subject.stages, subject.tree, subject.context)


def new_error(found: tuple[Finding, ...], had: Callable[[], tuple[Finding, ...]]) -> Finding | None:
    """The first error that a file did not have before; what it had is not ours to block."""
    wrong = [one for one in found if one.severity is Severity.ERROR]
    known = {_about(one) for one in had()} if wrong else set()
    return next((one for one in wrong if _about(one) not in known), None)


def refuted(wrong: Finding) -> str:
    """Why a result of ours is not handed out."""
    return f"our own check refuted the result: {wrong.code} {wrong.message}"


def _about(finding: Finding) -> tuple[str, ...]:
    """What a finding is about, whatever the stages are called: its code and the paths in it."""
    return (finding.code, *re.findall(r"/[\w./-]+", finding.message))
