"""One character of Go's regular expressions: itself, escaped, a class or a range."""

from __future__ import annotations

import re
import string
import sys
import unicodedata

from dockerize_ms.context.automaton import Test
from dockerize_ms.context.wildcards import BadPattern

SINGLE = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
WORD = frozenset(string.ascii_letters + string.digits + "_")
PERL: dict[str, frozenset[str]] = {
    "d": frozenset(string.digits),
    "s": frozenset("\t\n\f\r "),
    "w": WORD,
}
POSIX: dict[str, frozenset[str]] = {
    "alnum": frozenset(string.ascii_letters + string.digits),
    "alpha": frozenset(string.ascii_letters),
    "ascii": frozenset(map(chr, range(128))),
    "blank": frozenset("\t "),
    "cntrl": frozenset(map(chr, (*range(32), 127))),
    "digit": frozenset(string.digits),
    "graph": frozenset(map(chr, range(33, 127))),
    "lower": frozenset(string.ascii_lowercase),
    "print": frozenset(map(chr, range(32, 127))),
    "punct": frozenset(string.punctuation),
    "space": frozenset("\t\n\v\f\r "),
    "upper": frozenset(string.ascii_uppercase),
    "word": WORD,
    "xdigit": frozenset(string.hexdigits),
}
CATEGORY = re.compile(
    r"(?P<letter>[CLMNPSZ])"
    r"|\{(?P<not>\^?)(?P<name>C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)\}"
)
NUMBER = re.compile(
    r"x(?P<hex>[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})|(?P<octal>0[0-7]{0,2}|[1-7][0-7]{1,2})"
)


def one_character(text: str, at: int) -> tuple[Test, int]:
    """The test of one character, and where it ends."""
    if text[at] == "[":
        return _class(text, at + 1)
    if text[at] == ".":
        return no_newline, at + 1
    named = _named(text, at)
    if named:
        return named
    char, at = _char(text, at)
    return char.__eq__, at


def _class(text: str, at: int) -> tuple[Test, int]:
    """A ``[…]`` whose bracket ends before ``at``."""
    negated = text.startswith("^", at)
    at += negated
    tests: list[Test] = []
    while not (tests and text.startswith("]", at)):
        named = _posix(text, at) or _named(text, at)
        if named:
            test, at = named
            tests.append(test)
            continue
        low, at = _char(text, at)
        high = low
        if text.startswith("-", at) and text[at + 1 : at + 2] not in ("", "]"):
            high, at = _char(text, at + 1)
        if high < low:
            raise BadPattern(text)
        tests.append(_span(low, high))
    return (lambda char: any(test(char) for test in tests) != negated), at + 1


def _span(low: str, high: str) -> Test:
    return lambda char: low <= char <= high


def _posix(text: str, at: int) -> tuple[Test, int] | None:
    """A class such as ``[:alpha:]`` or ``[:^alpha:]`` inside of brackets."""
    end = text.find(":]", at + 2) if text.startswith("[:", at) else -1
    if end < 0:
        return None
    name = text[at + 2 : end]
    negated = name.startswith("^")
    members = POSIX.get(name[negated:])
    if members is None:
        raise BadPattern(text)
    return (lambda char: (char in members) != negated), end + 2


def _named(text: str, at: int) -> tuple[Test, int] | None:
    """A class such as ``\\d`` or ``\\pL``, and the same in capitals for all else."""
    if text[at : at + 1] != "\\":
        return None
    letter = text[at + 1 : at + 2]
    negated = letter.isupper()
    if letter in ("p", "P"):
        return _category(text, at + 2, negated)
    members = PERL.get(letter.lower())
    if members is None:
        return None
    return (lambda char: (char in members) != negated), at + 2


def _category(text: str, at: int, negated: bool) -> tuple[Test, int]:
    """A category of Unicode such as ``L`` or ``{Lu}``. Scripts are refused: nobody has them."""
    found = CATEGORY.match(text, at)
    if not found:
        raise BadPattern(text)
    name = found["name"] or found["letter"]
    negated ^= bool(found["not"])
    return (lambda char: unicodedata.category(char).startswith(name) != negated), found.end()


def _char(text: str, at: int) -> tuple[str, int]:
    """A character, escaped or not, and where it ends."""
    if at >= len(text):
        raise BadPattern(text)
    if text[at] != "\\":
        return text[at], at + 1
    char = text[at + 1 : at + 2]
    if char in SINGLE:
        return SINGLE[char], at + 2
    number = NUMBER.match(text, at + 1)
    if number:
        code = int(number["octal"], 8) if number["octal"] else int(number["hex"].strip("{}"), 16)
        if code > sys.maxunicode:
            raise BadPattern(text)
        return chr(code), number.end()
    if not char or not char.isascii() or char.isalnum():
        raise BadPattern(text)
    return char, at + 2


def no_newline(char: str) -> bool:
    """What a dot stands for."""
    return char != "\n"
