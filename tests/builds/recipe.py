"""What a stand-in is made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from tests.builds import sources

SUITES = {"11": "bullseye", "12": "bookworm", "13": "trixie", "latest": "trixie"}
NEWEST_ALPINE = "3.24"
DISTRIBUTIONS = "alpine|bullseye|bookworm|trixie"


class NoStandInError(Exception):
    """There is no stand-in for an image."""


class Recipe(Struct, frozen=True, kw_only=True):
    """How an image is made. ``source`` makes the build context below the cache directory.

    ``parts`` are further images that it takes files from, by the name of the build argument;
    ``env`` is environment that only some of a recipe's images have.
    """

    name: str
    dockerfile: str
    base: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    source: Callable[[str], str] = sources.nothing


def full_name(reference: str) -> str:
    """A reference with its registry, repository and tag."""
    head, _, tail = reference.rpartition("/")
    name, _, tag = tail.partition(":")
    if "@" in reference:
        raise NoStandInError(f"no stand-in for an image by digest: {reference}")
    return f"{head or 'docker.io/library'}/{name}:{tag or 'latest'}"


def tag_parts(pattern: str, image: str, tag: str) -> re.Match[str]:
    """The parts of a tag; raises ``NoStandInError`` for one that is not of this form."""
    found = re.fullmatch(pattern, tag)
    if not found:
        raise NoStandInError(f"no stand-in for {image}:{tag}")
    return found
