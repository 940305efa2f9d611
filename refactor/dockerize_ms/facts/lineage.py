"""What an image is built from: the rules that hold for it and for all its bases."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.references import TagWords, tag_words
from dockerize_ms.facts.rules import Layer, Names, Rules, fill, match, rules
from dockerize_ms.facts.tags import TagRow, tag_row
from dockerize_ms.text import known

_UNKNOWN = Distribution("")


class Step(Struct, frozen=True):
    """A layer that holds, and the texts for its templates."""

    layer: Layer
    texts: Names

    def fill(self, text: str) -> str:
        """The text with its templates filled in."""
        return fill(text, self.texts)


class Lineage(Struct, frozen=True, kw_only=True):
    """An image's layers from the lowest base up.

    ``bases`` are its base images, nearest first. ``decided``: for every layer that sets
    configuration we know whether it holds; ``complete``: for every layer. ``size_mb`` is a
    guess, None if there is no ground for one.
    """

    distribution: Distribution | None = None
    row: TagRow | None = None
    steps: tuple[Step, ...] = ()
    bases: tuple[str, ...] = ()
    decided: bool = True
    complete: bool = True
    size_mb: float | None = None


@lru_cache(maxsize=64)
def lineage(name: str, tag: str, hint: Distribution | None = None) -> Lineage:
    """The lineage of an image, by its short name; ``hint`` is its distribution if known."""
    row = tag_row(name, tag)
    words = tag_words(tag)
    found = rules(name)
    distribution = hint or _distribution(row, words, found)
    if found is None or (distribution and distribution.family == "windows"):
        return Lineage(distribution=distribution, row=row, decided=False, complete=False)
    own, undecided = _own_steps(found, words, distribution or _UNKNOWN, row)
    reference, below = _base(own, distribution) or ("", Lineage())
    sure = not (words.prerelease or any(layer.configures for layer in undecided))
    guess = (below.size_mb or 0) + sum(step.layer.adds_mb for step in own)
    return Lineage(
        distribution=_nearer(distribution, below.distribution),
        row=row,
        steps=(*below.steps, *own),
        bases=(reference, *below.bases) if reference else (),
        decided=sure and below.decided,
        complete=sure and below.complete and not undecided,
        size_mb=_size(name, words, guess or None),
    )


def _nearer(own: Distribution | None, base: Distribution | None) -> Distribution | None:
    return own if own and (own.release or not base) else base


def _distribution(row: TagRow | None, words: TagWords, found: Rules | None) -> Distribution | None:
    if row and row.distribution:
        return row.distribution
    if words.distribution:
        return words.distribution
    if found is None or not found.family:
        return None
    first = words.text.partition("-")[0]
    if first in found.releases:
        return release(found.family, found.releases[first])
    if found.releases:
        return release(found.family, f"{found.prefix}{first}")
    return Distribution(found.family)


def _own_steps(
    found: Rules, words: TagWords, distribution: Distribution, row: TagRow | None
) -> tuple[tuple[Step, ...], tuple[Layer, ...]]:
    """The layers that hold, and those of which we cannot say."""
    texts = _texts(words, distribution)
    steps: list[Step] = []
    undecided: list[Layer] = []
    floating = row is not None and row.last_listed is None
    for layer in found.layer:
        result = match(layer.when, words, distribution, floating)
        if result.holds is None:
            undecided.append(layer)
        elif result.holds:
            steps.append(Step(layer, texts | result.texts))
    return tuple(steps), tuple(undecided)


def _texts(words: TagWords, distribution: Distribution) -> Names:
    texts = {}
    numbers = [str(number) for number in words.version]
    if len(numbers) >= 3:
        texts["version"] = words.full_version
    if len(numbers) >= 2:
        texts["minor"] = ".".join(numbers[:2])
    if numbers:
        texts["major"] = numbers[0]
    if distribution.release:
        texts["release"] = distribution.release
    return texts


def _base(own: tuple[Step, ...], distribution: Distribution | None) -> tuple[str, Lineage] | None:
    step = next((step for step in own if step.layer.starts), None)
    if step is None:
        return None
    reference = step.fill(step.layer.starts)
    name, _, tag = reference.partition(":")
    hint = None if known(tag) else distribution
    return reference, lineage(name, tag, hint)


def _size(name: str, words: TagWords, guess: float | None) -> float | None:
    """The size of the nearest measured tag of the same variant, else the guess."""
    rest = words.text[len(words.full_version) :]
    numbers = words.full_version.split(".")
    for count in range(len(numbers), 0, -1):
        found = find("sizes", f"{name}:{'.'.join(numbers[:count])}{rest}")
        if found:
            return float(found)
    return guess
