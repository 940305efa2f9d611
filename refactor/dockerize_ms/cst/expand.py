"""Variables in words: BuildKit's expansion, with unknown values."""

from __future__ import annotations

import contextlib
import re

from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.cst.lexer import Lexer, Lookup
from dockerize_ms.cst.nodes import Heredoc
from dockerize_ms.text import HOLE

_PLAIN = re.compile(r"[^$'\"\\`\ufeff\udc80-\udcff]*")


def expand(raw: str, lookup: Lookup, *, escape: str = "\\", patterns: bool = True) -> str:
    """A word with its variables replaced and its quotes removed.

    ``lookup`` gives a variable's value, None if it is unset. A value may hold
    ``HOLE``: it stays in the result, and an operator that depends on what is unknown
    gives a hole. ``patterns`` says that ``#``, ``%`` and ``/`` are operators. Raises
    ``ExpansionError`` for bad syntax, and for ``${x:?}``
    without a value.
    """
    if _PLAIN.fullmatch(raw):
        return raw
    return Lexer(raw, escape, lookup, patterns=patterns).process()


def expand_body(heredoc: Heredoc, lookup: Lookup) -> str:
    """The file that COPY or ADD makes of a heredoc: less tabs, and expanded unless it is quoted.

    Quotes are letters, and a backslash escapes, whatever the file's escape character.
    """
    body = re.sub(r"(?m)^\t+", "", heredoc.body) if heredoc.strip_tabs else heredoc.body
    return Lexer(body, "\\", lookup, plain=True).process() if heredoc.expand else body


def variables(raw: str, *, escape: str = "\\") -> tuple[str, ...]:
    """The names that a word refers to, in order, each once; up to where its syntax is bad."""
    names: dict[str, None] = {}

    def lookup(name: str) -> str:
        names[name] = None
        return HOLE

    with contextlib.suppress(ExpansionError):
        expand(raw, lookup, escape=escape)
    return tuple(names)
