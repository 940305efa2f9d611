"""A report as SARIF 2.1.0: what became of each file, and what to review, at its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import msgspec

from dockerize_ms.codemod.failures import FAILURES
from dockerize_ms.codemod.row import Row, State, Why
from dockerize_ms.codemod.totals import Totals
from dockerize_ms.errors import Evidence, Severity, Verdict
from dockerize_ms.report.messages import size
from dockerize_ms.report.notices import SYNTAX, Notice
from dockerize_ms.report.sarif import SCHEMA, result_of, tool_of
from dockerize_ms.rewrite.split_stages import NAME as SPLIT_STAGES
from dockerize_ms.text import SourceFile, Span

_OTHERS = {SYNTAX: "not a Dockerfile that would build", **FAILURES}
_NOWHERE = SourceFile("", "")


def report(totals: Totals, rows: Iterable[Row]) -> Iterator[str]:
    """The log, a result a line. The tool comes last: its rules are those that were named."""
    encode = msgspec.json.Encoder().encode
    rules: dict[str, int] = {}
    seen: dict[str, int] = {}
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    separator = "\n"
    for row in rows:
        for notice in _notices(row):
            yield separator + encode(result_of(notice, rules, seen)).decode()
            separator = ",\n"
    whole = {"executionSuccessful": not totals.states[State.FAILED.value]}
    yield f'\n],\n"invocations": [{encode(whole).decode()}],\n'
    yield f'"tool": {encode(tool_of(rules, _OTHERS)).decode()}\n}}]}}\n'


def _notices(row: Row) -> Iterator[Notice]:
    if row.state is State.REWRITTEN:
        yield from _rewritten(row)
    elif row.why is not None:
        yield _not_rewritten(row, row.why)


def _not_rewritten(row: Row, why: Why) -> Notice:
    alone = row.state is State.LEFT_ALONE
    return _notice(
        row,
        rule=why.code or SYNTAX,
        message=f"left alone: {why.text}" if alone else why.text,
        severity=Severity.INFO if alone else Severity.ERROR,
        kind="informational" if alone else "fail",
        why=why,
        evidence=_elsewhere(row, why),
    )


def _rewritten(row: Row) -> Iterator[Notice]:
    """What can be done, or was done, and what is to be reviewed."""
    kind = "informational" if row.applied else "fail"
    split = bool(row.notes)
    if split:
        can = "was split" if row.applied else "can be split"
        yield _notice(
            row,
            rule=SPLIT_STAGES,
            message=f"{can}, {row.verdict}; {size(row.before_mb, row.after_mb, row.saving_mb)}",
            kind=kind,
            verdict=Verdict(row.verdict),
            evidence=(
                *(_evidence(row, one, "assumed: ") for one in row.assumptions),
                *(_evidence(row, one) for one in row.evidence),
            ),
        )
    for one in row.edits:
        yield _notice(row, rule=one.code, message=one.text, kind=kind, why=one)
    for one in row.assumptions:
        yield _notice(
            row,
            rule=one.code,
            message=f"assumed: {one.text}",
            kind="review",
            why=one,
            evidence=_elsewhere(row, one),
        )
    for one in row.findings:
        message = f"{one.text} ({one.place} of the result)"
        at = row.line if split else None
        yield _notice(row, rule=one.code, message=message, kind="review", why=Why("", line=at))


def _notice(
    row: Row,
    *,
    rule: str,
    message: str,
    kind: str,
    severity: Severity = Severity.WARNING,
    verdict: Verdict | None = None,
    why: Why | None = None,
    evidence: tuple[Evidence, ...] = (),
) -> Notice:
    """A thing to say at a place of the Dockerfile, or at the top of it."""
    own = why is not None and not why.path
    at = why if why is not None and own else Why("", line=row.line)
    return Notice(
        rule=rule,
        severity=severity,
        message=message,
        span=_span(row.path, at),
        file=_NOWHERE,
        kind=kind,  # type: ignore[arg-type]
        verdict=verdict,
        evidence=evidence,
        hint=why.advice if why is not None else "",
    )


def _elsewhere(row: Row, why: Why) -> tuple[Evidence, ...]:
    """What stands in another file, at its place there."""
    return (_evidence(row, why),) if why.path else ()


def _evidence(row: Row, why: Why, before: str = "") -> Evidence:
    """A ground, in the Dockerfile or in another file of its repository."""
    path = os.path.normpath(os.path.join(row.repository, why.path)) if why.path else row.path
    return Evidence(before + why.text, None if why.line is None else _span(path, why))


def _span(path: str, why: Why) -> Span:
    line, column = why.line or 1, why.column or 1
    return Span(path, line, column, line, column, 0, 0)
