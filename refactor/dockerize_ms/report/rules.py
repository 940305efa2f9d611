"""Everything that has a code: checks, refactorings, reasons, assumptions; each with its page.

The pages are the only place that says what each means.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from dockerize_ms.checks import catalogue
from dockerize_ms.errors import Severity, UsageError
from dockerize_ms.report.pages import opening, page, sections
from dockerize_ms.rewrite import REFACTORINGS, described

_SEVERITY = re.compile(r"^\| (error|warning|info) \|", re.MULTILINE)
_SECTIONED = {"reason": "left-alone.md", "assumption": "verdicts.md"}
Kind = Literal["check", "refactoring", "reason", "assumption"]


class Rule(Struct, frozen=True, kw_only=True):
    """One of them. ``severities`` are a check's, the worst first; ``safety`` is a refactoring's.

    ``default``: it is on without being asked for. ``source`` is the page's place in ``docs/``.
    """

    kind: Kind
    code: str
    name: str
    summary: str
    source: str
    page: str
    severities: tuple[Severity, ...] = ()
    safety: str = ""
    default: bool = True


@functools.cache
def rules() -> tuple[Rule, ...]:
    """All of them, by kind; the codes and names differ."""
    return (*_checks(), *_refactorings(), *_sectioned("reason"), *_sectioned("assumption"))


def rule(word: str) -> Rule:
    """The one with a code or name, whatever its case. Raises ``UsageError`` with what is near."""
    known = {called.lower(): one for one in rules() for called in (one.code, one.name)}
    found = known.get(word.lower())
    if found is None:
        near = difflib.get_close_matches(word.lower(), known, n=3)
        meant = ", ".join(dict.fromkeys(_title(known[name]) for name in near))
        hint = f"did you mean {meant}?" if near else "dockerize-ms rules lists them all"
        raise UsageError(f"no check, refactoring, reason or assumption is called {word}", hint)
    return found


def _title(one: Rule) -> str:
    return one.code if one.code == one.name else f"{one.code} ({one.name})"


def known_rule(code: str) -> Rule | None:
    """The one with a code, or None."""
    return next((one for one in rules() if one.code == code), None)


def _checks() -> Iterator[Rule]:
    for check in catalogue():
        source = f"checks/{check.code}.md"
        text = page(source)
        severities = {Severity(word) for word in _SEVERITY.findall(text)}
        yield Rule(
            kind="check",
            code=check.code,
            name=check.name,
            summary=check.title,
            source=source,
            page=text,
            severities=tuple(sorted(severities, key=lambda one: -one.rank)),
        )


def _refactorings() -> Iterator[Rule]:
    for name in REFACTORINGS:
        source = f"refactorings/{name}.md"
        about = described(name)
        yield Rule(
            kind="refactoring",
            code=name,
            name=name,
            summary=about.summary,
            source=source,
            page=page(source),
            safety=about.safety,
            default=about.default,
        )


def _sectioned(kind: Kind) -> Iterator[Rule]:
    source = _SECTIONED[kind]
    for code, text in sections(source).items():
        yield Rule(
            kind=kind,
            code=code,
            name=code,
            summary=opening(text),
            source=f"{source}#{code}",
            page=text,
        )
