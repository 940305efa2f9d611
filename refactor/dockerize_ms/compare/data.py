"""A comparison as JSON; its schema, ``docs/schema/compare.json``, is made from these types."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from dockerize_ms.compare.comparison import Difference
from dockerize_ms.compare.groups import Group
from dockerize_ms.compare.observation import Observation
from dockerize_ms.compare.outcome import Comparison
from dockerize_ms.compare.promises import Promise, State
from dockerize_ms.compare.trial import Report
from dockerize_ms.report.documents import SCHEMA_VERSION


class Judged(Struct, frozen=True, kw_only=True):
    """What became of a promise; ``differences`` are what breaks it, where it is broken by some."""

    code: str
    name: str
    state: State
    evidence: tuple[str, ...]
    differences: tuple[Difference, ...]


class Images(Struct, frozen=True, kw_only=True):
    """What was measured of both images: sizes in bytes, unpacked; wall time of their builds."""

    seconds_before: float
    seconds_after: float
    size_before: int
    size_after: int
    layers_before: int
    layers_after: int
    only_before: tuple[Group, ...]
    only_after: tuple[Group, ...]
    command: tuple[str, ...]
    user: str
    seen_before: Observation
    seen_after: Observation


class Compared(Struct, frozen=True, kw_only=True):
    """What ``compare --format json`` prints. ``log`` is the original's, if it does not build."""

    schema_version: int
    path: str
    engine: str
    original_builds: bool
    log: str | None
    promises: tuple[Judged, ...]
    images: Images | None


def comparison_json(one: Comparison) -> str:
    """A comparison as a JSON document."""
    document = Compared(
        schema_version=SCHEMA_VERSION,
        path=one.name,
        engine=one.engine,
        original_builds=not one.unbuilt,
        log=one.unbuilt or None,
        promises=tuple(_judged(promise) for promise in one.promises),
        images=_images(one.report) if one.report else None,
    )
    encoded = msgspec.json.encode(_valid(msgspec.to_builtins(document)))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _judged(one: Promise) -> Judged:
    return Judged(
        code=one.code,
        name=one.name,
        state=one.state,
        evidence=one.evidence,
        differences=one.differences,
    )


def _images(report: Report) -> Images:
    return Images(
        seconds_before=report.seconds["before"],
        seconds_after=report.seconds["after"],
        size_before=report.size_before,
        size_after=report.size_after,
        layers_before=report.layers_before,
        layers_after=report.layers_after,
        only_before=report.only_before,
        only_after=report.only_after,
        command=report.command,
        user=report.user,
        seen_before=report.seen_before,
        seen_after=report.seen_after,
    )


def _valid(value: Any) -> Any:
    """The same with valid text: what is no UTF-8 becomes question marks."""
    if isinstance(value, dict):
        return {name: _valid(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_valid(inner) for inner in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
