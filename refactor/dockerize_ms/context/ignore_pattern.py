"""One pattern of ``.dockerignore``, and many at once.

moby takes a pattern for an exact text, a prefix, a suffix or a regular expression,
and the four differ in small ways: ``**foo`` also matches ``xfoo``, ``dir**`` also
``dirs/x``, but ``**f?o`` only whole names.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from msgspec import Struct

from dockerize_ms.context.automaton import Automaton, Instruction
from dockerize_ms.context.expression import GROUP, programs
from dockerize_ms.context.wildcards import compiled

BOM = "\ufeff"
"""moby skips one where it reads a pattern and has it where it cuts or compares the text."""

SPECIAL = frozenset("*?[]\\")
ESCAPED = frozenset(".+()$")
"""What moby escapes. It means to do so for ``{|}`` too, but its table has no place for them."""

UNKNOWN = re.compile(r"[\[(\\^.\ufffd]")
"""Where an expression stops to be plain text."""

STARS = re.compile(r"\*+|\\.?|\[(?:\\.?|[^\]\\])*\]?", re.DOTALL)
"""Stars, or an escape or range that may have some inside."""

NOT_UTF8 = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")
"""A byte that is no UTF-8 reads as the replacement character, as in Go."""


class Kind(enum.Enum):
    """How a pattern is compared."""

    EXACT = 1
    PREFIX = 2
    SUFFIX = 3
    REGEX = 4


class Shape(Struct, frozen=True):
    """A pattern made ready: what the text means depends on the kind."""

    kind: Kind
    text: str
    programs: tuple[list[Instruction], ...] = ()

    @property
    def size(self) -> int:
        """The number of instructions."""
        return sum(map(len, self.programs))

    def prefixes(self, below: str) -> bool:
        """Whether what matches may begin with ``below``."""
        if self.kind in (Kind.EXACT, Kind.SUFFIX):
            return self.kind is Kind.SUFFIX or self.text.startswith(below)
        known = self.text
        if self.kind is Kind.REGEX:
            known = "" if "|" in known or "{" in known else UNKNOWN.split(known, maxsplit=1)[0]
        return known.startswith(below) or below.startswith(known)


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
        programs = [program for shape in shapes for program in shape.programs]
        self._automaton = Automaton(programs) if programs else None

    def fits(self, path: str) -> bool:
        """Whether one of them matches the path itself; its parents are not looked at."""
        return (
            path in self._exact
            or path.endswith(self._suffixes)
            or path.startswith(self._prefixes)
            or (self._automaton is not None and self._automaton.accepts(_read(path)))
        )


def shape(pattern: str) -> Shape:
    """Make a cleaned pattern ready.

    Raises ``BadPattern`` for what Docker refuses, and for what nobody writes and takes
    long (``a{0,1000}*``).
    """
    _check(pattern)
    if SPECIAL.isdisjoint(pattern):
        return Shape(Kind.EXACT, pattern)
    read = pattern.removeprefix(BOM)
    if read.startswith("**") and SPECIAL.isdisjoint(read[2:]):
        return Shape(Kind.SUFFIX, read[2:] if read == pattern else pattern)
    if pattern.endswith("**") and SPECIAL.isdisjoint(pattern[:-2]):
        return Shape(Kind.PREFIX, pattern[:-2])
    text = _expression(_read(read))
    return Shape(Kind.REGEX, text, tuple(programs("^" + text)))


def _check(pattern: str) -> None:
    """Ask ``filepath.Match`` for errors, as Docker does with the name ``.``.

    It reads no further than to the first text between stars that does not fit.
    """
    for found in STARS.finditer(pattern):
        if found[0][0] == "*" and compiled(pattern[: found.end()]).fullmatch(".") is None:
            return
    compiled(pattern)


def _read(text: str) -> str:
    return text if text.isascii() else text.translate(NOT_UTF8)


def _expression(pattern: str) -> str:
    """The regular expression that moby makes of a pattern, brackets and all."""
    result = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if pattern.startswith("**", at - 1):
            at += 1
            at += pattern.startswith("/", at)
            result.append(GROUP if at < len(pattern) else ".*")
        elif char in "*?":
            result.append("[^/]*" if char == "*" else "[^/]")
        elif char == "\\":
            result.append(pattern[at - 1 : at + 1])
            at += 1
        else:
            result.append("\\" + char if char in ESCAPED else char)
    return "".join(result) + "$"
