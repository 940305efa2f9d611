"""Results in words."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.errors import Assumption, Finding, ParseError
from dockerize_ms.pipeline import Outcome, Result
from dockerize_ms.report.applied import brief
from dockerize_ms.report.excerpt import excerpt
from dockerize_ms.report.paint import paint
from dockerize_ms.rewrite.plan import Reason
from dockerize_ms.text import SourceFile, shown

_EXPECTED = (Reason.MULTI_STAGE, Reason.IGNORED)
"""Why a file is not split that is changed otherwise, where that is no surprise."""
_MOST = 20


def summary(result: Result) -> Iterator[str]:
    """What became of a file, and why."""
    return map(shown, _summary(result))


def _summary(result: Result) -> Iterator[str]:
    if result.outcome is Outcome.INVALID:
        yield from problems(result.errors, SourceFile(result.source, result.path))
        return
    rewritten = result.outcome is Outcome.REWRITTEN
    if result.refusal is not None and not (rewritten and result.refusal.reason in _EXPECTED):
        refusal = result.refusal
        span = refusal.by.span if refusal.by else None
        place = str(span) if span else f"{result.path}:1:1"
        what = "not split" if rewritten else "left alone"
        yield f"{place}: {what}: {refusal.text} [{refusal.reason}]"
        if refusal.advice:
            yield f"  hint: {refusal.advice}"
    plan = result.plan
    if rewritten:
        sizes = f"; {size(plan.before_mb, plan.after_mb, plan.saving_mb)}" if plan else ""
        yield f"{result.path}: rewritten, {result.verdict}{sizes}"
        yield from assumptions(result.assumptions)
    yield from brief(result)


def size(before: float | None, after: float | None, saving: float | None) -> str:
    """Estimated sizes in words."""
    if before is not None and after is not None:
        return f"about {before:.0f} MB → {after:.0f} MB before what it builds"
    return f"about {saving:.0f} MB smaller" if saving is not None else "size not known"


def assumptions(found: tuple[Assumption, ...]) -> Iterator[str]:
    """What a result takes for granted."""
    for one in found:
        place = f"{one.span}: " if one.span else ""
        yield f"  {place}assumed: {one.text} [{one.code}]"


def problems(errors: tuple[ParseError, ...], file: SourceFile) -> Iterator[str]:
    """Why a file is no Dockerfile; not more of it than one reads."""
    for error in errors[:_MOST]:
        yield from problem(error, file)


def problem(error: ParseError, file: SourceFile) -> Iterator[str]:
    """An error with its line and a mark."""
    yield f"{error.span}: error: {error.message}"
    yield from excerpt(file, error.span, "error", paint(False))
    if error.hint:
        yield f"  hint: {error.hint}"


def finding(one: Finding, file: SourceFile, colour: bool = False) -> Iterator[str]:
    """A finding with its line and a mark, its evidence and what to do."""
    style = paint(colour)
    head = f"{style(str(one.span), 'bold')}: {style(one.severity, one.severity)}"
    yield f"{head}: {one.message} {style(f'[{one.code}]', 'dim')}"
    yield from excerpt(file, one.span, one.severity, style)
    for evidence in one.evidence:
        yield f"  {evidence}"
    if one.hint:
        yield f"  {style('hint', 'bold')}: {one.hint}"
