"""Shell patterns on known text, in time linear in the text: ``*``, ``?`` and ``[…]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

_TOKEN = re.compile(r"\\.|\[[!^]?\]?(?:\[:\w+:\]|\\.|[^]\\])*\]|.", re.DOTALL)
_ITEM = re.compile(r"\[:(\w+):\]|\\?(.)-\\?(.)|\\?(.)", re.DOTALL)
_MAX_STEPS = 1_000_000

_CLASSES: dict[str, Callable[[str], bool]] = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "blank": lambda char: char in " \t",
    "digit": str.isdigit,
    "lower": str.islower,
    "punct": lambda char: char.isascii() and char.isprintable() and not char.isalnum(),
    "space": str.isspace,
    "upper": str.isupper,
    "xdigit": lambda char: char in "0123456789abcdefABCDEF",
}


class Pattern:
    """A compiled pattern. Bit ``i`` of a state: the first ``i`` tokens have matched."""

    def __init__(self, tokens: Sequence[str]) -> None:
        kept = [t for i, t in enumerate(tokens) if not (t == "*" and tokens[i - 1 : i] == ["*"])]
        self._tokens = kept
        self._stars = sum(1 << i for i, sign in enumerate(kept) if sign == "*")
        self._final = 1 << len(kept)
        self._masks: dict[str, int] = {}

    def ends(self, text: str, start: int = 0) -> Iterator[int]:
        """Where matches that begin at ``start`` can end, ascending."""
        state = 1 | (self._stars & 1) << 1
        if state & self._final:
            yield start
        for at in range(start, len(text)):
            mask = self._masks.get(text[at])
            if mask is None:
                mask = self._mask(text[at])
            state = (state & mask) << 1 | (state & self._stars)
            state |= (state & self._stars) << 1
            if not state:
                return
            if state & self._final:
                yield at + 1

    def _mask(self, char: str) -> int:
        mask = sum(1 << i for i, sign in enumerate(self._tokens) if _fits(sign, char))
        self._masks[char] = mask
        return mask


def _fits(sign: str, char: str) -> bool:
    if sign == "?":
        return True
    if len(sign) == 1:
        return sign == char and sign != "*"
    if sign[0] == "\\":
        return sign[1] == char
    negated = sign[1] in "!^"
    return negated != any(_item(item, char) for item in _ITEM.finditer(sign[1 + negated : -1]))


def _item(found: re.Match[str], char: str) -> bool:
    name, first, last, single = found.groups()
    if name:
        return name in _CLASSES and _CLASSES[name](char)
    return char == single if single else first <= char <= last


@lru_cache(256)
def _compiled(pattern: str, backwards: bool = False) -> Pattern:
    tokens = _TOKEN.findall(pattern)
    return Pattern(tokens[::-1] if backwards else tokens)


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern fits the whole text, as in ``case``. A backslash escapes."""
    return any(end == len(text) for end in _compiled(pattern).ends(text))


def without_prefix(text: str, pattern: str, *, longest: bool) -> str:
    """``${x#pattern}`` and ``${x##pattern}``."""
    found = list(_compiled(pattern).ends(text))
    return text[found[-1] if longest else found[0] :] if found else text


def without_suffix(text: str, pattern: str, *, longest: bool) -> str:
    """``${x%pattern}`` and ``${x%%pattern}``."""
    found = list(_compiled(pattern, backwards=True).ends(text[::-1]))
    return text[: len(text) - (found[-1] if longest else found[0])] if found else text


def replaced(text: str, pattern: str, new: str, *, everywhere: bool) -> str | None:
    """``${x/pattern/new}`` and ``${x//pattern/new}``; None where that takes too long."""
    if not pattern or len(text) ** 2 > _MAX_STEPS:
        return None if pattern else text
    compiled = _compiled(pattern)
    pieces: list[str] = []
    at = last = 0
    while at <= len(text):
        end = max(compiled.ends(text, at), default=at)
        if end == at:
            at += 1
            continue
        pieces += (text[last:at], new)
        at = last = end
        if not everywhere:
            break
    return "".join(pieces) + text[last:]
