"""Parser directives: ``# escape=`` and its like, in the zone at the top where they count."""

from __future__ import annotations

import re

import msgspec

from dockerize_ms.cst import syntax
from dockerize_ms.cst.characters import SPACE
from dockerize_ms.cst.nodes import Directive

KEYS = frozenset({"syntax", "escape", "check"})
_BLANKS = "\t\n\f\r "
_OPTION = r"(?s)(?:skip|experimental)=.*|error=(?:[01tTfF]|TRUE|true|True|FALSE|false|False)"
_SHAPE = r"([a-zA-Z][a-zA-Z0-9]*+)([\t\n\f\r ]*+=)"


def zone(text: str, at: int, mark: str = "#") -> tuple[list[Directive], int]:
    """The directives that begin at an offset, and where the zone ends.

    A blank line, an ordinary comment, an unknown key and an instruction end it, and
    so does ``check`` below an old ``syntax``.
    """
    found: list[Directive] = []
    version = syntax.TODAY
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        directive = recognize(text[at:end], at, mark)
        if directive is None or (directive.name == "check" and not version.check):
            break
        if directive.name == "syntax":
            version = syntax.read(directive.value)
        found.append(directive)
        at = end
    return found, at


def recognize(raw: str, start: int = -1, mark: str = "#") -> Directive | None:
    """The directive that one physical line holds, if it is one."""
    line = raw.rstrip("\r\n")
    body = line.lstrip(SPACE)
    if not body.startswith(mark):
        return None
    shape = re.match(_SHAPE, body[len(mark) :].lstrip(SPACE))
    if shape is None or shape[1].lower() not in KEYS:
        return None
    rest = body[len(mark) :].lstrip(SPACE)[shape.end() :]
    value = rest.strip(_BLANKS) or rest[-1:]  # a blank is a value where nothing else is
    if not value:
        return None
    before = len(rest) - len(rest.lstrip(_BLANKS)) if rest.strip(_BLANKS) else len(rest) - 1
    at = len(line) - len(rest)
    return Directive(
        before=line[: at - shape.end()],
        key=shape[1],
        equals=shape[2] + rest[:before],
        value=value,
        after=rest[before + len(value) :],
        newline=raw[len(line) :],
        start=start,
    )


def escape_character(directives: list[Directive]) -> str:
    """The escape character that directives choose; a bad value leaves the backslash."""
    for directive in directives:
        if directive.name == "escape" and directive.value in ("\\", "`"):
            return directive.value
    return "\\"


def bad_option(value: str) -> str | None:
    """The first option in the value of ``check`` that BuildKit does not take, if any."""
    for option in value.partition(" ")[0].split(";", 2):
        key, _, text = option.partition("=")
        if not re.fullmatch(_OPTION, f"{key.strip(SPACE)}={text.strip(SPACE)}"):
            return option
    return None


def read(text: str) -> dict[str, str]:
    """Every directive that a file's text has, by its lower-case name.

    ``syntax`` and ``check`` are also found behind a ``#!`` line, ``syntax`` in ``//``
    comments and in JSON too. Of a name given twice, an error, the first counts.
    """
    text = text.removeprefix("\ufeff")
    start = text.find("\n") + 1 or len(text) if text.startswith("#!") else 0
    values: dict[str, str] = {}
    for directive in zone(text, start)[0]:
        if not start or directive.name != "escape":
            values.setdefault(directive.name, directive.value)
    if "syntax" not in values and text.startswith(("//", "{", " ", "\t", "\n", "\r"), start):
        values.update(_other_syntax(text, start))
    return values


def _other_syntax(text: str, start: int) -> dict[str, str]:
    for directive in zone(text, start, "//")[0]:
        if directive.name == "syntax":
            return {"syntax": directive.value}
    try:
        syntax = msgspec.json.decode(text[start:], type=_Json).syntax
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return {}
    return {"syntax": syntax} if syntax else {}


class _Json(msgspec.Struct):
    syntax: str = ""
