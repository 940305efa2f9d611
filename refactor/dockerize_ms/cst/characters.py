"""Which characters BuildKit takes for blanks. It has three notions, and none is Python's."""

from __future__ import annotations

import re

SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""Trimmed from both ends of a line and between words: Go's ``unicode.IsSpace``."""

BREAK = "\t\v\f\r "
"""Separates the keyword and the unquoted words of an instruction."""

WORD_BREAK = r"[\t\v\f\r ]+"
"""``BREAK`` as a pattern."""

INDENT = SPACE.replace("\n", "")
"""``SPACE`` within one physical line."""

BYTE_SPACE = "\t\n\v\f\r \udc85\udca0"
"""Blank to what BuildKit reads byte by byte: no blank outside ASCII, but two stray bytes."""


_STRAY = re.compile("[\udc80-\udcff]")


def decoded(text: str) -> str:
    """The text as what BuildKit reads letter by letter: a stray byte is a replacement character."""
    return text if text.isascii() else _STRAY.sub("\ufffd", text)
