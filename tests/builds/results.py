"""Renders ``docs/results.md`` from what was measured; nothing is built.

    python -m tests.builds.results

``make results`` measures first. A page is only written when every case of the corpus that can be
built was: what failed is listed as failed, what was not tried makes no page.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from tests.builds import base_sizes, figures
from tests.builds.base_sizes import BaseSize
from tests.builds.cases import settings
from tests.builds.figures import Figures, Measured
from tests.corpus_cases import ROOT, Case, cases

STORED = os.path.join(ROOT, "docs", "results.json")
PAGE = os.path.join(ROOT, "docs", "results.md")
INTRODUCTION = """\
# Real builds

Every case of the [corpus](../corpus/README.md) that the stand-ins for base images allow was built
as it is and as `dockerize-ms refactor` rewrites it. Both images were started, and their files,
configuration and behaviour compared; [how](../tests/builds/README.md). Nothing here is typed:

```sh
make results                              # builds every case, as root, and writes this page
make results CASES=go-embed               # one again, the others as stored in docs/results.json
.venv/bin/python -m tests.builds.results  # only writes the page
```
"""
HEADER = (
    "| case | before, MB | after, MB | saving | verdict | compared at the start | builds, s |\n"
    "|---|---:|---:|---:|---|---|---:|"
)


class IncompleteError(Exception):
    """What was measured does not make a page."""


class Row(Struct, frozen=True, kw_only=True, dict=True):
    """A case that was built, and what came of it."""

    case: Case
    figures: Figures

    @cached_property
    def section(self) -> str:
        """Where it stands on the page."""
        if self.figures.failure:
            return "failed"
        if not self.figures.verdict:
            return "left alone"
        return "on request" if self.case.options.with_ else self.case.folder.parent.name

    @property
    def saving(self) -> float:
        """Which part of the bytes the new image does without."""
        return 1 - self.figures.after / self.figures.before


def rows(measured: Measured, corpus: Sequence[Case]) -> list[Row]:
    """What was measured of each case that can be built; raises ``IncompleteError``."""
    wanted = [case for case in corpus if settings(case).build]
    missing = [case.id for case in wanted if case.id not in measured.cases]
    if missing:
        raise IncompleteError(f"not measured: {', '.join(missing)}")
    if not measured.exact:
        raise IncompleteError("a compile cache was mounted: the sizes are not what users see")
    return [Row(case=case, figures=measured.cases[case.id]) for case in wanted]


def page(measured: Measured, corpus: Sequence[Case], bases: Iterable[BaseSize]) -> str:
    """The whole page; raises ``IncompleteError``."""
    found = rows(measured, corpus)
    groups = list(dict.fromkeys(case.folder.parent.name for case in corpus))
    split = [row for row in found if row.section in groups]
    parts = (
        [INTRODUCTION],
        totals(split, groups),
        *(table(f"## {group}", "", split, group) for group in groups),
        table("## Refactorings on request", ON_REQUEST, found, "on request"),
        left_alone([row for row in found if row.section == "left alone"]),
        failed([row for row in found if row.section == "failed"]),
        declared(found),
        not_built([case for case in corpus if not settings(case).build]),
        stand_ins(bases),
        ["## Measured on\n", *(f"- {machine}" for machine in measured.machines), ""],
    )
    return "\n".join(line for part in parts for line in part)


ON_REQUEST = """\
What the user asked for by name, also of files that have several stages already: there the image
need not become smaller.
"""


def totals(split: Sequence[Row], groups: Iterable[str]) -> Iterator[str]:
    """What it comes to, for all cases that were split and for each group."""
    yield "## In short\n"
    yield "Files that were split, or set on a slimmer base:\n"
    yield "| | build and behave the same | larger | median saving | least | most |"
    yield "|---|---:|---:|---:|---:|---:|"
    yield _total("all", split)
    for group in groups:
        own = [row for row in split if row.section == group]
        if own:
            yield _total(group, own)
    looked = {
        kind: sum(row.figures.checked.get(kind, 0) for row in split)
        for kind in ("path", "program", "script")
    }
    yield (
        f"\nLooked at in the new images: {looked['path']:,} paths, {looked['program']:,} programs"
        f" and libraries, {looked['script']:,} scripts.\n"
    )


def _total(name: str, some: Sequence[Row]) -> str:
    savings = [row.saving for row in some]
    larger = sum(saving < 0 for saving in savings)
    shown = (statistics.median(savings), min(savings), max(savings))
    return _line(name, len(some), larger, *(f"{saving:.1%}" for saving in shown))


def table(heading: str, text: str, found: Iterable[Row], section: str) -> Iterator[str]:
    """A section's cases, one a row."""
    own = [row for row in found if row.section == section]
    if own:
        yield f"{heading}\n"
        if text:
            yield text
        yield HEADER
        yield from map(_row, own)
        yield ""


def _row(row: Row) -> str:
    seen, options = row.figures, row.case.expect.get("options", ())
    return _line(
        " ".join((_link(row.case), *([f"`{' '.join(options)}`"] if options else []))),
        f"{seen.before / 1e6:.1f}",
        f"{seen.after / 1e6:.1f}",
        f"{row.saving:.1%}",
        seen.verdict,
        _started(seen),
        f"{seen.seconds['before']:.0f} + {seen.seconds['after']:.0f}",
    )


def _started(seen: Figures) -> str:
    """What was compared of the running containers."""
    answers = f"{seen.answers} answer{'s' if seen.answers > 1 else ''}"
    kind = answers if seen.answers else f"output, exit code {seen.exit}"
    return f"{kind}, health check" if seen.health else kind


def left_alone(found: Sequence[Row]) -> Iterator[str]:
    """The cases that nothing is done to: only that they build is of interest."""
    if found:
        yield "## Left alone\n"
        many = "cases build and are left as they are"
        yield f"{len(found)} {many if len(found) > 1 else 'case builds and is left as it is'}:"
        yield f"{', '.join(_link(row.case) for row in found)}.\n"


def failed(found: Sequence[Row]) -> Iterator[str]:
    """The cases that did not come out as they should."""
    if found:
        yield "## Failed\n"
        yield "| case | what went wrong |\n|---|---|"
        yield from (_line(_link(row.case), _cell(row.figures.failure)) for row in found)
        yield ""


def declared(found: Sequence[Row]) -> Iterator[str]:
    """The differences that cases declare to be harmless."""
    lines = [
        _line(_link(row.case, plain=True), f"`{_cell(difference)}`")
        for row in found
        for difference in settings(row.case).expect.differences
    ]
    if lines:
        yield "## Differences that are harmless\n"
        yield "What is not the same, and no more than this; the case says why.\n"
        yield "| case | difference |\n|---|---|"
        yield from lines
        yield ""


def not_built(found: Sequence[Case]) -> Iterator[str]:
    """The cases that cannot be built, with the reason."""
    yield "## Not built\n"
    yield "| case | why |\n|---|---|"
    yield from (_line(_link(case), _cell(case.settings["why_not_built"])) for case in found)
    yield ""


def stand_ins(bases: Iterable[BaseSize]) -> Iterator[str]:
    """How large the stand-ins are beside the real images."""
    lines = [_line(*_base(base)) for base in bases]
    if lines:
        yield "## The stand-ins beside the real images\n"
        yield "| stand-in | MB | real image | MB | differs by | because |"
        yield "|---|---:|---|---:|---:|---|"
        yield from lines
        yield ""


def _base(base: BaseSize) -> Iterator[str]:
    yield f"`{base.image}`"
    yield f"{base.ours / 1e6:.0f}"
    yield f"`{base.real_tag}`" if base.real_tag else "not known"
    yield f"{base.real / 1e6:.0f}" if base.real else ""
    yield f"{base.ours / base.real - 1:+.0%}" if base.real else ""
    yield _cell(base.explanation)


def _link(case: Case, *, plain: bool = False) -> str:
    name = f"{case.folder.parent.name}/{case.folder.name}"
    return name if plain else f"[{name}](../corpus/{name})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Writes the page from what is stored."""
    stored = figures.load(STORED)
    if stored is None:
        sys.exit(f"error: {STORED} is not there: make results")
    try:
        text = page(stored, cases(), base_sizes.rows(stored.bases))
    except IncompleteError as error:
        sys.exit(f"error: no page: {error}")
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
