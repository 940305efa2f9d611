"""Refactorings that were asked for by name, in words: what each did, left, and why."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.errors import Evidence
from dockerize_ms.pipeline import Result
from dockerize_ms.rewrite import described
from dockerize_ms.rewrite.change import Applied


def brief(result: Result) -> Iterator[str]:
    """A line for each, and one for each thing that it left as it was."""
    for one in result.applied:
        done = len(one.change.done)
        if one.change.any:
            yield f"  {one.name}: {done} change{'s' if done != 1 else ''}"
        elif not one.change.kept:
            yield f"  {one.name}: nothing to change"
        yield from _lines(one, "left", one.change.kept)
        yield from _lines(one, "note", one.change.notes)


def full(result: Result) -> Iterator[str]:
    """What each that changed something is for, and every change that it made."""
    for one in result.applied:
        if not one.change.any:
            continue
        about = described(one.name)
        yield ""
        yield one.name
        yield f"  {about.summary}; {about.safety}"
        yield from (f"  + {_shown(by)}" for by in one.change.done)


def _lines(one: Applied, word: str, found: tuple[Evidence, ...]) -> Iterator[str]:
    for by in found:
        place = f"{by.span}: " if by.span else ""
        yield f"  {place}{one.name}: {word}: {by.text}"


def _shown(by: Evidence) -> str:
    return f"{by.span.line}: {by.text}" if by.span else by.text
