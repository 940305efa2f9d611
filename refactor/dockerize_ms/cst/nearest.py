"""What someone may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_FARTHEST = 2


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that differs from a word in two places at most; empty if there is none."""
    near = [name for name in names if abs(len(name) - len(word)) <= _FARTHEST]
    distance, name = min([(_distance(word, name), name) for name in near], default=(9, ""))
    return name if distance <= min(_FARTHEST, len(word) // 2) else ""


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(before + (a != b), row[j] + 1, row[j - 1] + 1)
    return row[-1]
