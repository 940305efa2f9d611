"""One pattern of ``.dockerignore``, and many at once.

moby takes a pattern for an exact text, a prefix, a suffix or a regular expression,
and the four differ in small ways: ``**foo`` also matches ``xfoo``, ``dir**`` also
``dirs/x``, but ``**f?o`` only whole names. One difference is left out: a star inside of
a range stands for itself here, where moby's own reading of it makes no sense.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from msgspec import Struct

from dockerize_ms.context.wildcards import ANY, STAR, BadPattern, Token, join, read_range, tokens

GLOBSTAR = r"(?:.*/)?"
FIRST_BOUNDARY = r"(?:.*?/)??"
REST = r".*"
SPECIAL = frozenset("*?[]\\")
SHARED_ESCAPES = frozenset("dDsSwWafnrtv")
"""Letters that mean the same after a backslash in Go's expressions and in Python's."""

UNSETTLED_LIMIT = 4
"""How many wildcards a pattern may have in which they cannot be settled one by one."""


class Kind(enum.Enum):
    """How a pattern is compared."""

    EXACT = 1
    PREFIX = 2
    SUFFIX = 3
    REGEX = 4


class Shape(Struct, frozen=True):
    """A pattern made ready: ``text`` is an expression for ``fullmatch`` if it is a regex."""

    kind: Kind
    text: str


class AnyOf:
    """Whether any of several shapes matches a path."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        by_kind: dict[Kind, list[str]] = {kind: [] for kind in Kind}
        for shape in shapes:
            by_kind[shape.kind].append(shape.text)
        self._suffixes = tuple(by_kind[Kind.SUFFIX])
        self._prefixes = tuple(by_kind[Kind.PREFIX])
        alone = (text[1:] for text in self._suffixes if text.startswith("/"))  # **/x matches x
        self._exact = frozenset((*by_kind[Kind.EXACT], *alone))
        regex = "|".join(f"(?:{text})" for text in by_kind[Kind.REGEX])
        self._regex = re.compile(regex, re.ASCII) if regex else None

    def fits(self, path: str) -> bool:
        """Whether one of them matches the path itself; its parents are not looked at."""
        return (
            path in self._exact
            or path.endswith(self._suffixes)
            or path.startswith(self._prefixes)
            or (self._regex is not None and self._regex.fullmatch(path) is not None)
        )


def shape(pattern: str) -> Shape:
    """Make a cleaned pattern ready.

    Raises ``BadPattern`` for what Docker refuses, and for patterns that nobody
    writes and that take exponential time (``a**b*c*d*e*f``).
    """
    if "[" in pattern or "\\" in pattern:
        tokens(pattern)  # Docker checks the syntax with filepath.Match first
    if SPECIAL.isdisjoint(pattern):
        return Shape(Kind.EXACT, pattern)
    if pattern.startswith("**") and SPECIAL.isdisjoint(pattern[2:]):
        return Shape(Kind.SUFFIX, pattern[2:])
    if pattern.endswith("**") and SPECIAL.isdisjoint(pattern[:-2]):
        return Shape(Kind.PREFIX, pattern[:-2])
    segments, rest = _segments(pattern)
    text = (_settled(segments) if _settles(segments) else _unsettled(segments)) + rest
    if "[" in pattern and "\\" in pattern:
        _check(text)
    return Shape(Kind.REGEX, text)


def _check(text: str) -> None:
    try:
        re.compile(text, re.ASCII)
    except re.error as error:
        raise BadPattern(text) from error


def literal_prefix(pattern: str) -> str:
    """What everything that the pattern matches begins with."""
    return re.split(r"[*?\[\\]", pattern, maxsplit=1)[0]


def _segments(pattern: str) -> tuple[list[list[Token]], str]:
    """The pieces between ``**``, and what a ``**`` at the end accepts."""
    segments: list[list[Token]] = [[]]
    at = 0
    while at < len(pattern):
        if not pattern.startswith("**", at):
            token, at = _token(pattern, at)
            segments[-1].append(token)
            continue
        at += 2
        at += pattern.startswith("/", at)
        if at >= len(pattern):
            return segments, REST
        if segments[-1] or len(segments) == 1:
            segments.append([])
    return segments, ""


def _token(pattern: str, at: int) -> tuple[Token, int]:
    char = pattern[at]
    if char == "*":
        return Token(STAR, star=True), at + 1
    if char == "?":
        return Token(ANY), at + 1
    if char == "[":
        text, at = read_range(pattern, at + 1, _escape)
        return Token(text), at
    if char == "\\":
        return Token(_escape(pattern[at + 1])), at + 2
    return Token("^" if char == "^" else re.escape(char)), at + 1


def _escape(char: str) -> str:
    """A character after a backslash, as Go's regular expressions read it."""
    if not char.isascii() or (char.isalnum() and char not in SHARED_ESCAPES):
        raise BadPattern(char)
    return "\\" + char if char.isalnum() else re.escape(char)


def _settles(segments: list[list[Token]]) -> bool:
    """Whether each wildcard may take its first fit: ``**`` follows a slash, no range is one."""
    aligned = all(not part or part[-1].text == "/" for part in segments[:-1])
    return aligned and not any(
        token.text.startswith("[") and not token.star and re.fullmatch(token.text, "/")
        for part in segments
        for token in part
    )


def _settled(segments: list[list[Token]]) -> str:
    first, *others = segments
    if not others:
        return join(first)
    middle = "".join(f"(?>{FIRST_BOUNDARY}{join(part)})" for part in others[:-1])
    return join(first) + middle + GLOBSTAR + join(others[-1])


def _unsettled(segments: list[list[Token]]) -> str:
    stars = sum(token.star for part in segments for token in part)
    if stars + len(segments) > UNSETTLED_LIMIT:
        raise BadPattern("too many wildcards")
    return GLOBSTAR.join("".join(token.text for token in part) for part in segments)
