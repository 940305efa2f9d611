"""Brace expansion: ``{a,b}`` and ``{1..5}``, which comes before every other one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dockerize_ms.shell.nodes import Literal, Parameter, WordPart

_PIECE = re.compile(r"[{},]|[^{},]+")
_SEQUENCE = re.compile(
    r"(?:(-?\d{1,9})\.\.(-?\d{1,9})|([A-Za-z])\.\.([A-Za-z]))(?:\.\.(-?\d{1,9}))?"
)
_NAME = re.compile(r"\w+", re.ASCII)
_MAX_DEPTH = 20
_MAX_WORDS = 4096

_Item = str | WordPart  # unquoted text, or a part that braces do not look into
_Items = list[_Item]


class TooManyWordsError(Exception):
    """Braces that would make more words than anybody means."""


def braced(parts: Sequence[WordPart]) -> list[list[WordPart]]:
    """The words that brace expansion makes of one. Raises ``TooManyWordsError``."""
    items: _Items = []
    found = False
    for part in parts:
        if isinstance(part, Literal) and not part.quoted:
            items += _PIECE.findall(part.text)
            found = found or "{" in part.text
        else:
            items.append(part)
    if not found:
        return [list(parts)]
    return [_merged(one) for one in _expanded(items, 0)]


def _merged(items: _Items) -> list[WordPart]:
    parts: list[WordPart] = []
    for is_text, group in itertools.groupby(items, key=lambda item: isinstance(item, str)):
        if not is_text:
            parts += (item for item in group if not isinstance(item, str))
            continue
        text = "".join(item for item in group if isinstance(item, str))
        text = _renamed(parts, text)
        parts.append(Literal(start=0, end=0, text=text))
    return parts


def _renamed(parts: list[WordPart], text: str) -> str:
    """What is left of a text after ``$name``: as ``$x{a,b}`` is ``$xa`` and ``$xb``."""
    last = parts[-1] if parts else None
    more = _NAME.match(text)
    if not more or not isinstance(last, Parameter) or last.quoted:
        return text
    if last.end - last.start != len(last.name) + 1 or not last.name.isidentifier():
        return text
    parts[-1] = Parameter(start=last.start, end=last.end, name=last.name + more.group())
    return text[more.end() :]


def _pairs(items: _Items) -> dict[int, tuple[int, list[int]]]:
    """For each brace that closes: where, and the commas right inside."""
    pairs = {}
    open_: list[tuple[int, list[int]]] = []
    for at, item in enumerate(items):
        if item == "{":
            open_.append((at, []))
        elif item == "," and open_:
            open_[-1][1].append(at)
        elif item == "}" and open_:
            start, commas = open_.pop()
            pairs[start] = (at, commas)
    return pairs


def _expanded(items: _Items, depth: int) -> list[_Items]:
    if depth > _MAX_DEPTH:
        raise TooManyWordsError
    pairs = _pairs(items)
    words: list[_Items] = [[]]
    at = 0
    while at < len(items):
        found = pairs.get(at)
        inner = found and _alternatives(items, at, *found, depth)
        if found and inner:
            at = found[0] + 1
        else:
            inner = [[items[at]]]
            at += 1
        if len(words) * len(inner) > _MAX_WORDS:
            raise TooManyWordsError
        words = _product(words, inner)
    return words


def _product(words: list[_Items], inner: list[_Items]) -> list[_Items]:
    if len(inner) == 1:
        for word in words:
            word += inner[0]
        return words
    return [word + more for word in words for more in inner]


def _alternatives(
    items: _Items, start: int, end: int, commas: list[int], depth: int
) -> list[_Items]:
    if commas:
        edges = [start, *commas, end]
        pieces = [items[one + 1 : two] for one, two in itertools.pairwise(edges)]
        return [word for piece in pieces for word in _expanded(piece, depth + 1)]
    text = items[start + 1] if end == start + 2 else None
    return [[item] for item in _sequence(text)] if isinstance(text, str) else []


def _sequence(text: str) -> list[str]:
    found = _SEQUENCE.fullmatch(text)
    if not found:
        return []
    low, high, first, last, by = found.groups()
    start, stop = (int(low), int(high)) if low else (ord(first), ord(last))
    step = abs(int(by or 1)) or 1
    if abs(stop - start) // step >= _MAX_WORDS:
        raise TooManyWordsError
    numbers = range(start, stop + 1, step) if stop >= start else range(start, stop - 1, -step)
    if not low:
        return [chr(number) for number in numbers]
    padded = any(re.match(r"-?0\d", end) for end in (low, high))
    width = max(len(low), len(high)) if padded else 0
    return [f"{number:0{width}d}" for number in numbers]
