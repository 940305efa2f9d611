"""From the logical text of an instruction's arguments to the single arguments."""

from __future__ import annotations

import re

from msgspec import Struct

from dockerize_ms.cst import json_form, words
from dockerize_ms.cst.characters import BYTE_SPACE, WORD_BREAK
from dockerize_ms.cst.syntax import TODAY, Syntax

_BREAK = re.compile(WORD_BREAK)
_NOT_STRINGS = "when using JSON array syntax, arrays must be comprised of strings only"


class Arguments(Struct, frozen=True, kw_only=True):
    """What an instruction is given: ``error`` says why BuildKit refuses it.

    ``old_form`` is ``ENV key value``.
    """

    values: tuple[str, ...] = ()
    is_json: bool = False
    old_form: bool = False
    error: str = ""
    hint: str = ""


def read(name: str, text: str, escape: str, syntax: Syntax = TODAY) -> Arguments:
    """The arguments of an instruction (upper-case name); those of an unknown one are not read."""
    strict = syntax.strict_json
    match name:
        case "RUN" | "CMD" | "ENTRYPOINT" | "SHELL":
            return _command(text, strict)
        case "COPY" | "ADD" | "VOLUME":
            return _json(text, strict) or Arguments(values=_words(text))
        case "FROM" | "EXPOSE":
            return Arguments(values=_words(text))
        case "ENV" | "LABEL":
            return _pairs(name, text, escape)
        case "ARG":
            return Arguments(values=tuple([word for *_, word in words.split(text, escape)]))
        case "HEALTHCHECK":
            return _healthcheck(text, strict)
        case "WORKDIR" | "USER" | "STOPSIGNAL" | "MAINTAINER" | "ONBUILD":
            return Arguments(values=(text,) if text else ())
    return Arguments()


def after_first_word(text: str) -> int:
    """Where the second word of a line begins, as HEALTHCHECK counts words."""
    for index, char in enumerate(text):
        if char in BYTE_SPACE:
            return len(text) - len(text[index:].lstrip(BYTE_SPACE))
    return len(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_BREAK.split(text)) if text else ()


def _json(text: str, strict: bool) -> Arguments | None:
    try:
        values = json_form.strings(text, strict)
    except json_form.NotStrings:
        return Arguments(error=_NOT_STRINGS, hint="put every element in double quotes")
    return None if values is None else Arguments(values=values, is_json=True)


def _command(text: str, strict: bool) -> Arguments:
    if not text:
        return Arguments()
    return _json(text, strict) or Arguments(values=(text,))


def _healthcheck(text: str, strict: bool) -> Arguments:
    at = after_first_word(text)
    kind = text[:at].rstrip(BYTE_SPACE)
    if not kind:
        return Arguments()
    command = _command(text[at:], strict)
    return Arguments(
        values=(kind, *command.values),
        is_json=command.is_json,
        error=command.error,
        hint=command.hint,
    )


def _pairs(name: str, text: str, escape: str) -> Arguments:
    found = words.split(text, escape)
    if not found:
        return Arguments()
    if "=" not in found[0][2]:
        key, *value = _BREAK.split(text, 1)
        if not value:
            return Arguments(error=f"{name} must have two arguments", hint="write name=value")
        return Arguments(values=(key, value[0]), old_form=True)
    values: list[str] = []
    for *_, word in found:
        key, equals, text = word.partition("=")
        if not equals:
            hint = "quote a value that holds blanks, and put comments on lines of their own"
            return Arguments(error=f"can't find = in {word!r}: not name=value", hint=hint)
        values += key, text
    return Arguments(values=tuple(values))
