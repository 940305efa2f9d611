"""A comparison as JSON. ``schema_version`` changes when a field changes its meaning or goes."""

from __future__ import annotations

from typing import Any

import msgspec

from dockerize_ms.compare.outcome import Comparison
from dockerize_ms.compare.promises import Promise
from dockerize_ms.compare.trial import Report

SCHEMA_VERSION = 1


def comparison_json(one: Comparison) -> str:
    """What ``compare --format json`` prints."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "path": one.name,
        "engine": one.engine,
        "original_builds": not one.unbuilt,
        "log": one.unbuilt or None,
        "promises": [_promise(promise) for promise in one.promises],
        "images": _images(one.report) if one.report else None,
    }
    encoded = msgspec.json.encode(document, enc_hook=str)
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "state": one.state,
        "evidence": [_valid(ground) for ground in one.evidence],
        "differences": [
            {name: _valid(getattr(each, name)) for name in each.__struct_fields__}
            for each in one.differences
        ],
    }


def _images(report: Report) -> dict[str, Any]:
    return {
        "seconds_before": report.seconds["before"],
        "seconds_after": report.seconds["after"],
        "size_before": report.size_before,
        "size_after": report.size_after,
        "layers_before": report.layers_before,
        "layers_after": report.layers_after,
        "only_before": _plain(report.only_before),
        "only_after": _plain(report.only_after),
        "command": [_valid(word) for word in report.command],
        "user": report.user,
        "seen_before": _plain(report.seen_before),
        "seen_after": _plain(report.seen_after),
    }


def _plain(value: object) -> Any:
    """The same as lists and dictionaries, all text of it valid."""
    value = msgspec.to_builtins(value)
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return _valid(value) if isinstance(value, str) else value


def _valid(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
