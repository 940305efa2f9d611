"""Wildcards of file names as Go's ``filepath.Match`` knows them.

Patterns become regular expressions whose matching time is quadratic at worst:
a star takes the first place where the text up to the next star fits and never
gives it back, which is enough because a star cannot cross a slash.
"""

from __future__ import annotations

import functools
import re

from msgspec import Struct

STAR = r"[^/]*"
ANY = r"[^/]"


class BadPattern(ValueError):  # noqa: N818 - Go calls it ErrBadPattern
    """The pattern is malformed: an unclosed range, an escape of nothing."""


class Token(Struct, frozen=True):
    """A piece of a pattern: ``text`` is a regular expression for one character, or a star."""

    text: str
    star: bool = False


def has_wildcards(pattern: str) -> bool:
    """Whether Docker takes the pattern for more than a plain path."""
    return any(char in pattern for char in "*?[\\")


def match(pattern: str, name: str) -> bool:
    """Whether Go's ``filepath.Match`` accepts the whole name.

    Raises ``BadPattern`` where Go returns ``ErrBadPattern``.
    """
    return compiled(pattern).fullmatch(name) is not None


@functools.lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression for ``fullmatch``."""
    return re.compile(_join(_tokens(pattern)))


def _tokens(pattern: str) -> list[Token]:
    """The pieces of a pattern. Adjacent stars become one."""
    result: list[Token] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "*":
            if not (result and result[-1].star):
                result.append(Token(STAR, star=True))
        elif char == "?":
            result.append(Token(ANY))
        elif char == "[":
            text, at = _read_range(pattern, at)
            result.append(Token(text))
        elif char == "\\":
            if at == len(pattern):
                raise BadPattern(pattern)
            result.append(Token(re.escape(pattern[at])))
            at += 1
        else:
            result.append(Token(re.escape(char)))
    return result


def _join(pieces: list[Token]) -> str:
    """One regular expression of the pieces, with every star but the last one settled."""
    text: list[str] = []
    fixed: list[str] = []
    star = False
    for piece in pieces:
        if not piece.star:
            fixed.append(piece.text)
            continue
        text.append(_settled(fixed) if star else "".join(fixed))
        fixed, star = [], True
    tail = "".join(fixed)
    return "".join(text) + (STAR + tail if star else tail)


def _settled(fixed: list[str]) -> str:
    """A star and the text after it, at the first place where that text fits."""
    return f"(?>{STAR}?{''.join(fixed)})"


def _read_range(pattern: str, at: int) -> tuple[str, int]:
    """A ``[…]`` whose bracket ends before ``at``, and where it ends."""
    negated = pattern.startswith("^", at)
    at += negated
    parts: list[str] = []
    first = at
    while at == first or not pattern.startswith("]", at):
        low, low_text, at = _range_char(pattern, at)
        if not pattern.startswith("-", at):
            parts.append(low_text)
            continue
        high, high_text, at = _range_char(pattern, at + 1)
        if low <= high:
            parts.append(f"{low_text}-{high_text}")
    if not parts:
        return (r"[\s\S]" if negated else r"(?!)"), at + 1
    return f"[{'^' if negated else ''}{''.join(parts)}]", at + 1


def _range_char(pattern: str, at: int) -> tuple[str, str, int]:
    """One end of a range: the character, its regular expression, and where it ends."""
    char = pattern[at : at + 1]
    if char in ("", "-", "]"):
        raise BadPattern(pattern)
    if char == "\\":
        at += 1
        char = pattern[at : at + 1]
    if at + 1 >= len(pattern):
        raise BadPattern(pattern)
    return char, re.escape(char), at + 1
