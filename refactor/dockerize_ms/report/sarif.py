"""SARIF 2.1.0: one run, with the rules that its results name.

Columns count characters (``unicodeCodePoints``). Paths are relative to the working directory.
"""

from __future__ import annotations

import difflib
import hashlib
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dockerize_ms import __version__
from dockerize_ms.errors import Evidence, Severity
from dockerize_ms.pipeline import Result, Verified
from dockerize_ms.report.diff import lines
from dockerize_ms.report.notices import SYNTAX, Notice, of_result, of_verified
from dockerize_ms.report.places import from_here
from dockerize_ms.report.rules import known_rule
from dockerize_ms.text import Span, shown

DOCUMENTS = ""
"""Where ``docs/`` is published, with a slash at its end: ``helpUri`` once there is such a place."""

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SYNTAX = {SYNTAX: "not a Dockerfile that would build"}
_FINGERPRINT = "dockerize-ms/v1"

Object = dict[str, Any]


def verify(files: Iterable[Verified], colour: bool) -> Iterator[str]:
    """The findings of all files as one log."""
    yield _log(of_verified(files))


def refactor(results: Iterable[Result], colour: bool) -> Iterator[str]:
    """What became of all files as one log."""
    yield _log(notice for one in results for notice in of_result(one))


def _log(notices: Iterable[Notice]) -> str:
    rules: dict[str, int] = {}
    seen: dict[str, int] = {}
    results = [result_of(one, rules, seen) for one in notices]
    run = {
        "tool": tool_of(rules),
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def tool_of(rules: Iterable[str], others: Mapping[str, str] = _SYNTAX) -> Object:
    """The tool with the rules of some codes; ``others`` says what those are that have no page."""
    driver = {
        "name": "dockerize-ms",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, others) for code in rules],
    }
    return {"driver": driver}


def _rule(code: str, others: Mapping[str, str]) -> Object:
    rule = known_rule(code)
    if rule is None:
        return {"id": code, "shortDescription": _message(others[code])}
    found: Object = {
        "id": code,
        "name": rule.name,
        "shortDescription": _message(rule.summary),
        "help": {"text": rule.page, "markdown": rule.page},
        "properties": {"kind": rule.kind},
    }
    if DOCUMENTS:
        found["helpUri"] = DOCUMENTS + rule.source
    if rule.severities:
        found["defaultConfiguration"] = {"level": _LEVELS[rule.severities[0]]}
    return found


def result_of(notice: Notice, rules: dict[str, int], seen: dict[str, int]) -> Object:
    """A result. ``rules`` numbers those that are named, ``seen`` counts equal results."""
    message = notice.message + (f"\nhint: {notice.hint}" if notice.hint else "")
    found: Object = {
        "ruleId": notice.rule,
        "ruleIndex": rules.setdefault(notice.rule, len(rules)),
        "kind": notice.kind,
        "level": _LEVELS[notice.severity] if notice.kind == "fail" else "none",
        "message": _message(message),
        "locations": [_location(notice.span)],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(notice, seen)},
    }
    if notice.evidence:
        found["relatedLocations"] = [
            _related(number, one, notice.span) for number, one in enumerate(notice.evidence, 1)
        ]
    if notice.verdict is not None:
        found["properties"] = {"verdict": notice.verdict}
    if notice.suppressed is not None:
        found["suppressions"] = [_suppression(notice.suppressed)]
    if notice.result is not None:
        found["fixes"] = [_fix(notice.result)]
    return found


def _suppression(reason: str) -> Object:
    return {"kind": "inSource", **({"justification": _text(reason)} if reason else {})}


def _related(number: int, evidence: Evidence, otherwise: Span) -> Object:
    """A ground of a claim; one without a place of its own stands where the claim does."""
    location = _location(evidence.span or otherwise)
    return {"id": number, **location, "message": _message(evidence.text)}


def _uri(path: str) -> str:
    """A path as a URI reference; standard input is ``stdin``."""
    name = "stdin" if path == "-" else from_here(path)
    quoted = urllib.parse.quote(name.encode("utf-8", "surrogateescape"))
    return f"file://{quoted}" if name.startswith("/") else quoted


def _location(span: Span) -> Object:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    artifact = {"uri": _uri(span.path)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _fingerprint(notice: Notice, seen: dict[str, int]) -> str:
    """The same for the same finding of the same line, wherever the line has moved to."""
    parts = (notice.rule, _uri(notice.span.path), " ".join(notice.line.split()), notice.message)
    mark = hashlib.sha256("\0".join(map(_text, parts)).encode()).hexdigest()[:16]
    seen[mark] = seen.get(mark, 0) + 1
    return f"{mark}:{seen[mark]}"


def _fix(result: Result) -> Object:
    """The change as replacements of whole lines."""
    before, after = lines(result.source), lines(result.text)
    replacements = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        text = "".join(after[new_start:new_end])
        replacements.append(_replacement(before, start, end, text))
    change = {"artifactLocation": {"uri": _uri(result.path)}, "replacements": replacements}
    return {"description": _message("Split the file"), "artifactChanges": [change]}


def _replacement(before: list[str], start: int, end: int, text: str) -> Object:
    """Lines from ``start`` to before ``end`` (from 0) give way to a text."""
    region = {"startLine": start + 1, "startColumn": 1, "endLine": end + 1, "endColumn": 1}
    if before and not before[-1].endswith("\n") and end == len(before):
        region |= {"endLine": end, "endColumn": len(before[-1]) + 1}
        if start == end:  # after a last line without an end
            region |= {"startLine": end, "startColumn": len(before[-1]) + 1}
            text = "\n" + text
    return {"deletedRegion": region, "insertedContent": {"text": _text(text)}}


def _message(text: str) -> Object:
    return {"text": _text(text)}


def _text(text: str) -> str:
    return shown(text).encode("utf-8", "replace").decode()
