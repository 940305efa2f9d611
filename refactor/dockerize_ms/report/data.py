"""Results as JSON. ``schema_version`` changes when a field changes its meaning or goes."""

from __future__ import annotations

from typing import Any

import msgspec

from dockerize_ms.errors import Assumption, Evidence, Finding
from dockerize_ms.pipeline import Result
from dockerize_ms.rewrite.plan import Copied
from dockerize_ms.text import Span, shown

SCHEMA_VERSION = 1


def result_json(results: list[Result]) -> str:
    """What ``refactor --format json`` prints."""
    document = {"schema_version": SCHEMA_VERSION, "files": [_result(one) for one in results]}
    return _dump(document)


def findings_json(findings: list[Finding]) -> str:
    """What ``verify --format json`` prints."""
    document = {"schema_version": SCHEMA_VERSION, "findings": [_finding(one) for one in findings]}
    return _dump(document)


def _dump(document: object) -> str:
    return (
        msgspec.json.format(msgspec.json.encode(document, enc_hook=str), indent=2).decode() + "\n"
    )


def _result(result: Result) -> dict[str, Any]:
    plan = result.plan
    return {
        "path": result.path,
        "outcome": result.outcome,
        "verdict": result.verdict,
        "text": result.text.encode("utf-8", "replace").decode(),
        "reason": result.refusal.reason if result.refusal else None,
        "message": shown(result.refusal.text) if result.refusal else None,
        "line": _line(result.refusal.by) if result.refusal else None,
        "advice": (result.refusal.advice or None) if result.refusal else None,
        "errors": [
            {"message": e.message, "span": _span(e.span), "hint": e.hint} for e in result.errors
        ],
        "assumptions": [_assumption(one) for one in result.assumptions],
        "findings": [_finding(one) for one in result.findings],
        "base": plan.image.reference if plan else None,
        "artifacts": [list(p.paths) for p in plan.runtime if isinstance(p, Copied)] if plan else [],
        "size_before_mb": plan.before_mb if plan else None,
        "size_after_mb": plan.after_mb if plan else None,
        "saving_mb": plan.saving_mb if plan else None,
    }


def _line(evidence: Evidence | None) -> int | None:
    return evidence.span.line if evidence and evidence.span else None


def _span(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"path": span.path, "line": span.line, "column": span.column}


def _assumption(one: Assumption) -> dict[str, Any]:
    return {"code": one.code, "text": shown(one.text), "span": _span(one.span)}


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "verdict": one.verdict,
        "message": one.message,
        "span": _span(one.span),
        "evidence": [str(evidence) for evidence in one.evidence],
        "hint": one.hint,
    }
