"""Where heredocs begin, what they are called, and which lines belong to them."""

from __future__ import annotations

import re

from msgspec import Struct

from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.cst.lexer import Lexer
from dockerize_ms.cst.nodes import Heredoc

_SHAPE = r"([0-9]*)<<(-?+)[\t\n\f\r ]*+([^<]+)"
_LARGEST_FD = (1 << 64) - 1


class Mark(Struct, frozen=True):
    """A word such as ``<<-EOF``."""

    name: str
    expand: bool
    strip_tabs: bool
    fd: int


def marks(line: str, blanks: bool = True) -> list[Mark]:
    """The heredocs that a logical line announces, in order; ``blanks`` may stand behind ``<<``.

    Words are found with backslash escapes, whatever the file's escape character.
    Where the line cannot be lexed, say for an open quote, there are none.
    """
    lexer = Lexer(line, "\\", quotes=True, escapes=True, blanks=blanks)
    try:
        lexer.process()
    except ExpansionError:
        return []
    return [found for word in lexer.words if (found := mark(word))]


def mark(word: str) -> Mark | None:
    """The heredoc that a word announces, if it does."""
    shape = re.fullmatch(_SHAPE, word)
    if shape is None:
        return None
    plain = Lexer(shape[3], "\\")
    quoted = Lexer(shape[3], "\\", quotes=True)
    try:
        plain.process()
        quoted.process()
    except ExpansionError:
        return None
    if len(plain.words) != 1 or len(quoted.words) != 1:
        return None
    name = plain.words[0]
    expand = _quotes(name) == _quotes(quoted.words[0])
    return Mark(name, expand, bool(shape[2]), min(int(shape[1][:30] or 0), _LARGEST_FD))


def _quotes(text: str) -> int:
    return text.count("'") + text.count('"')


def bodies(text: str, at: int, found: list[Mark]) -> tuple[tuple[Heredoc, ...], int]:
    """The heredocs whose first body begins at an offset, and where the last one ends."""
    heredocs: list[Heredoc] = []
    for each in found:
        start, end = at, _end_line(text, at, each)
        at = text.find("\n", end) + 1 or len(text)
        heredocs.append(
            Heredoc(
                body=text[start:end],
                terminator=text[end:at],
                name=each.name,
                expand=each.expand,
                strip_tabs=each.strip_tabs,
                fd=each.fd,
                start=start,
            )
        )
    return tuple(heredocs), at


def _end_line(text: str, at: int, each: Mark) -> int:
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        line = text[at:end].rstrip("\r\n")
        if (line.lstrip("\t") if each.strip_tabs else line) == each.name:
            return at
        at = end
    return at
