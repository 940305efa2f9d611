"""Workflow commands of GitHub Actions: annotations at the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.errors import Severity
from dockerize_ms.pipeline import Result, Verified
from dockerize_ms.report.notices import Notice, of_result, of_verified
from dockerize_ms.report.places import from_here
from dockerize_ms.report.rules import known_rule
from dockerize_ms.text import shown

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def verify(files: Iterable[Verified], colour: bool) -> Iterator[str]:
    """An annotation for each finding."""
    for one in files:
        yield "".join(map(_command, of_verified([one])))


def refactor(results: Iterable[Result], colour: bool) -> Iterator[str]:
    """An annotation for what became of each file, and for what it rests on."""
    for one in results:
        yield "".join(map(_command, of_result(one)))


def _command(notice: Notice) -> str:
    """One command; what a comment switches off is none."""
    if notice.suppressed is not None:
        return ""
    span = notice.span
    properties = {"file": from_here(span.path)} if span.path != "-" else {}
    properties["line"] = str(span.line)
    if span.end_line == span.line:  # GitHub takes columns within one line only
        properties["col"] = str(span.column)
        properties["endColumn"] = str(max(span.end_column, span.column))
    else:
        properties["endLine"] = str(span.end_line)
    properties["title"] = _title(notice)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    lines = [notice.message]
    if notice.result is None:  # what a result assumes has annotations of its own
        lines += map(str, notice.evidence)
    lines += [f"hint: {notice.hint}"] if notice.hint else []
    return f"::{_COMMANDS[notice.severity]} {listed}::{_data(chr(10).join(lines))}\n"


def _title(notice: Notice) -> str:
    rule = known_rule(notice.rule)
    named = rule is not None and rule.name != rule.code
    return f"{rule.code} {rule.name}" if rule and named else notice.rule


def _data(text: str) -> str:
    """Text as the runner reads it back."""
    plain = shown(text).encode("utf-8", "replace").decode()
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
