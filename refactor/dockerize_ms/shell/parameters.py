"""What the operators of ``${name<operator>argument}`` make of a known value."""

from __future__ import annotations

import re

from dockerize_ms.shell import patterns
from dockerize_ms.shell.nodes import Literal, Word
from dockerize_ms.text import HOLE, known

_SLICE = re.compile(r"\s*\(?\s*(-?\d{1,9})\s*\)?\s*(?::\s*(-?\d{1,9})\s*)?")
DEFAULTS = frozenset((":-", "-", ":=", "="))
ALTERNATIVES = frozenset((":+", "+"))


def uses_argument(operator: str, value: str | None) -> bool | None:
    """Whether a default or an alternative applies; None if that depends on what is unknown."""
    if operator[0] == ":" and value == HOLE:
        return None
    missing = not value if operator[0] == ":" else value is None
    return missing if operator in DEFAULTS else not missing


def applied(operator: str, value: str | None, argument: str) -> str:
    """The value after any other operator; a hole where that is not known.

    ``argument`` is expanded; in it, a backslash makes a pattern's sign literal.
    """
    if operator in (":?", "?"):
        missing = not value if operator == ":?" else value is None
        return HOLE if missing or value is None else value
    value = value or ""
    if not known(value) or not known(argument):
        return HOLE
    if operator == "length":
        return str(len(value))
    if operator in ("#", "##"):
        return patterns.without_prefix(value, argument, longest=operator == "##")
    if operator in ("%", "%%"):
        return patterns.without_suffix(value, argument, longest=operator == "%%")
    if operator == ":":
        return _slice(value, argument)
    if operator[0] in "^,":
        return HOLE if argument else _cased(operator, value)
    return HOLE


def _cased(operator: str, value: str) -> str:
    change = str.upper if operator[0] == "^" else str.lower
    return change(value) if len(operator) == 2 else change(value[:1]) + value[1:]


def _slice(value: str, argument: str) -> str:
    found = _SLICE.fullmatch(argument)
    if not found:
        return HOLE
    start, length = int(found.group(1)), found.group(2)
    if start < 0:
        start += len(value)
        if start < 0:
            return ""
    if length is None:
        return value[start:]
    size = int(length)
    return (
        value[start : start + size] if size >= 0 else value[start : max(len(value) + size, start)]
    )


def substituted(operator: str, value: str | None, pattern: str, new: str) -> str:
    """``${x/pattern/new}`` and its kin."""
    value = value or ""
    if not (known(value) and known(pattern) and known(new)):
        return HOLE
    if operator in ("/#", "/%"):
        cut = patterns.without_prefix if operator == "/#" else patterns.without_suffix
        rest = cut(value, pattern, longest=True)
        if len(rest) == len(value) and not (patterns.matches(pattern, "")):
            return value
        return new + rest if operator == "/#" else rest + new
    found = patterns.replaced(value, pattern, new, everywhere=operator == "//")
    return HOLE if found is None else found


def divided(argument: Word) -> tuple[Word, Word | None]:
    """The pattern and the replacement: the argument, split at its first unquoted slash."""
    for index, part in enumerate(argument.parts):
        if isinstance(part, Literal) and not part.quoted and "/" in part.text:
            left, _, right = part.text.partition("/")
            at = part.start
            before = (*argument.parts[:index], Literal(start=at, end=at, text=left))
            after = (Literal(start=at, end=at, text=right), *argument.parts[index + 1 :])
            return (
                Word(start=argument.start, end=at, parts=before),
                Word(start=at, end=argument.end, parts=after),
            )
    return argument, None
