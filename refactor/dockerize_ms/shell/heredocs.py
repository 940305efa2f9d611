"""The bodies of heredocs, read as text between double quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dockerize_ms.shell.nodes import Literal, WordPart
from dockerize_ms.shell.trivia import Heredoc

_TOKEN = re.compile(r"\\.|\$?\(|[)`\"]", re.DOTALL)
_FEEDLESS = re.compile(r"[^\n]")
_TABS = re.compile(r"(?<=\n)\t+")
_ESCAPE = re.compile(r"\\(?:\n|([$`\\]))")


def expands(text: str, heredoc: Heredoc) -> bool:
    """Whether the shell looks for expansions in the body."""
    body = text[heredoc.start : heredoc.stop]
    return not heredoc.quoted and ("$" in body or "`" in body or "\\" in body)


def unescaped(text: str) -> str:
    """The meaning of a body's literal text. Unlike in a string, a quote needs no escape."""
    return _ESCAPE.sub(r"\1", text)


def untabbed(part: WordPart, *, first: bool) -> WordPart:
    """A part of the body of ``<<-``, without the tabs that its lines begin with."""
    if not isinstance(part, Literal):
        return part
    text = _TABS.sub("", part.text.lstrip("\t") if first else part.text)
    return Literal(start=part.start, end=part.end, text=text, quoted=True)


def as_strings(text: str, masked: str, heredocs: Sequence[Heredoc]) -> str:
    """A text in which each body is a string and all else blank; offsets stay.

    ``masked`` is the text in ASCII. A body begins after a line feed and ends before its
    delimiter, so both quotes have a place, except behind the end of the text.
    """
    pieces: list[str] = []
    at = 0
    for heredoc in heredocs:
        pieces.append(_FEEDLESS.sub(" ", text[at : heredoc.start - 1]))
        pieces.append('"' + _quotable(masked[heredoc.start : heredoc.stop]) + '"')
        at = heredoc.stop + 1
    return "".join(pieces)


def _quotable(body: str) -> str:
    """The body with its own double quotes out of the way, except in substitutions."""
    closers: list[str] = []
    pieces: list[str] = []
    at = 0
    for found in _TOKEN.finditer(body):
        sign = found.group()
        if closers and sign == closers[-1]:
            closers.pop()
        elif sign == "`" or sign == "$(" or (sign == "(" and closers):
            closers.append("`" if sign == "`" else ")")
        elif sign == '"' and not closers:
            pieces += (body[at : found.start()], "'")
            at = found.end()
    return "".join(pieces) + body[at:]
