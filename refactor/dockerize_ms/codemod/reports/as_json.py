"""A report as JSON. ``docs/schema/codemod.json`` is its schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from dockerize_ms import __version__
from dockerize_ms.codemod.row import Row
from dockerize_ms.codemod.totals import Totals

SCHEMA_VERSION = 1


class Counts(Struct, frozen=True, kw_only=True):
    """Totals: files by state, reasons and failures by code, rewritten files by verdict."""

    files: int
    repositories: int
    applied: int
    saving_mb: float
    states: dict[str, int]
    reasons: dict[str, int]
    failures: dict[str, int]
    verdicts: dict[str, int]


class Report(Struct, frozen=True, kw_only=True):
    """The whole document."""

    schema_version: Literal[1]
    version: str
    totals: Counts
    files: list[Row]


def counts(totals: Totals) -> Counts:
    """Totals with their names in order."""
    return Counts(
        files=totals.files,
        repositories=len(totals.repositories),
        applied=totals.applied,
        saving_mb=round(totals.saving_mb, 1),
        states=dict(sorted(totals.states.items())),
        reasons=dict(sorted(totals.reasons.items())),
        failures=dict(sorted(totals.failures.items())),
        verdicts=dict(sorted(totals.verdicts.items())),
    )


def report(totals: Totals, rows: Iterable[Row]) -> Iterator[str]:
    """The document, a file a line."""
    encode = msgspec.json.Encoder().encode
    yield f'{{"schema_version": {SCHEMA_VERSION}, "version": {_text(__version__)},\n'
    yield f'"totals": {encode(counts(totals)).decode()},\n"files": ['
    separator = "\n"
    for row in rows:
        yield separator + encode(row).decode()
        separator = ",\n"
    yield "\n]}\n"


def _text(value: str) -> str:
    return msgspec.json.encode(value).decode()


def schema() -> dict[str, object]:
    """The JSON Schema of the document."""
    return msgspec.json.schema(Report)
