"""Findings by severity. An error is refuted: it surely fails. All else rests on an assumption."""

from __future__ import annotations

from collections.abc import Iterable

from dockerize_ms.errors import Evidence, Finding, Severity, Verdict
from dockerize_ms.text import Span


def error(
    code: str, span: Span, message: str, evidence: Iterable[Evidence | None] = (), hint: str = ""
) -> Finding:
    """What surely is wrong."""
    return _finding(code, Severity.ERROR, Verdict.REFUTED, span, message, evidence, hint)


def warning(
    code: str, span: Span, message: str, evidence: Iterable[Evidence | None] = (), hint: str = ""
) -> Finding:
    """What is likely wrong, or surely not meant."""
    return _finding(code, Severity.WARNING, Verdict.ASSUMED, span, message, evidence, hint)


def info(
    code: str, span: Span, message: str, evidence: Iterable[Evidence | None] = (), hint: str = ""
) -> Finding:
    """What could not be shown, or could be better."""
    return _finding(code, Severity.INFO, Verdict.ASSUMED, span, message, evidence, hint)


def _finding(
    code: str,
    severity: Severity,
    verdict: Verdict,
    span: Span,
    message: str,
    evidence: Iterable[Evidence | None],
    hint: str,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        verdict=verdict,
        message=message,
        span=span,
        evidence=tuple(one for one in evidence if one is not None),
        hint=hint,
    )
