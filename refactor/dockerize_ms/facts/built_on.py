"""The distribution that an image is built on."""

from __future__ import annotations

from dockerize_ms.facts.conditions import reaches
from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.references import TagWords
from dockerize_ms.facts.rules import Rules
from dockerize_ms.facts.tags import TagRow


def built_on(
    name: str, words: TagWords, row: TagRow | None, found: Rules | None
) -> Distribution | None:
    """What a tag is built on: by the lists, by the tag, by the image's name, by its rules."""
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
