"""Rows and totals as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.codemod.row import Row, State
from dockerize_ms.codemod.totals import Totals
from dockerize_ms.report.messages import size

NAMES = {
    State.REWRITTEN: "rewritten",
    State.LEFT_ALONE: "left alone",
    State.INVALID: "not valid",
    State.FAILED: "failed",
}


def line(row: Row) -> str:
    """A row as one line: the place, what became of it, and why."""
    if row.state is State.REWRITTEN:
        sizes = size(row.before_mb, row.after_mb, row.saving_mb)
        return f"{row.path}: rewritten, {row.verdict}; {sizes}"
    why = row.why
    if why is None:
        return f"{row.path}: {NAMES[row.state]}"
    own = why.line is not None and not why.path
    place = f"{row.path}:{why.line}:{why.column}" if own else row.path
    elsewhere = f" ({why.place})" if why.path else ""
    code = f" [{why.code}]" if why.code else ""
    return f"{place}: {NAMES[row.state]}: {why.text}{elsewhere}{code}"


def summary(totals: Totals) -> Iterator[str]:
    """The closing summary."""
    repositories = counted(len(totals.repositories), "repository")
    yield f"{counted(totals.files, 'Dockerfile')} in {repositories}"
    for state, name in NAMES.items():
        yield f"  {name:<12} {totals.states[state.value]:>6}{_more(state, totals)}"
        reasons = {State.LEFT_ALONE: totals.reasons, State.FAILED: totals.failures}.get(state)
        for code, count in sorted((reasons or {}).items(), key=lambda one: (-one[1], one[0])):
            yield f"    {code:<22} {count:>6}"


def _more(state: State, totals: Totals) -> str:
    """What else is to be said of the rewritten ones."""
    if state is not State.REWRITTEN or not totals.states[state.value]:
        return ""
    verdicts = ", ".join(f"{count} {name}" for name, count in sorted(totals.verdicts.items()))
    return f"   {verdicts}; about {saved(totals.saving_mb)} smaller"


def saved(megabytes: float) -> str:
    """An estimated size."""
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{megabytes:.0f} MB"


def counted(count: int, noun: str) -> str:
    """``1 repository``, ``2 repositories``."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"
