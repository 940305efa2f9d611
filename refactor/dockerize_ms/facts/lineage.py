"""What an image is built from: the rules that hold for it and for all its bases."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.built_on import built_on
from dockerize_ms.facts.conditions import Subject
from dockerize_ms.facts.distributions import Distribution
from dockerize_ms.facts.layers import Layers, Step
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.references import TagWords, tag_words
from dockerize_ms.facts.rules import rules
from dockerize_ms.facts.tags import TagRow, tag_row, version_at
from dockerize_ms.text import known


class Lineage(Struct, frozen=True, kw_only=True):
    """An image's layers from the lowest base up.

    ``bases`` are its base images, nearest first. ``doubtful``: names of configuration that
    we do not know, none if all is known. ``complete``: for every layer we know whether it
    holds. ``size_mb`` is a guess, None if there is no ground for one.
    """

    distribution: Distribution | None = None
    steps: tuple[Step, ...] = ()
    bases: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()
    complete: bool = True
    size_mb: float | None = None


@lru_cache(maxsize=64)
def lineage(name: str, tag: str, hint: Distribution | None = None, day: str = "") -> Lineage:
    """The lineage of an image, by its short name.

    ``hint`` is its distribution if known otherwise; ``day`` (ISO) asks for what the tag
    stood for then.
    """
    found = rules(name)
    read = _reading(name, tag, day, found is not None and found.by_version)
    distribution = hint or built_on(name, read.words, read.row, found)
    if found is None or (distribution and distribution.family == "windows"):
        doubtful = frozenset(("starts",))
        return Lineage(distribution=distribution, doubtful=doubtful, complete=False)
    own = Layers(found, Subject(read.words, distribution or Distribution(""), read.newest))
    reference, below = _base(own.steps, distribution, tag_row(name, tag)) or ("", Lineage())
    guess = (below.size_mb or 0) + sum(step.layer.adds_mb for step in own.steps)
    return Lineage(
        distribution=_nearer(distribution, below.distribution),
        steps=(*below.steps, *own.steps),
        bases=(reference, *below.bases) if reference else (),
        doubtful=own.doubtful(below.doubtful, found),
        complete=below.complete and not own.undecided,
        size_mb=_size(name, read.words, guess if own.steps else None),
    )


class _Reading(Struct, frozen=True):
    """What a tag says on a day. ``newest`` as in ``Subject``."""

    row: TagRow | None
    words: TagWords
    newest: bool


def _reading(name: str, tag: str, day: str, by_version: bool) -> _Reading:
    row, words = tag_row(name, tag), tag_words(tag)
    if not day and row and row.last_listed and not words.version:
        day = row.last_listed  # without a version it stood for the newest of that day
    if not day:
        return _Reading(row, words, newest=True)
    then = version_at(name, tag, day) if by_version else None
    if then:
        return _Reading(tag_row(name, then), tag_words(then), newest=True)
    return _Reading(None if _listed_after(day, row) else row, words, newest=False)


def _nearer(own: Distribution | None, base: Distribution | None) -> Distribution | None:
    return own if own and (own.release or not base) else base


def _base(
    own: tuple[Step, ...], distribution: Distribution | None, row: TagRow | None
) -> tuple[str, Lineage] | None:
    step = next((step for step in own if step.layer.starts), None)
    if step is None:
        return None
    reference = step.fill(step.layer.starts)
    name, _, tag = reference.partition(":")
    if not known(tag):
        return reference, lineage(name, tag, distribution)
    last = row.last_listed if row else None
    hint = distribution if distribution and distribution.release else None
    if last and _listed_after(last, tag_row(name, tag)):
        return reference, lineage(name, tag, hint, last)
    return reference, lineage(name, tag)


def _listed_after(day: str, row: TagRow | None) -> bool:
    """Whether a base's tag was listed after the day on which what is on it was built last."""
    return row is not None and (row.last_listed is None or row.last_listed > day)


def _size(name: str, words: TagWords, guess: float | None) -> float | None:
    """The size of the nearest measured tag of the same variant, else the guess."""
    rest = words.text[len(words.full_version) :]
    numbers = words.full_version.split(".")
    for count in range(len(numbers), 0, -1):
        found = find("sizes", f"{name}:{'.'.join(numbers[:count])}{rest}")
        if found:
            return float(found)
    return guess
