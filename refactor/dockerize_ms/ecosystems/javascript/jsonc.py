"""JSON as people write it for JavaScript tools: with comments and trailing commas."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import msgspec

_LARGEST = 2 * 1024 * 1024
_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_COMMA = re.compile(r'"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])')
_FAULTS = (msgspec.DecodeError, RecursionError, UnicodeError, ValueError)


@functools.lru_cache(maxsize=64)
def read(content: bytes) -> object:
    """The value of a text; None where it is no such JSON or longer than 2 MB."""
    if len(content) > _LARGEST:
        return None
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(content)
    except _FAULTS:
        pass
    try:
        text = _COMMENT.sub(_string_or(" "), content.decode("utf-8"))
        return msgspec.json.decode(_COMMA.sub(_string_or(""), text).encode())
    except _FAULTS:
        return None


def read_object(content: bytes | None) -> dict[str, object]:
    """The value where it is an object; an empty one otherwise."""
    value = None if content is None else read(content)
    return value if isinstance(value, dict) else {}


def _string_or(other: str) -> Callable[[re.Match[str]], str]:
    return lambda match: match[0] if match[0][0] == '"' else other
