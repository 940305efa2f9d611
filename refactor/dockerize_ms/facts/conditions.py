"""Which layers of an image's rules hold for a tag, and the texts of its templates."""

from __future__ import annotations

import re

from msgspec import Struct

from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.references import TagWords
from dockerize_ms.facts.rules import Names, When
from dockerize_ms.text import HOLE


class Subject(Struct, frozen=True):
    """What the conditions look at.

    ``newest``: the part of the version that the tag does not give is the newest there is;
    otherwise it is not known.
    """

    words: TagWords
    distribution: Distribution
    newest: bool

    @property
    def texts(self) -> Names:
        """The texts that templates may use, as far as they are known."""
        texts = {"tag": self.words.text}
        numbers = [str(number) for number in self.words.version]
        if len(numbers) >= 3:
            texts["version"] = self.words.full_version
        if len(numbers) >= 2:
            texts["minor"] = ".".join(numbers[:2])
        if numbers:
            texts["major"] = numbers[0]
        if self.distribution.release:
            texts["release"] = self.distribution.release
            texts["number"] = self.distribution.release.lstrip("abcdefghijklmnopqrstuvwxyz")
        return texts


class Match(Struct, frozen=True):
    """Whether a layer holds (None: not known), and the texts that its pattern found."""

    holds: bool | None
    texts: Names


def match(when: When, subject: Subject) -> Match:
    """Whether a layer with these conditions holds for a tag."""
    texts: Names = {}
    if when.tag:
        found = re.match(when.tag, subject.words.text)
        if not found:
            return Match(False, texts)
        texts = {key: value or "" for key, value in found.groupdict().items()}
    words = subject.words.words
    answers = (
        not when.family or subject.distribution.family in when.family,
        all(word in words for word in when.words),
        not any(word in words for word in when.without),
        _version_between(when, subject),
        _release_between(when, subject.distribution),
    )
    return Match(_all(answers), texts)


def _all(answers: tuple[bool | None, ...]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _version_between(when: When, subject: Subject) -> bool | None:
    version = subject.words.version
    since = reaches(version, when.since, subject.newest) if when.since else True
    past = reaches(version, when.before, subject.newest) if when.before else False
    return _all((since, None if past is None else not past))


def reaches(version: tuple[int, ...], bound: str, newest: bool) -> bool | None:
    """Whether a version is not below a bound.

    ``1`` and the empty version stand for the newest ``1.x`` and the newest at all if
    ``newest``; if not, and the bound lies among those, it is not known.
    """
    limit = tuple(map(int, bound.split(".")))
    if len(version) < len(limit) and version == limit[: len(version)]:
        return newest or None
    return version >= limit


def _release_between(when: When, distribution: Distribution) -> bool | None:
    if not (when.since_release or when.before_release):
        return True
    order = distribution.order
    if order is None:
        return None
    low = release(distribution.family, when.since_release).order if when.since_release else None
    high = release(distribution.family, when.before_release).order if when.before_release else None
    return (low is None or order >= low) and (high is None or order < high)


def fill(text: str, texts: Names) -> str:
    """Puts texts in a template; what is not known becomes a hole."""
    return re.sub(r"\{(\w+)\}", lambda found: texts.get(found[1], HOLE), text)


def expand(text: str, env: dict[str, str]) -> str:
    """Replaces ``$NAME`` and ``${NAME}`` as ENV does."""

    def value(found: re.Match[str]) -> str:
        return env.get(found[1] or found[2], "")

    return re.sub(r"\$(?:(\w+)|\{(\w+)\})", value, text)
