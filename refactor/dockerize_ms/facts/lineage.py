"""What an image is built from: the rules that hold for it and for all its bases."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.conditions import Subject, fill, match, reaches
from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.references import TagWords, tag_words
from dockerize_ms.facts.rules import Layer, Names, Rules, rules
from dockerize_ms.facts.tags import TagRow, tag_row, version_at
from dockerize_ms.text import known


class Step(Struct, frozen=True):
    """A layer that holds, and the texts for its templates."""

    layer: Layer
    texts: Names

    def fill(self, text: str) -> str:
        """The text with its templates filled in."""
        return fill(text, self.texts)


class Lineage(Struct, frozen=True, kw_only=True):
    """An image's layers from the lowest base up.

    ``bases`` are its base images, nearest first. ``doubtful``: names of configuration that
    we do not know, none if all is known. ``complete``: for every layer we know whether it
    holds. ``size_mb`` is a guess, None if there is no ground for one.
    """

    distribution: Distribution | None = None
    row: TagRow | None = None
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
    row, words, found = tag_row(name, tag), tag_words(tag), rules(name)
    frozen = row is not None and row.last_listed is not None
    if not day and row and row.last_listed and not words.version:
        day = row.last_listed  # without a version it stood for the newest of that day
    then = version_at(name, tag, day) if day and found and found.by_version else None
    if then:
        row, words = tag_row(name, then), tag_words(then)
    distribution = hint or _distribution(name, words, row, found)
    if found is None or (distribution and distribution.family == "windows"):
        doubtful = frozenset(("starts",))
        return Lineage(distribution=distribution, row=row, doubtful=doubtful, complete=False)
    newest = bool(then) or not (day or (frozen and not words.version))
    own = _Own(found, Subject(words, distribution or Distribution(""), newest))
    reference, below = _base(own.steps, distribution, row) or ("", Lineage())
    guess = (below.size_mb or 0) + sum(step.layer.adds_mb for step in own.steps)
    return Lineage(
        distribution=_nearer(distribution, below.distribution),
        row=row,
        steps=(*below.steps, *own.steps),
        bases=(reference, *below.bases) if reference else (),
        doubtful=own.doubtful(below.doubtful, found),
        complete=below.complete and not own.undecided,
        size_mb=_size(name, words, guess if own.steps else None),
    )


class _Own:
    """An image's own layers: those that hold, and those of which we cannot say."""

    def __init__(self, found: Rules, subject: Subject) -> None:
        self.steps: tuple[Step, ...] = ()
        self.undecided: set[int] = set()
        self._prerelease = subject.words.prerelease
        texts = subject.texts
        for number, layer in enumerate(found.layer):
            result = match(layer.when, subject)
            if result.holds is None:
                self.undecided.add(number)
            elif result.holds:
                self.steps += (Step(layer, texts | result.texts),)

    def doubtful(self, below: frozenset[str], found: Rules) -> frozenset[str]:
        """What we do not know: of the base and not set anew, or set by a layer in doubt."""
        names = set(below)
        held = {id(step.layer) for step in self.steps}
        for number, layer in enumerate(found.layer):
            if number in self.undecided:
                names |= layer.sets
            elif id(layer) in held:
                names -= layer.sets - {"env", "expose", "volumes", "starts", "unsure"}
                names -= {"cmd"} if layer.entrypoint is not None else set()
                names |= {"unsure"} if layer.unsure else set()
        if self._prerelease:
            names.add("prerelease")
        based = any(step.layer.starts for step in self.steps)
        if not based and any(layer.starts for layer in found.layer):
            names.add("starts")
        return frozenset(names)


def _nearer(own: Distribution | None, base: Distribution | None) -> Distribution | None:
    return own if own and (own.release or not base) else base


def _distribution(
    name: str, words: TagWords, row: TagRow | None, found: Rules | None
) -> Distribution | None:
    if row and row.distribution:
        return row.distribution
    if words.distribution:
        return words.distribution
    if found is None:
        return None
    for word in name.rpartition("/")[2].split("-"):
        if (named := release(found.family, word)).release:
            return named
    if found.releases:
        first = words.text.partition("-")[0]
        return release(found.family, found.releases.get(first, f"{found.prefix}{first}"))
    for since, family, name_of_release in found.built_on:
        if not since or reaches(words.version, since, newest=True):
            return Distribution(family, name_of_release)
    return Distribution(found.family) if found.family else None


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
    if last and _listed_after(last, tag_row(name, tag)):
        family = lineage(name, tag).distribution
        then = lineage(name, tag, None, last)
        if version_at(name, tag, last) or family is None:
            return reference, then
        return reference, lineage(name, tag, distribution or Distribution(family.family), last)
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
