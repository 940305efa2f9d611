"""Markdown for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dockerize_ms.errors import Severity
from dockerize_ms.pipeline import Outcome, Result, Verified
from dockerize_ms.report.diff import difference
from dockerize_ms.report.notices import Notice, of_result, of_verified, outcome
from dockerize_ms.report.places import from_here
from dockerize_ms.report.rules import known_rule
from dockerize_ms.text import shown

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_CODE = re.compile(r"(`[^`|]+`)")
_REFERENCE = re.compile(r"[@#](?=\w)")
_HEAD = ("| line | what | |", "|---:|---|---|")


def verify(files: Iterable[Verified], colour: bool) -> Iterator[str]:
    """The count of findings, then a table for each file that has any."""
    found = [(one, _standing(of_verified([one]))) for one in files]
    counts = [
        _count(sum(one.severity is severity for _, notices in found for one in notices), severity)
        for severity in Severity
    ]
    said = ", ".join(filter(None, counts)) or "no findings"
    yield f"**dockerize-ms verify**: {said} in {_count(len(found), 'file')}\n"
    for one, notices in found:
        if notices:
            yield f"\n#### {_code(from_here(one.path))}\n\n" + _table(notices)


def refactor(results: Iterable[Result], colour: bool) -> Iterator[str]:
    """What becomes of each file, why, and the difference to unfold."""
    yield "**dockerize-ms refactor**\n"
    for one in results:
        path = from_here(one.path)
        notices = _standing(of_result(one))
        if one.outcome is Outcome.REWRITTEN:  # that is in the heading
            notices = notices[1:]
        yield f"\n#### {_code(path)}: {_escaped(outcome(one))}\n"
        if notices:
            yield "\n" + _table(notices)
        if one.outcome is Outcome.REWRITTEN:
            for edit in one.edits:
                name = "" if edit.path == one.path else f": {_code(from_here(edit.path))}"
                yield _folded(f"The difference{name}", difference(edit))


def _standing(notices: Iterable[Notice]) -> list[Notice]:
    return [one for one in notices if one.suppressed is None]


def _count(number: int, word: str) -> str:
    plural = "" if number == 1 or word == Severity.INFO else "s"
    return f"{number} {word}{plural}" if number else ""


def _table(notices: Sequence[Notice]) -> str:
    return "".join(f"{line}\n" for line in (*_HEAD, *map(_row, notices)))


def _row(notice: Notice) -> str:
    rule = known_rule(notice.rule)
    name = f" {rule.name}" if rule and rule.name != rule.code else ""
    lines = [_escaped(notice.message), *(f"– {_escaped(str(one))}" for one in notice.evidence)]
    lines += [f"*hint:* {_escaped(notice.hint)}"] if notice.hint else []
    severity = notice.severity if notice.severity is Severity.INFO else f"**{notice.severity}**"
    what = f"{severity} {_code(notice.rule + name)}"
    return f"| {notice.span.line} | {what} | {'<br>'.join(lines)} |"


def _folded(title: str, text: str) -> str:
    """A text to unfold, in a fence that nothing in it closes."""
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    text = shown(text).encode("utf-8", "replace").decode()
    end = "" if text.endswith("\n") else "\n"
    return (
        f"\n<details><summary>{title}</summary>\n\n{fence}diff\n{text}{end}{fence}\n\n</details>\n"
    )


def _escaped(text: str) -> str:
    """Text that means nothing to Markdown but its `code`, mentions nobody, stays in its cell."""
    parts = _CODE.split(_plain(text))
    return "".join(part if place % 2 else _literal(part) for place, part in enumerate(parts))


def _literal(text: str) -> str:
    marked = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return _REFERENCE.sub(lambda found: f"{found[0]}<!-- -->", marked)


def _code(text: str) -> str:
    """A code span that stays in its cell."""
    plain = _plain(text)
    return f"`{plain}`" if set("`|").isdisjoint(plain) else f"<code>{_literal(plain)}</code>"


def _plain(text: str) -> str:
    """In one line, bytes that are no UTF-8 marked."""
    return " ".join(shown(text).encode("utf-8", "replace").decode().split())
