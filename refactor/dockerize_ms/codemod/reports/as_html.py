"""A report as one page that needs nothing else: no network, no other files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import jinja2
import msgspec

from dockerize_ms import __version__
from dockerize_ms.codemod.lines import NAMES, counted, saved
from dockerize_ms.codemod.row import Row
from dockerize_ms.codemod.totals import Totals

BASES = 12
"""How many base images the chart has a bar for."""


def report(totals: Totals, rows: Iterable[Row]) -> Iterator[str]:
    """The page. Rows go into it one by one, and are shown as the reader scrolls."""
    return _template().generate(
        version=__version__,
        totals=totals,
        names=NAMES,
        bases=_bars(totals),
        counted=counted,
        saved=saved,
        rows=map(_embedded, rows),
    )


@cache
def _template() -> jinja2.Template:
    """The page's template, which has its style and its script beside it."""
    loader = jinja2.PackageLoader("dockerize_ms.codemod.reports", "page")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def _embedded(row: Row) -> str:
    """A row as JSON that can stand in a script element: nothing in it ends that."""
    return msgspec.json.encode(row).decode().replace("<", "\\u003c")


def _bars(totals: Totals) -> list[dict[str, object]]:
    """The base images that save most, with the widths of their bars in percent."""
    found = sorted(totals.bases.items(), key=lambda one: (-one[1].before_mb, one[0]))
    shown = [(name, base) for name, base in found if base.before_mb][:BASES]
    widest = max((base.before_mb for _, base in shown), default=1.0)
    return [
        {
            "name": name,
            "files": base.rewritten,
            "before": base.before_mb,
            "after": base.after_mb,
            "before_width": round(100 * base.before_mb / widest, 1),
            "after_width": round(100 * base.after_mb / widest, 1),
        }
        for name, base in shown
    ]
