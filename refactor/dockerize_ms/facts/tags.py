"""Which tags the official images have, and which of them are built on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.distributions import Distribution, distribution_named, release
from dockerize_ms.facts.lookup import Table, table
from dockerize_ms.facts.references import TagWords, short_name, tag_words

_OFFICIAL = re.compile(r"[a-z0-9-]{1,40}")
_AFTER_DIGITS = ":"  # the character that follows "9"
_BUILD = re.compile(r"b\d+")
_OWN_RELEASES = {
    "debian": "debian",
    "ubuntu": "ubuntu",
    "alpine": "alpine",
    "buildpack-deps": "debian",
}


class TagRow(Struct, frozen=True):
    """A tag that was listed: on what, and until when (None: it is on the newest list)."""

    distribution: Distribution | None
    last_listed: str | None


def _listed(name: str) -> Table | None:
    """The tags of an official image, whose name is one word; None for any other."""
    short = short_name(name)
    return table(f"tags/{short}") if _OFFICIAL.fullmatch(short) else None


def tag_row(name: str, tag: str) -> TagRow | None:
    """What the lists say of a tag; None if it never was on one."""
    listed = _listed(name)
    row = listed.get(tag or "latest") if listed else None
    if row is None:
        return None
    word, _, last = row.partition("\t")
    return TagRow(distribution_named(word) if word else None, last or None)


def tag_exists(name: str, tag: str) -> bool | None:
    """Whether a tag exists, now or frozen; None for an image that the facts do not have."""
    if _listed(name) is None:
        return None
    return tag_row(name, tag) is not None


def tags(name: str) -> Iterator[str]:
    """Every tag that an image has or had, in byte order; none for an unknown image."""
    listed = _listed(name)
    if listed is not None:
        for tag, _ in listed.starting(""):
            yield tag


@lru_cache(maxsize=256)
def siblings(name: str, tag: str) -> tuple[str, ...]:
    """The tags of exactly the same version in other variants (``3.12`` → ``3.12-slim`` …)."""
    found = tag_words(tag or "latest")
    listed = _listed(name)
    if listed is None:
        return ()
    if not found.version:
        words = (t for t, _ in listed.since(_AFTER_DIGITS))
        return tuple(t for t in words if t != tag and not tag_words(t).version)
    version = found.full_version
    near = listed.starting(version)
    return tuple(t for t, _ in near if t != tag and (t == version or t[len(version)] == "-"))


@lru_cache(maxsize=256)
def variant_tag(
    name: str, tag: str, *, add: frozenset[str] = frozenset(), drop: frozenset[str] = frozenset()
) -> str | None:
    """The tag of the same version and distribution with words added and dropped.

    ``("python", "3.12-bookworm", add={"slim"})`` → ``3.12-slim-bookworm``. A tag
    that floats over distributions stays one (``3.12`` → ``3.12-slim``) if both are
    built on the same release. None if no such tag is listed.
    """
    found = tag_words(tag or "latest")
    wanted = (found.key - drop) | add
    here = tag_row(name, tag)
    for candidate in siblings(name, tag or "latest"):
        other = tag_words(candidate)
        if other.key == wanted and other.distribution == found.distribution:
            there = tag_row(name, candidate)
            if here is None or there is None or here.distribution == there.distribution:
                return candidate
    return None


def version_at(name: str, tag: str, day: str) -> str | None:
    """The tag with the full version that a tag stood for on a day (ISO), if the lists tell.

    That is the one of the same variant whose listing ended soonest after that day.
    """
    version = tag_words(tag).full_version
    variant = tag[len(version) :] if version else f"-{tag}".removesuffix("-latest")
    listed = _listed(name)
    best: tuple[str, tuple[int, ...], str] | None = None
    for candidate, row in listed.ending(version, variant) if listed else ():
        last = row.partition("\t")[2] or "9999"
        if last < day or (best and last > best[0]):
            continue
        numbers = _full_version(candidate[: len(candidate) - len(variant)], version)
        if numbers and (best is None or (last, best[1]) < (best[0], numbers)):
            best = (last, numbers, candidate)
    return best[2] if best else None


def _full_version(text: str, start: str) -> tuple[int, ...] | None:
    """The numbers of a full version that is not a prerelease and goes on from a shorter one."""
    found = tag_words(text)
    numbers, shorter = found.version, tag_words(start).version
    plain = not found.prerelease and all(_BUILD.fullmatch(word) for word in found.words)
    full = len(numbers) >= 3 and numbers[: len(shorter)] == shorter
    return numbers if plain and full and not found.distribution else None


def release_tag(name: str, tag: str, distribution: Distribution) -> str | None:
    """The tag of the same version that names its release; None if none is listed.

    ``("golang", "1.21")`` on bookworm → ``1.21-bookworm``. None also if the tag
    names a release already.
    """
    name, tag = short_name(name), tag or "latest"
    if name in _OWN_RELEASES:
        return _own_release_tag(name, tag, distribution)
    found = tag_words(tag)
    if not distribution.release or (found.distribution and found.distribution.release):
        return None
    exact = [t for t in siblings(name, tag) if _pins(tag_words(t), found, distribution)]
    return min(exact, key=len, default=None)


def _pins(other: TagWords, found: TagWords, distribution: Distribution) -> bool:
    return other.key == found.key and other.distribution == distribution


def _own_release_tag(name: str, tag: str, distribution: Distribution) -> str | None:
    first, _, rest = tag.partition("-")
    if release(_OWN_RELEASES[name], first).release or distribution_named(first):
        return None
    suffix = f"-{rest}" if rest else ""
    if first in ("slim", "curl", "scm"):
        suffix = f"-{first}"
    wanted = f"{distribution.release}{suffix}"
    return wanted if distribution.release and tag_exists(name, wanted) else None
