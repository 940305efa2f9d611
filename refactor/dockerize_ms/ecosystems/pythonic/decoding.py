"""How pip decodes a requirements file (its ``auto_decode``)."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODING = re.compile(rb"[ \t]*#.*?coding[:=][ \t]*(?P<name>[-\w.]+)")
_NAMES = re.compile(
    r"(utf[-_]?\d+([-_][bl]e)?|(us[-_]?)?ascii|latin[-_]?\d+|iso[-_]?8859[-_]\d+|cp\d+"
    r"|windows[-_]\d+|koi8[-_]\w|gbk?\d*|big5|euc[-_]\w+|shift[-_]jis)\Z",
    re.IGNORECASE,
)
"""Encodings of texts: Python knows others, which pack or escape."""


def decoded(content: bytes) -> str:
    """A list's text: by its mark, by a coding line among its first two, else UTF-8 or Latin-1."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for line in content.split(b"\n", 2)[:2]:
        if (match := _CODING.match(line)) and (text := _by_name(content, match["name"])):
            return text
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _by_name(content: bytes, name: bytes) -> str | None:
    encoding = name.decode("ascii", "replace")
    if not _NAMES.match(encoding):
        return None
    try:
        return content.decode(encoding, "replace")
    except LookupError:
        return None
