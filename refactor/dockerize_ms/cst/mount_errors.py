"""What BuildKit refuses in a ``RUN --mount`` once it comes to that instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.cst import mounts
from dockerize_ms.cst.nearest import nearest

Problem = tuple[str, str]
"""What is wrong, and what to do."""

_TYPES = ("bind", "cache", "tmpfs", "secret", "ssh")
_SHARING = ("shared", "private", "locked")
_BOOLEANS = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false"})
_BARE = frozenset({"readonly", "ro", "readwrite", "rw", "required"})
_UNCLEAR = r"[$'\"\\`]"
_SHAPES = {
    "mode": r"[0-7]+",
    "uid": r"[0-9]+",
    "gid": r"[0-9]+",
    "size": r"(?i)[0-9]+(?:\.[0-9]*)? ?[bkmgtp]?i?b?",
}


def problems(value: str) -> Iterator[Problem]:
    """Every problem of a mount; none where quotes or variables make its text unclear."""
    fields = mounts.fields(value)
    if fields is None or re.search(_UNCLEAR, value):
        return
    kind = "bind"
    said: dict[str, str] = {}
    for field in fields:
        key, equals, text = field.partition("=")
        key = key.lower()
        if not equals and key not in _BARE:
            yield f"invalid field {field!r} in --mount", "write key=value"
        elif key not in mounts.KEYS:
            near = nearest(key, mounts.KEYS)
            hint = f"did you mean {near}?" if near else f"it takes {', '.join(mounts.KEYS)}"
            yield f"unexpected key {key!r} in --mount", hint
        else:
            kind = text.lower() if key == "type" else kind
            said[key] = text if equals else "true"
            yield from _value(key, said[key], kind)
    yield from _whole(kind, said)


def _value(key: str, text: str, kind: str) -> Iterator[Problem]:
    if key == "type" and kind not in _TYPES:
        yield f"unsupported mount type {text!r}", f"choose one of {', '.join(_TYPES)}"
    elif key == "sharing" and text.lower() not in _SHARING:
        yield f"unsupported sharing value {text!r}", f"choose one of {', '.join(_SHARING)}"
    elif key in _BARE and text not in _BOOLEANS | {"False"}:
        yield f"invalid value for {key}: {text}", "write true or false"
    elif key in _SHAPES and not re.fullmatch(_SHAPES[key], text):
        yield f"invalid value for {key}: {text}", "write a number"
    elif (key == "required" and kind not in ("secret", "ssh")) or (
        key == "size" and kind != "tmpfs"
    ):
        yield f"unexpected key {key!r} for mount type {kind!r}", "put type first, or drop it"


def _whole(kind: str, said: dict[str, str]) -> Iterator[Problem]:
    if kind not in ("secret", "ssh", "cache"):
        for key in ("mode", "uid", "gid"):
            if key in said:
                yield f"{key} not allowed for {kind!r} type mounts", "drop it"
    if "sharing" in said and kind != "cache":
        yield f"invalid cache sharing set for {kind} mount", "drop it"
    if kind == "secret":
        source = said.get("source") or said.get("src")
        target = said.get("target") or said.get("dst") or said.get("destination")
        if said.get("from"):
            yield "secret mount should not have a from", "drop it"
        if not (source or target or said.get("id")):
            yield "invalid secret mount: one of source, target required", "give an id"
        if source and said.get("id"):
            yield "both source and id can't be set", "drop one of them"
