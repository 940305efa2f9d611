"""What BuildKit refuses in a ``RUN --mount`` once it comes to that instruction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.cst import mounts
from dockerize_ms.cst.expand import expand
from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.cst.nearest import nearest
from dockerize_ms.cst.syntax import TODAY, Syntax
from dockerize_ms.text import HOLE, known

Problem = tuple[str, str]
"""What is wrong, and what to do."""

_TYPES = ("bind", "cache", "tmpfs", "secret", "ssh")
_ONLY = {"required": ("secret", "ssh"), "size": ("tmpfs",)}
_SHARING = ("shared", "private", "locked")
_BARE = frozenset({"readonly", "ro", "readwrite", "rw", "required"})
_SIZE = r"(?i)(?:\+?(?:[0-9]+\.?[0-9]*|\.[0-9]+)|-0)(?:e[+-]?[0-9]+)? ?(?:b|[kmgtp](?:i?b)?)?"
_BASES = {"mode": 8, "uid": 10, "gid": 10}
_LARGEST = (1 << 32) - 1


def problems(value: str, escape: str, syntax: Syntax = TODAY) -> Iterator[Problem]:
    """Every problem of a mount; none that depends on a variable's value."""
    kind = "bind"
    said: dict[str, str] = {}
    for field in mounts.fields(value) or ():
        key, equals, text = field.partition("=")
        key = key.lower()
        if not equals and key not in _BARE:
            yield f"invalid field {field!r} in --mount", "write key=value"
            continue
        if since := syntax.missing("mount", key):
            hint = f"pin syntax {since} or newer, or docker/dockerfile:1"
            yield f"unexpected key {key!r} in --mount", hint
            continue
        if key not in mounts.KEYS:
            near = nearest(key, mounts.KEYS)
            hint = f"did you mean {near}?" if near else f"it takes {', '.join(mounts.KEYS)}"
            yield f"unexpected key {key!r} in --mount", hint
            continue
        try:
            if equals:
                text = expand(text, lambda name: HOLE, escape=escape, patterns=syntax.patterns)
        except ExpansionError as error:
            yield error.message, "escape a dollar or a quote that is meant as it stands"
            continue
        text = text if equals else "true"
        kind = text.lower() if key == "type" else kind
        said[mounts.canonical(key)] = text
        yield from _value(key, text, kind)
    yield from _whole(kind, said)


def _value(key: str, text: str, kind: str) -> Iterator[Problem]:
    if known(kind) and kind not in _ONLY.get(key, (kind,)):
        yield f"unexpected key {key!r} for mount type {kind!r}", "put type first, or drop it"
    elif not known(text):
        return
    elif key == "type" and kind not in _TYPES:
        yield f"unsupported mount type {text!r}", f"choose one of {', '.join(_TYPES)}"
    elif key == "sharing" and text.lower() not in _SHARING:
        yield f"unsupported sharing value {text!r}", f"choose one of {', '.join(_SHARING)}"
    elif key in _BARE and not mounts.is_boolean(text):
        yield f"invalid value for {key}: {text}", "write true or false"
    elif (key in _BASES and not _is_number(text, _BASES[key])) or (
        key == "size" and not re.fullmatch(_SIZE, text)
    ):
        yield f"invalid value for {key}: {text}", "write a number"


def _is_number(text: str, base: int) -> bool:
    digits = f"[0-{base - 1}]+"
    return bool(re.fullmatch(digits, text)) and int(text.lstrip("0")[:12] or "0", base) <= _LARGEST


def _whole(kind: str, said: dict[str, str]) -> Iterator[Problem]:
    if not known(kind):
        return
    if kind not in ("secret", "ssh", "cache"):
        for key in ("mode", "uid", "gid"):
            if key in said:
                yield f"{key} not allowed for {kind!r} type mounts", "drop it"
    if "sharing" in said and kind != "cache":
        yield f"invalid cache sharing set for {kind} mount", "drop it"
    if kind == "secret":
        yield from _secret(said)


def _secret(said: dict[str, str]) -> Iterator[Problem]:
    source, target, identifier = (said.get(key, "") for key in ("source", "target", "id"))
    if said.get("from_"):
        yield "secret mount should not have a from", "drop it"
    if not (source or target or identifier):
        yield "invalid secret mount: one of source, target required", "give an id"
    if source and identifier and known(source + identifier):
        yield "both source and id can't be set", "drop one of them"
