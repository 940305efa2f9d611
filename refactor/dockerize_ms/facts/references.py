"""Image names and the words of their tags."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.distributions import Distribution, distribution_named

_PREFIXES = (
    *("docker.io/library/", "index.docker.io/library/", "library/", "docker.io/"),
    # the official images of one architecture (docker-library/official-images)
    *("amd64/", "arm32v5/", "arm32v6/", "arm32v7/", "arm64v8/", "i386/", "ppc64le/", "s390x/"),
)
_NUMBER = re.compile(r"v?(\d{1,9}(?:\.\d{1,9})*)(?:u(\d{1,9}))?(.*)$", re.DOTALL)
_PRERELEASE = re.compile(
    r"(rc|ea|alpha|beta|preview|m|cr)\.?\d*|tip|nightly|snapshot", re.IGNORECASE
)
_PRERELEASE_END = re.compile(r"[.-]?(a|b|rc|alpha|beta|M|RC)\d+")


def short_name(name: str) -> str:
    """An image's name as the facts spell it: Docker Hub's host and ``library/`` go."""
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


class TagWords(Struct, frozen=True):
    """What a tag says by itself.

    ``version`` is its leading number (``(3, 12, 1)``; ``(8, 0, 212)`` for Java's
    ``8u212``), empty if it has none; ``words`` are the rest, without the words that name a
    distribution. A ``prerelease`` (``3.13.0a1``, ``1.22rc2``, ``9-ea``) may differ from
    the version.
    """

    text: str
    version: tuple[int, ...]
    full_version: str
    words: frozenset[str]
    distribution: Distribution | None
    prerelease: bool

    @property
    def key(self) -> frozenset[str]:
        """What the tag says besides its distribution; equal for sibling tags."""
        version = ".".join(map(str, self.version))
        return self.words | {f"={self.full_version or version}"}


@lru_cache(maxsize=4096)
def tag_words(tag: str) -> TagWords:
    """Reads a tag: ``3.12.1-slim-bookworm`` is version 3.12.1, slim, on bookworm."""
    parts = tag.split("-")
    number = _NUMBER.match(parts[0])
    version: tuple[int, ...] = ()
    full = ""
    if number:
        version = tuple(map(int, number[1].split(".")))
        version += (0, int(number[2])) if number[2] else ()
        full = parts.pop(0)
    words: list[str] = []
    distribution = None
    while parts:
        word = parts.pop(0)
        if word == "alpine" and parts and (found := distribution_named(f"alpine{parts[0]}")):
            distribution = found
            parts.pop(0)
        elif found := distribution_named(word):
            distribution = found
        elif word != "latest":
            words.append(word)
    ending = _PRERELEASE_END.fullmatch(number[3]) if number else None
    prerelease = ending is not None or any(map(_PRERELEASE.fullmatch, words))
    return TagWords(tag, version, full, frozenset(words), distribution, prerelease)
