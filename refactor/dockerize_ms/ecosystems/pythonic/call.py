"""The words of ``python``: which script, module or text it runs."""

from __future__ import annotations

import re

from msgspec import Struct

from dockerize_ms.text import HOLE

_WITH_VALUE = ("-W", "-X", "-Q", "--check-hash-based-pycs", "--jit")
_STATEMENT = re.compile(
    r"(?:(?:import|from)\s+[\w., ]+(?:\s+import\s+[\w., *]+)?|print\([^()]*\)|pass"
    r"|assert\s+[\w. ]+|[\w.]+\.__version__)(?:\s*[;\n]\s*|\Z)"
)
_LONGEST = 2_000


class Call(Struct, frozen=True, kw_only=True):
    """What is run (``script``, ``module``, ``text``, else what comes in), with ``rest``.

    ``asks``: the interpreter only tells something of itself.
    """

    script: str = ""
    module: str = ""
    text: str | None = None
    asks: bool = False
    rest: tuple[str, ...] = ()


def read(words: tuple[str, ...]) -> Call:
    """Takes the words apart: ``-u -m module ARGUMENT…``."""
    at = 0
    while at < len(words) and words[at][:1] == "-" and words[at] != "-":
        word = words[at]
        at += 1
        if word in _WITH_VALUE:
            at += 1
        elif word.startswith("--"):
            if word in ("--version", "--help"):
                return Call(asks=True)
        elif (found := _short(word, words[at:])) is not None:
            return found
    if at >= len(words) or words[at] == "-":
        return Call(rest=words[at + 1 :])
    return Call(script=words[at], rest=words[at + 1 :])


def _short(word: str, following: tuple[str, ...]) -> Call | None:
    """The call that one word of short options makes, where it makes one."""
    for at, letter in enumerate(word[1:], 1):
        if letter in "Vh?":
            return Call(asks=True)
        if letter in "WX":
            return None
        if letter in "mc":
            attached = word[at + 1 :]
            value = attached or (following[0] if following else HOLE)
            rest = following if attached else following[1:]
            if letter == "m":
                return Call(module=value, rest=rest)
            return Call(text=value, rest=rest)
    return None


def is_harmless(text: str) -> bool:
    """Whether a text surely changes nothing: it imports and prints."""
    at, text = 0, text.strip()
    while at < len(text) < _LONGEST and (match := _STATEMENT.match(text, at)):
        at = match.end()
    return at == len(text)
