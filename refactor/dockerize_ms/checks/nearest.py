"""The word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that differs least, by at most a third of its letters; "" where none does."""
    limit = max(1, len(word) // 3)
    scored = [
        (distance(word.lower(), candidate.lower()), candidate)
        for candidate in candidates
        if candidate != word and abs(len(candidate) - len(word)) <= limit
    ]
    best = min(scored, default=(limit + 1, ""))
    return best[1] if best[0] <= limit else ""


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
