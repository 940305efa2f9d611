"""Shell text made ready for the grammar: same length, plain ASCII, its known traps covered.

Only the shape is read from the masked text; every word is cut from the original.
So whatever is a word character may become any other one.
"""

from __future__ import annotations

import re

from msgspec import Struct

from dockerize_ms.shell.trivia import Heredoc, Trivia, trivia

_ODD = re.compile(r"[^\t\n\r -~]")
_ESCAPED = re.compile(r"\\[\\ \t]")
# A lone bracket is a word; the grammar's own reading of [ … ] fails on -a, -o and \(.
_BRACKET = re.compile(r"\[(?<![^\s;&|(!`]\[)(?=\s|\Z)")
_CLOSING = re.compile(r"\](?<=[ \t]\])(?![^\s;&|)`])")
# Names are read out of the words later; the grammar tears "a/$b/c$d/e" at times.
_SIGNS = re.compile(r"\$[*@?!#$-]")
_ESCAPED_SIGNS = re.compile(r"(\\.)|\$[*@?!#$-]", re.DOTALL)
_NAMES = re.compile(r"\$(?![{('\"\[`])")
# Braces are a word's own, if nothing between them ends a word.
_BRACES = re.compile(r"\$\{[^{}]*(?:\{[^{}]*\}?)?|\{([^\s{}();&|<>]*)\}")
# A line continuation inside a word does not end it.
_GLUED = re.compile(r"\\\n(?<=[^\s\\;&|<>(){]\\\n)(?=[^\s\\;&|<>()#])")
# Read backwards: blanks and line continuations.
_TAIL = re.compile(r"(?:\n\\|[ \t\n])*")
_JOINED_TAIL = re.compile(r"[ \t\n]*\\?(?:\n\\|[ \t\n])*")
_NO_FEED = re.compile(r"[^\n]")


class Masked(Struct, frozen=True, kw_only=True, eq=False):
    """Text for the grammar, and the heredocs that were taken out of it by operator."""

    text: str
    heredocs: tuple[Heredoc, ...] = ()


def masked(text: str, *, joined: bool = False) -> Masked:
    """The text to parse instead of ``text``."""
    heredocs: tuple[Heredoc, ...] = ()
    if "\r" in text:
        text = text.replace("\\\r\n", " \\\n").replace("\r\n", " \n")
    if "#" in text or "<<" in text:
        found = trivia(text, joined=joined)
        heredocs = found.heredocs
        text = _without(text, found)
    text = ascii_only(text)
    if "\\ " in text or "\\\t" in text:
        text = _ESCAPED.sub("..", text)
    if "$" in text:
        text = _ESCAPED_SIGNS.sub(_sign, text) if "\\$" in text else _SIGNS.sub("__", text)
        text = _NAMES.sub("_", text)
    if "{" in text:
        text = _BRACES.sub(_braces, text)
    if "[" in text:
        text = _CLOSING.sub(".", _BRACKET.sub(".", text))
    if "\\\n" in text:
        text = _ended(_GLUED.sub("..", text), joined)
    return Masked(text=text, heredocs=heredocs)


def _ended(text: str, joined: bool) -> str:
    """The text without line continuations that nothing follows."""
    found = (_JOINED_TAIL if joined else _TAIL).match(text[::-1])
    end = len(text) - (found.end() if found else 0)
    # An escaped backslash is no continuation.
    return text if text[end - 1 : end] == "\\" else text[:end].ljust(len(text))


def _sign(found: re.Match[str]) -> str:
    return found.group(1) or "__"


def _braces(found: re.Match[str]) -> str:
    inner = found.group(1)
    return found.group() if inner is None else f".{inner}."


def ascii_only(text: str) -> str:
    """The text with every other character, and every control character, replaced."""
    return _ODD.sub(".", text) if _ODD.search(text) else text


def _without(text: str, found: Trivia) -> str:
    edits: list[tuple[int, int, str]] = []
    for start, end in found.hidden:
        edits.append((start, end, "`:" + " " * (end - start - 3) + "`"))
    edits += [(at, at + 1, ".") for at in found.hashes]
    for start, end in found.comments:
        edits.append((start, end, " " * (end - start)))
    edits += [(at, at + 3, "<  ") for at in found.strings]
    for heredoc in found.heredocs:
        operator = heredoc.operator
        edits.append((operator, operator + heredoc.width, "<".ljust(heredoc.width)))
        body = text[heredoc.start : heredoc.end]
        edits.append((heredoc.start, heredoc.end, _NO_FEED.sub(" ", body)))
    return replaced(text, edits)


def replaced(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with ranges replaced; they must not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        pieces += (text[at:start], new)
        at = end
    return "".join(pieces) + text[at:]
