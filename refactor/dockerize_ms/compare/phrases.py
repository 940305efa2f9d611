"""What a comparison says, in words: shared by all forms of its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerize_ms.compare.groups import Group
from dockerize_ms.compare.observation import Observation
from dockerize_ms.compare.promises import saving
from dockerize_ms.compare.trial import Report

Row = tuple[str, str, str]
TAIL_LINES = 5


def megabytes(size: int) -> str:
    """Bytes as MB of 10^6, as engines print them."""
    return f"{size / 1e6:.1f} MB"


def plain(text: str) -> str:
    """Text of others, without anything that a terminal would obey."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def measures(report: Report) -> tuple[Row, ...]:
    """What is measured of both images."""
    smaller = f"{megabytes(report.size_after)}, {saving(report)} smaller"
    return (
        ("build", f"{report.seconds['before']:.1f} s", f"{report.seconds['after']:.1f} s"),
        ("size", megabytes(report.size_before), smaller),
        ("layers", str(report.layers_before), str(report.layers_after)),
    )


def group(one: Group) -> Row:
    """Size, number of files and name of a group of files."""
    name = f"package {one.name}" if one.kind == "package" else one.name
    return megabytes(one.size), _files(one.files), plain(name)


def total(groups: Sequence[Group]) -> str:
    """How much all groups are together."""
    files, size = sum(one.files for one in groups), sum(one.size for one in groups)
    return f"{_files(files)}, {megabytes(size)}"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def start(report: Report) -> str:
    """What was started, and as whom."""
    return plain(f"{' '.join(report.command) or 'nothing'}, as {report.user}")


def seen(one: Observation) -> Iterator[str]:
    """What a container did."""
    if one.skipped:
        yield one.skipped
        return
    if one.started is None:
        yield "still runs when the time is up" if one.exit is None else f"exit code {one.exit}"
    elif not one.started:
        ended = "" if one.exit is None else f", exit code {one.exit}"
        yield f"does not answer{ended}"
    for answer in one.answers:
        what = answer.error or f"{answer.status} {answer.type}, {len(answer.body)} bytes"
        yield f"GET {answer.path}: {what}"
    if one.health is not None:
        yield f"health check: {one.health}"
    for name, text in (("output", one.stdout), ("errors", one.stderr)):
        lines = plain(text).rstrip().splitlines()[-TAIL_LINES:]
        if lines:
            yield f"{name}: {lines[0]}" if len(lines) == 1 else f"{name}, at the end:"
            yield from (f"  {line}" for line in lines if len(lines) > 1)
