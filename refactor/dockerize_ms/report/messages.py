"""Results in words: the lines that go to stderr."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.errors import Assumption, Finding, ParseError
from dockerize_ms.pipeline import Outcome, Result
from dockerize_ms.text import SourceFile, shown


def summary(result: Result) -> Iterator[str]:
    """What became of a file, and why."""
    return map(shown, _summary(result))


def _summary(result: Result) -> Iterator[str]:
    if result.outcome is Outcome.INVALID:
        file = SourceFile(result.source, result.path)
        for error in result.errors[:20]:
            yield from problem(error, file)
        return
    if result.refusal is not None:
        refusal = result.refusal
        span = refusal.by.span if refusal.by else None
        place = str(span) if span else f"{result.path}:1:1"
        yield f"{place}: left alone: {refusal.text} [{refusal.reason}]"
        if refusal.advice:
            yield f"  hint: {refusal.advice}"
        return
    plan = result.plan
    if plan is None:
        return
    sizes = size(plan.before_mb, plan.after_mb, plan.saving_mb)
    yield f"{result.path}: rewritten, {plan.verdict}; {sizes}"
    yield from assumptions(result.assumptions)


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


def problem(error: ParseError, file: SourceFile) -> Iterator[str]:
    """An error with its line and a caret."""
    yield f"{error.span}: error: {error.message}"
    line = file.line(error.span.line)
    if line.strip() and len(line) < 200:
        yield f"  | {line}"
        yield f"  | {' ' * (error.span.column - 1)}^"
    if error.hint:
        yield f"  hint: {error.hint}"


def finding(one: Finding) -> Iterator[str]:
    """A finding with its evidence and what to do."""
    yield f"{one.span}: {one.severity}: {one.message} [{one.code}]"
    for evidence in one.evidence:
        yield f"  {evidence}"
    if one.hint:
        yield f"  hint: {one.hint}"
