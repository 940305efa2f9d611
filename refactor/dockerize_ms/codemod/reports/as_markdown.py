"""A report as Markdown: totals, a table of what was rewritten, why the rest was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.codemod.lines import NAMES, counted, saved
from dockerize_ms.codemod.row import Row, State
from dockerize_ms.codemod.totals import Totals

DIFFS = 200
"""How many differences are shown: pages that hold Markdown have limits."""


def report(totals: Totals, rows: Iterable[Row]) -> Iterator[str]:
    """The page."""
    yield "# Multi-stage Dockerfiles\n\n"
    repositories = counted(len(totals.repositories), "repository")
    rewritten = totals.states[State.REWRITTEN.value]
    yield f"{counted(totals.files, 'Dockerfile')} in {repositories}, {rewritten} rewritten, "
    yield f"about {saved(totals.saving_mb)} smaller.\n"
    yield from _reasons(totals)
    yield "\n| file | outcome | before | after | why |\n|---|---|---:|---:|---|\n"
    kept: list[Row] = []
    for row in rows:
        yield _line(row)
        if row.diff and len(kept) < DIFFS:
            kept.append(row)
    for row in kept:
        yield from _details(row)


def _reasons(totals: Totals) -> Iterator[str]:
    found = [*totals.reasons.items(), *totals.failures.items()]
    if found:
        yield "\n| left alone or failed | files |\n|---|---:|\n"
    for code, count in sorted(found, key=lambda one: (-one[1], one[0])):
        yield f"| `{code}` | {count} |\n"


def _line(row: Row) -> str:
    why = row.verdict if row.why is None else row.why.text
    cells = (f"`{row.path}`", NAMES[row.state], _size(row.before_mb), _size(row.after_mb), why)
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _size(megabytes: float | None) -> str:
    return "" if megabytes is None else f"{megabytes:.0f} MB"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _details(row: Row) -> Iterator[str]:
    """The difference, why lines stand there, and what is to be reviewed."""
    yield f"\n<details><summary>{_plain(row.path)}</summary>\n\n"
    fence = "`" * (3 + _longest_fence(row.diff))
    yield f"{fence}diff\n{row.diff}{fence}\n\n"
    for note in row.notes:
        yield f"- line {note.line}: {_plain(note.text)}\n"
    for one in row.assumptions:
        place = f" ({_plain(one.place)})" if one.place else ""
        yield f"- assumed{place}: {_plain(one.text)} `{one.code}`\n"
    for one in (*row.edits, *row.findings):
        yield f"- `{one.code}`: {_plain(one.text)}\n"
    yield "\n</details>\n"


def _longest_fence(text: str) -> int:
    """How many backticks stand in a row at most."""
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
