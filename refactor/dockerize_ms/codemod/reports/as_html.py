"""A report as one page that needs nothing else: no network, no other files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import jinja2
import msgspec

from dockerize_ms import __version__
from dockerize_ms.codemod.failures import FAILURES
from dockerize_ms.codemod.lines import NAMES, counted, saved
from dockerize_ms.codemod.row import Row
from dockerize_ms.codemod.totals import Totals
from dockerize_ms.report.rules import known_rule

MOST = 12
"""How many bars a chart has."""


def report(totals: Totals, rows: Iterable[Row]) -> Iterator[str]:
    """The page. Rows go into it one by one, and are shown as the reader scrolls."""
    reasons = totals.reasons + totals.failures
    return _template().generate(
        version=__version__,
        totals=totals,
        names=NAMES,
        sizes=_sizes(totals),
        outcomes=_outcomes(totals),
        reasons=_counts(reasons),
        assumptions=_counts(totals.assumptions),
        meanings=_meanings({*reasons, *totals.assumptions}),
        languages=sorted(totals.languages),
        bases=sorted(totals.bases),
        counted=counted,
        saved=saved,
        embedded=_embedded,
        rows=rows,
    )


@cache
def _template() -> jinja2.Template:
    """The page's template, which has its style and its script beside it."""
    loader = jinja2.PackageLoader("dockerize_ms.codemod.reports", "page")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def _embedded(value: object) -> str:
    """A value as JSON that can stand in a script element: nothing in it ends that."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def _meanings(codes: set[str]) -> dict[str, str]:
    """What codes mean, in a sentence each, by their order."""
    known = {code: known_rule(code) for code in sorted(codes)}
    return {
        code: FAILURES.get(code, "") if rule is None else rule.summary
        for code, rule in known.items()
    }


def _sizes(totals: Totals) -> list[dict[str, object]]:
    """The languages that save most, with the widths of their bars in percent."""
    found = sorted(totals.languages.items(), key=lambda one: (-one[1].saving_mb, one[0]))
    shown = [(name, group) for name, group in found if group.saving_mb][:MOST]
    widest = max((group.before_mb for _, group in shown), default=0.0) or 1.0
    return [
        {
            "name": name,
            "files": group.states["rewritten"],
            "saving": group.saving_mb,
            "sized": group.sized,
            "before": group.before_mb,
            "after": group.after_mb,
            "before_width": round(100 * group.before_mb / widest, 1),
            "after_width": round(100 * group.after_mb / widest, 1),
        }
        for name, group in shown
    ]


def _outcomes(totals: Totals) -> list[dict[str, object]]:
    """Every language with its counts by outcome, those with most files first."""
    found = sorted(totals.languages.items(), key=lambda one: (-sum(one[1].states.values()), one[0]))
    return [
        {"name": name, "states": group.states, "files": sum(group.states.values())}
        for name, group in found
    ]


def _counts(counter: dict[str, int]) -> list[tuple[str, int, float]]:
    """Codes with their counts and the widths of their bars, the most frequent first."""
    found = sorted(counter.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    widest = found[0][1] if found else 1
    return [(code, count, round(100 * count / widest, 1)) for code, count in found]
