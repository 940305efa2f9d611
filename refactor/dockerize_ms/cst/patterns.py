"""Shell patterns in expansions: ``*``, ``?`` and escapes. No brackets, and no backtracking."""

from __future__ import annotations

import re

from dockerize_ms.cst.expansion_error import ExpansionError

Tokens = list[str]
"""A pattern's characters; those of two letters mean something: see ``_STAR`` and ``_ANY``."""

_STAR, _ANY = "**", "??"
_LITERAL = "*?\\"


def parse(pattern: str) -> Tokens:
    """The tokens of a pattern; raises ``ExpansionError`` for an escape that means nothing."""
    tokens: Tokens = []
    rest = iter(pattern.removeprefix("\ufeff"))
    for char in rest:
        if char == "\\":
            char = next(rest, "")
            if not char or char not in _LITERAL + "}/":
                raise ExpansionError(f"invalid pattern ({pattern}): invalid escape '\\{char}'")
            tokens.append(char)
        else:
            tokens.append({"*": _STAR, "?": _ANY}.get(char, char))
    return tokens


def without_prefix(value: str, pattern: str, greedy: bool) -> str:
    """The value less the shortest (or longest) beginning that matches."""
    match = _match(value, _segments(parse(pattern)), greedy, anchored=True)
    return value[match[1] :] if match else value


def without_suffix(value: str, pattern: str, greedy: bool) -> str:
    """The value less the shortest (or longest) end that matches."""
    return without_prefix(value[::-1], backwards(pattern), greedy)[::-1]


def backwards(pattern: str) -> str:
    """The pattern for reversed values."""
    return "".join(reversed(re.findall(r"(?s)\\.|.", pattern)))


def replace(value: str, pattern: str, text: str, every: bool) -> str:
    """The value with the first match, or every one, replaced; matches are as long as can be."""
    tokens = parse(pattern)
    if not tokens:
        return text + (text.join(value) + text if every and value else value)
    segments = _segments(tokens)
    parts: list[str] = []
    at = 0
    while match := _match(value, segments, True, at):
        parts += value[at : match[0]], text
        at = match[1]
        if not every or at == len(value):
            break
    return "".join([*parts, value[at:]])


class _Segment:
    """What stands between two stars: a text of a fixed length."""

    def __init__(self, tokens: Tokens) -> None:
        self.size = len(tokens)
        self.match = re.compile(
            "".join(["." if token == _ANY else re.escape(token) for token in tokens])
        )

    def first(self, value: str, at: int) -> int:
        found = self.match.search(value, at)
        return found.start() if found else -1

    def last(self, value: str, at: int) -> int:
        for start in range(len(value) - self.size, at - 1, -1):
            if self.match.match(value, start):
                return start
        return -1


def _segments(pattern: Tokens) -> list[_Segment]:
    parts: list[Tokens] = [[]]
    for token in pattern:
        if token == _STAR:
            parts.append([])
        else:
            parts[-1].append(token)
    return [_Segment(part) for part in parts]


def _match(
    value: str, segments: list[_Segment], greedy: bool, at: int = 0, anchored: bool = False
) -> tuple[int, int] | None:
    head, *others = segments
    start = head.first(value, at)
    if start < 0 or (anchored and not head.match.match(value, 0)):
        return None
    start = 0 if anchored else start
    end = start + head.size
    for index, segment in enumerate(others):
        last = greedy and index == len(others) - 1
        place = segment.last(value, end) if last else segment.first(value, end)
        if place < 0:
            return None
        end = place + segment.size
    return start, end
