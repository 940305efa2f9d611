"""A comparison as text, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerize_ms.compare.groups import Group, largest
from dockerize_ms.compare.outcome import Comparison
from dockerize_ms.compare.phrases import group, measures, plain, seen, start, total
from dockerize_ms.compare.promises import Promise
from dockerize_ms.compare.trial import Report

GROUPS = 12
EVIDENCE = 20
WIDTHS = (8, 12)


def text(one: Comparison) -> Iterator[str]:
    """The lines of a comparison."""
    yield f"{one.name}: original and rewritten, built with {one.engine}"
    if one.unbuilt:
        yield "the original does not build: nothing to compare"
        yield from _indented(one.unbuilt.splitlines())
    if one.report:
        yield ""
        yield _columns("", "original", "rewritten")
        yield from (_columns(*row) for row in measures(one.report))
    for promise in one.promises:
        yield ""
        yield f"{promise.code} {promise.name}: {promise.state}"
        yield from _indented(evidence(promise))
    if one.report:
        yield from _details(one.report)


def evidence(promise: Promise) -> Iterator[str]:
    """The first grounds of a promise, in lines."""
    shown = promise.evidence[:EVIDENCE] if promise.differences else promise.evidence
    for ground in shown:
        yield from plain(ground).splitlines()
    if len(shown) < len(promise.evidence):
        yield f"and {len(promise.evidence) - len(shown)} more"


def _details(report: Report) -> Iterator[str]:
    for where, groups in _sides(report):
        if groups:
            yield ""
            yield f"only in the {where}: {total(groups)}"
            yield from _indented(_group(one) for one in _shown(groups))
    yield ""
    yield f"started: {start(report)}"
    for where, one in (("original", report.seen_before), ("rewritten", report.seen_after)):
        yield f"  {where}:"
        yield from _indented(_indented(seen(one)))


def _sides(report: Report) -> Iterator[tuple[str, Sequence[Group]]]:
    yield "original", report.only_before
    yield "rewritten", report.only_after


def _shown(groups: Sequence[Group]) -> Iterator[Group]:
    shown, rest = largest(groups, GROUPS)
    yield from shown
    if rest:
        yield rest


def _group(one: Group) -> str:
    size, files, name = group(one)
    return f"{size:>10}  {files:>12}  {name}"


def _columns(*words: str) -> str:
    first, second, third = words
    return f"{first:{WIDTHS[0]}}{second:{WIDTHS[1]}}{third}".rstrip()


def _indented(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    return (f"  {plain(line)}".rstrip() for line in lines)


def markdown(one: Comparison) -> Iterator[str]:
    """The lines of a comparison, for a pull request."""
    yield f"## {one.name}: original and rewritten, built with {one.engine}"
    if one.unbuilt:
        yield from ("", "The original does not build: nothing to compare.", "")
        yield from _fenced(one.unbuilt.splitlines())
    if one.report:
        yield from ("", "| | original | rewritten |", "|---|---|---|")
        yield from (f"| {' | '.join(row)} |" for row in measures(one.report))
    if one.promises:
        yield from ("", "| promise | | grounds |", "|---|---|---|")
        yield from (_row(promise) for promise in one.promises)
    if one.report:
        yield from _sections(one.report)


def _row(promise: Promise) -> str:
    grounds = "<br>".join(map(_cell, evidence(promise)))
    return f"| {promise.code} {promise.name} | {promise.state} | {grounds} |"


def _cell(line: str) -> str:
    for character in "\\|<>&`*_[]":
        line = line.replace(character, f"\\{character}")
    return line


def _sections(report: Report) -> Iterator[str]:
    for where, groups in _sides(report):
        if groups:
            yield from ("", f"### Only in the {where}: {total(groups)}", "")
            yield from ("| size | files | where |", "|---:|---:|---|")
            yield from (f"| {' | '.join(map(_cell, group(each)))} |" for each in _shown(groups))
    yield from ("", "### Started", "")
    lines = [start(report)]
    for where, one in (("original", report.seen_before), ("rewritten", report.seen_after)):
        lines += [f"{where}:", *_indented(seen(one))]
    yield from _fenced(lines)


def _fenced(lines: Sequence[str]) -> Iterator[str]:
    """Lines as they stand; a fence longer than any in them."""
    longest = max((len(line) - len(line.lstrip("`")) for line in lines), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (fence, *map(plain, lines), fence)
