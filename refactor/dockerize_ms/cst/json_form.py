"""The JSON form of arguments, as strict as Go's decoder."""

from __future__ import annotations

import re

from dockerize_ms.cst.characters import SPACE

_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+"
_BLANKS = " \t\r\n"
_BLANK = r"[ \t\r\n]*+"
_ELEMENT = re.compile(rf"{_BLANK}({_STRING}){_BLANK}([,\]])")
_TOKEN = rf"{_BLANK}(?:({_STRING})|({_NUMBER})|(true|false|null)|([\[\]{{}},:]))"
_ESCAPE = (
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\(.)"
)
_PLAIN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_DEEPEST = 10_000


class NotStrings(Exception):  # noqa: N818 - an outcome that the caller turns into an error
    """The text is a JSON array that holds something else than strings."""


def strings(text: str, strict: bool = True) -> tuple[str, ...] | None:
    """The elements of a JSON array of strings; None where the text is no JSON array.

    What stands behind the array makes it none, unless ``strict`` is off.

    Raises ``NotStrings`` for a valid array with other elements, which BuildKit
    refuses instead of falling back to the shell form.
    """
    text = text.lstrip(SPACE)
    if not text.startswith("["):
        return None
    rest = text[1:].lstrip(_BLANKS)
    if rest.startswith("]") and not (strict and rest[1:].strip(_BLANKS)):
        return ()
    found: list[str] = []
    at = 1
    while element := _ELEMENT.match(text, at):
        found.append(_value(element[1]))
        at = element.end()
        if element[2] == "]":
            return tuple(found) if not (strict and text[at:].strip(_BLANKS)) else None
    if _is_array(text, strict):
        raise NotStrings
    return None


def _value(quoted: str) -> str:
    inner = quoted[1:-1]
    return re.sub(_ESCAPE, _character, inner) if "\\" in inner else inner


def _character(match: re.Match[str]) -> str:
    if match[1]:
        high, low = int(match[1], 16) - 0xD800, int(match[2], 16) - 0xDC00
        return chr(0x10000 + (high << 10) + low)
    if match[3]:
        code = int(match[3], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return _PLAIN.get(match[4], match[4])


def _is_array(text: str, strict: bool) -> bool:
    """Whether the text is a JSON array, or begins with one unless ``strict``.

    Keeps its own stack: no file can exhaust it.
    """
    stack: list[str] = []
    expected = "value"
    at = 0
    tokens = re.compile(_TOKEN)
    while token := tokens.match(text, at):
        at = token.end()
        if token[2] and _overflows(token[2]):
            return False
        expected = _step(stack, expected, token[4] or ("string" if token[1] else "scalar"))
        if expected == "bad" or len(stack) > _DEEPEST:
            return False
        if expected == "end":
            return not (strict and text[at:].strip(_BLANKS))
    return False


def _overflows(number: str) -> bool:
    return abs(float(number)) == float("inf")


def _step(stack: list[str], expected: str, sign: str) -> str:
    """What may follow a sign: a value, a key, a colon, a comma, the end; or ``bad``."""
    if sign in ("]", "}"):
        closes = {"]": ("first value", "comma"), "}": ("first key", "comma")}[sign]
        if not stack or stack.pop() != sign or expected not in closes:
            return "bad"
    elif expected in ("value", "first value"):
        if sign == "[":
            stack.append("]")
            return "first value"
        if sign == "{":
            stack.append("}")
            return "first key"
        if sign not in ("string", "scalar"):
            return "bad"
    elif expected in ("key", "first key"):
        return "colon" if sign == "string" else "bad"
    elif expected == "colon":
        return "value" if sign == ":" else "bad"
    elif sign == ",":
        return "value" if stack[-1] == "]" else "key"
    else:
        return "bad"
    return "comma" if stack else "end"
