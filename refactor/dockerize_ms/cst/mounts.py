"""``RUN --mount``."""

from __future__ import annotations

import re

from msgspec import Struct

_FIELD = r'(?:"((?:[^"]|"")*+)"|([^,"]*+))(?:(,)|\Z)'
_NAMES = {
    "src": "source",
    "dst": "target",
    "destination": "target",
    "ro": "readonly",
    "rw": "readwrite",
    "from": "from_",
}
KEYS = (
    *("type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro"),
    *("readwrite", "rw", "id", "sharing", "required", "size", "mode", "uid", "gid", "env"),
)
_TRUE = frozenset({"1", "t", "T", "true", "TRUE", "True"})
_FALSE = frozenset({"0", "f", "F", "false", "FALSE", "False"})


class Mount(Struct, frozen=True, kw_only=True):
    """One mount, its values unexpanded; None where a key is not given.

    ``type`` and ``sharing`` are in lower case. ``readonly`` is what holds, also where
    nothing is said: a bind and a secret cannot be written, a cache and a tmpfs can.
    """

    type: str = "bind"
    from_: str | None = None
    source: str | None = None
    target: str | None = None
    readonly: bool = True
    id: str | None = None
    sharing: str | None = None
    required: bool = False
    size: str | None = None
    mode: str | None = None
    uid: str | None = None
    gid: str | None = None
    env: str | None = None
    raw: str


def canonical(key: str) -> str:
    """The name under which ``Mount`` keeps a key."""
    return _NAMES.get(key, key)


def is_boolean(text: str) -> bool:
    """Whether Go reads a text as true or false."""
    return text in _TRUE or text in _FALSE


def fields(value: str) -> list[str] | None:
    """The fields of a line of CSV; None if a quote stands where it must not."""
    found: list[str] = []
    field = re.compile(_FIELD)
    at = 0
    while match := field.match(value, at):
        found.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        if match[3] is None:
            return found
        at = match.end()
    return None


def read(value: str) -> Mount:
    """The mount that a flag's value describes; what is no key is left out."""
    said: dict[str, str] = {}
    for field in fields(value) or ():
        key, _, text = field.partition("=")
        key = key.lower()
        if key in KEYS:
            said[canonical(key)] = text if "=" in field else "true"
    kind = said.pop("type", "bind").lower()
    written = said.pop("readwrite", None)
    readonly = said.pop("readonly", None)
    if written is not None:
        fixed = written not in _TRUE
    elif readonly is not None:
        fixed = readonly in _TRUE
    else:
        fixed = kind not in ("cache", "tmpfs")
    required = said.pop("required", "") in _TRUE
    if "sharing" in said:
        said["sharing"] = said["sharing"].lower()
    return Mount(type=kind, readonly=fixed, required=required, raw=value, **said)
