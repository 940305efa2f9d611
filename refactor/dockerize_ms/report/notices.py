"""What there is to say of files, in one shape for the formats that annotate lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dockerize_ms.errors import Evidence, Finding, ParseError, Severity, Verdict
from dockerize_ms.pipeline import Outcome, Result, Verified
from dockerize_ms.report.messages import size
from dockerize_ms.rewrite.plan import Refusal
from dockerize_ms.rewrite.split_stages import NAME as SPLIT_STAGES
from dockerize_ms.text import SourceFile, Span, shown

SYNTAX = "syntax"
"""The rule of what is no Dockerfile: it has no page."""


class Notice(Struct, frozen=True, kw_only=True, eq=False):
    """One thing to say of a place. ``rule`` is a code of ``rules``, or ``SYNTAX``.

    ``kind``, as in SARIF: a problem, something to look at, or only to know. ``suppressed`` is
    the reason of the comment that switches it off. ``result``: the change that it offers.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    file: SourceFile
    kind: Literal["fail", "review", "informational"] = "fail"
    verdict: Verdict | None = None
    evidence: tuple[Evidence, ...] = ()
    hint: str = ""
    suppressed: str | None = None
    result: Result | None = None

    @property
    def line(self) -> str:
        """The source line that it begins in; "" where that is in another file."""
        return self.file.line(self.span.line) if self.span.path == self.file.path else ""


def of_verified(files: Iterable[Verified]) -> Iterator[Notice]:
    """The findings of files, those that comments switch off among them, and syntax errors."""
    for one in files:
        file = SourceFile(one.source, one.path)
        yield from (_syntax(error, file) for error in one.errors)
        yield from (_finding(finding, file) for finding in one.findings)
        for off in one.suppressed:
            yield replace(_finding(off.finding, file), suppressed=off.reason)


def of_result(result: Result) -> Iterator[Notice]:
    """What became of a file, on what assumptions, and what the checks say of the new text."""
    file = SourceFile(result.source, result.path)
    yield from (_syntax(error, file) for error in result.errors)
    if result.refusal is not None and result.outcome is not Outcome.REWRITTEN:
        yield _left_alone(result.refusal, file)
    yield from _edited(result, file)
    if result.plan is None:
        return
    at = result.plan.stage.instruction.span
    at = _tight(at, file) if at.path == result.path else file.span(0, 0)
    yield Notice(
        rule=SPLIT_STAGES,
        severity=Severity.WARNING,
        message=f"can be split, {result.verdict}; {gain(result)}",
        span=at,
        file=file,
        verdict=result.verdict,
        evidence=tuple(Evidence(f"assumed: {a.text}", a.span) for a in result.assumptions),
        result=result,
    )
    for one in result.assumptions:
        yield Notice(
            rule=one.code,
            severity=Severity.INFO,
            message=f"assumed: {shown(one.text)}",
            span=_tight(one.span, file) if one.span and one.span.path == result.path else at,
            file=file,
            kind="review",
            verdict=Verdict.ASSUMED,
        )
    new = SourceFile(result.text, result.path)
    for finding in result.findings:  # their places are in the new text
        message = f"{finding.message} (line {finding.span.line} of the result)"
        yield replace(_finding(finding, new), file=file, span=at, message=message)


def gain(result: Result) -> str:
    """Estimated sizes in words."""
    plan = result.plan
    return size(plan.before_mb, plan.after_mb, plan.saving_mb) if plan else ""


def outcome(result: Result) -> str:
    """What became of a file, in a few words."""
    if result.outcome is Outcome.REWRITTEN:
        return f"rewritten, {result.verdict}; {gain(result)}"
    return "left alone" if result.outcome is Outcome.LEFT_ALONE else "not a Dockerfile"


def _edited(result: Result, file: SourceFile) -> Iterator[Notice]:
    """What refactorings that were asked for by name would change, at the top of the file."""
    for one in result.applied:
        if one.change.any and result.outcome is Outcome.REWRITTEN:
            yield Notice(
                rule=one.name,
                severity=Severity.WARNING,
                message="; ".join(shown(by.text) for by in one.change.done),
                span=file.span(0, 0),
                file=file,
                verdict=result.verdict,
            )


def _left_alone(refusal: Refusal, file: SourceFile) -> Notice:
    span = refusal.by.span if refusal.by else None
    own = span if span and span.path == file.path else file.span(0, 0)
    evidence = (refusal.by,) if refusal.by and own is not span else ()
    return Notice(
        rule=refusal.reason,
        severity=Severity.INFO,
        message=f"left alone: {shown(refusal.text)}",
        span=_tight(own, file),
        file=file,
        kind="informational",
        evidence=evidence,
        hint=refusal.advice,
    )


def _syntax(error: ParseError, file: SourceFile) -> Notice:
    return Notice(
        rule=SYNTAX,
        severity=Severity.ERROR,
        message=error.message,
        span=error.span,
        file=file,
        verdict=Verdict.REFUTED,
        hint=error.hint,
    )


def _tight(span: Span, file: SourceFile) -> Span:
    """A span without the line ends that it ends with; one of another file as it is."""
    if span.path != file.path:
        return span
    text = file.text[span.start : span.end]
    return file.span(span.start, span.start + len(text.rstrip("\r\n")))


def _finding(one: Finding, file: SourceFile) -> Notice:
    return Notice(
        rule=one.code,
        severity=one.severity,
        message=one.message,
        span=_tight(one.span, file),
        file=file,
        verdict=one.verdict,
        evidence=one.evidence,
        hint=one.hint,
    )
