"""Literal text, quotes, escapes and plain ``$name``, cut from the original text."""

from __future__ import annotations

import re
from collections.abc import Callable

from dockerize_ms.shell.nodes import Literal, Parameter, WordPart

# $10 is $1 and a zero.
_NAME = r"\$(?:\\\n)*((?:[A-Za-z_](?:\w|\\\n)*)|[0-9*@?!#$-])"
# Unquoted text: a name, a run, an escape, a string that stands in no node, or a lone sign.
_BARE = re.compile(rf"{_NAME}|[^\\'\"$]+|\\.|'[^']*'|\"(?:[^\"\\]|\\.)*\"|.", re.DOTALL | re.ASCII)
_QUOTED = re.compile(rf"\\.|{_NAME}", re.DOTALL | re.ASCII)
_IN_QUOTES = re.compile(r"\\(?:\n|([$`\"\\]))")
_ANSI = re.compile(
    r"\\(?:([abeEfnrtv\\'\"?])|([0-7]{1,3})|x([0-9a-fA-F]{1,2})"
    r"|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c(.))",
    re.DOTALL,
)
_ANSI_NAMED = dict(zip("abeEfnrtv", "\a\b\x1b\x1b\f\n\r\t\v", strict=True))


def unquoted(raw: str, start: int, *, joined: bool = False) -> list[WordPart]:
    """The parts of text that stands outside of quotes; ``start`` is its offset."""
    found: list[WordPart] = []
    for piece in _BARE.finditer(raw):
        begin, end = start + piece.start(), start + piece.end()
        name, text = piece.group(1), piece.group()
        if name:
            found.append(_parameter(begin, end, name, quoted=False))
        elif text[0] not in "\\'\"" or len(text) == 1:
            found.append(Literal(start=begin, end=end, text=text))
        elif text != "\\\n":
            found.append(Literal(start=begin, end=end, text=_bare(text, joined), quoted=True))
    return found


def quoted(raw: str, start: int, meaning: Callable[[str], str] | None = None) -> list[WordPart]:
    """The parts of text between double quotes, or of a body whose escapes have ``meaning``."""
    meaning = meaning or double_quoted
    found: list[WordPart] = []
    at = 0
    for piece in _QUOTED.finditer(raw):
        name = piece.group(1)
        if not name:
            continue
        if piece.start() > at:
            found.append(_literal(raw, start, at, piece.start(), meaning))
        begin, at = start + piece.start(), piece.end()
        found.append(_parameter(begin, start + at, name, quoted=True))
    if at < len(raw):
        found.append(_literal(raw, start, at, len(raw), meaning))
    return found


def _parameter(start: int, end: int, name: str, *, quoted: bool) -> Parameter:
    return Parameter(start=start, end=end, name=name.replace("\\\n", ""), quoted=quoted)


def _literal(raw: str, start: int, at: int, end: int, meaning: Callable[[str], str]) -> Literal:
    text = meaning(raw[at:end])
    return Literal(start=start + at, end=start + end, text=text, quoted=True)


def _bare(text: str, joined: bool) -> str:
    if text[0] == "\\":
        return text[1]
    return single_quoted(text, joined=joined) if text[0] == "'" else double_quoted(text[1:-1])


def single_quoted(raw: str, *, joined: bool = False) -> str:
    """The meaning of ``'…'``, where joined lines are gone before the shell sees them."""
    return raw[1:-1].replace("\\\n", "") if joined else raw[1:-1]


def double_quoted(text: str) -> str:
    """The meaning of text between double quotes, without expansions."""
    return _IN_QUOTES.sub(r"\1", text) if "\\" in text else text


def ansi_quoted(raw: str) -> str:
    """The meaning of ``$'…'``."""
    return _ANSI.sub(_ansi, raw[2:-1])


def _ansi(found: re.Match[str]) -> str:
    named, octal, *codes, control = found.groups()
    if named:
        return _ANSI_NAMED.get(named, named)
    if control:
        return chr(ord(control.upper()) & 0x1F)
    code = int(octal, 8) & 0xFF if octal else int(next(filter(None, codes)), 16)
    return chr(code) if code < 0x110000 else found.group()
