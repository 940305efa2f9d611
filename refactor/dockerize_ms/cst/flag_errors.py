"""Which flags an instruction takes, and what is wrong with those that it has."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.cst import mounts
from dockerize_ms.cst.nearest import nearest
from dockerize_ms.cst.nodes import Flag
from dockerize_ms.cst.syntax import TODAY, Syntax

_SWITCH, _TEXT, _LIST = "switch", "text", "list"
_KINDS = {
    "FROM": {"platform": _TEXT},
    "COPY": {
        **dict.fromkeys(("from", "chown", "chmod"), _TEXT),
        **dict.fromkeys(("link", "parents"), _SWITCH),
        "exclude": _LIST,
    },
    "ADD": {
        **dict.fromkeys(("chown", "chmod", "checksum"), _TEXT),
        **dict.fromkeys(("link", "keep-git-dir", "unpack"), _SWITCH),
        "exclude": _LIST,
    },
    "RUN": {"mount": _LIST, "device": _LIST, "network": _TEXT, "security": _TEXT},
    "HEALTHCHECK": dict.fromkeys(
        ("interval", "timeout", "start-period", "start-interval", "retries"), _TEXT
    ),
}
_CHOICES = {
    "network": ("default", "none", "host"),
    "security": ("sandbox", "insecure"),
}
_UNREAD = frozenset({"ARG", "STOPSIGNAL"})

Problem = tuple[Flag, str, str]
"""A flag, what is wrong with it, and what to do."""


def problems(name: str, flags: tuple[Flag, ...], syntax: Syntax = TODAY) -> Iterator[Problem]:
    """What BuildKit refuses in the flags of an instruction; of ARG and STOPSIGNAL it reads none."""
    if name in _UNREAD:
        return
    kinds = _KINDS.get(name, {})
    seen: set[str] = set()
    for flag in flags:
        kind = kinds.get(flag.name)
        if kind is None:
            yield flag, f"unknown flag: --{flag.name}", _known(name, flag.name, kinds)
        elif since := syntax.missing(name, flag.name):
            hint = f"pin syntax {since} or newer, or docker/dockerfile:1"
            yield flag, f"unknown flag: --{flag.name}", hint
        elif flag.name in seen and kind != _LIST:
            yield flag, f"duplicate flag specified: --{flag.name}", "give it once"
        else:
            yield from _value(flag, kind)
        seen.add(flag.name)


def _known(name: str, flag: str, kinds: dict[str, str]) -> str:
    if not kinds:
        return f"{name} takes no flags"
    near = nearest(flag, kinds)
    return f"did you mean --{near}?" if near else f"{name} takes --{', --'.join(kinds)}"


def _value(flag: Flag, kind: str) -> Iterator[Problem]:
    value = flag.value
    if (value is None and kind != _SWITCH) or (value == "" and kind == _SWITCH):
        yield flag, f"missing a value on flag: --{flag.name}", f"write --{flag.name}=VALUE"
    elif value is not None and kind == _SWITCH:
        if value.lower() not in ("true", "false"):
            message = f"expecting boolean value for flag --{flag.name}, not: {value}"
            yield flag, message, "write true or false"
    elif flag.name in _CHOICES and value not in _CHOICES[flag.name]:
        message = f"invalid {flag.name} mode: {value}"
        yield flag, message, f"choose one of {', '.join(_CHOICES[flag.name])}"
    elif flag.name in _FIELDS and value is not None:
        fields = mounts.fields(value)
        if not value:
            yield flag, f"missing a value on flag: --{flag.name}", f"write --{flag.name}=VALUE"
        elif fields is None:
            message = f"a quote stands where it must not in --{flag.name}"
            yield flag, message, "quote whole fields only"
        else:
            yield from _FIELDS[flag.name](flag, fields)


def _mount(flag: Flag, fields: list[str]) -> Iterator[Problem]:
    for field in fields:
        key, _, text = field.partition("=")
        if key.lower() == "from" and "$" in text[:-1]:
            message = "'from' doesn't support variable expansion"
            yield flag, message, "name a stage after FROM $VARIABLE and use its name"


def _device(flag: Flag, fields: list[str]) -> Iterator[Problem]:
    name = ""
    for field in fields:
        key, equals, text = field.partition("=")
        key = key.lower()
        if key == "required":
            if equals and not mounts.is_boolean(text):
                yield flag, f"invalid value for required: {text}", "write true or false"
        elif key == "name" and equals:
            if name:
                yield flag, f"device name already set to {name}", "name one device"
            name = text
        elif name:
            yield flag, f"unexpected field {field!r} in --device", "it takes name and required"
        else:
            name = field


_FIELDS = {"mount": _mount, "device": _device}
