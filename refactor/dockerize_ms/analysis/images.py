"""Base images: their filesystem and their configuration, as the facts have them."""

from __future__ import annotations

import functools

from dockerize_ms import facts
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Image
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.stage import Command, Config
from dockerize_ms.text import Span


def on_image(reference: str) -> tuple[Image, Filesystem]:
    """What the facts know of an image, and its filesystem."""
    name, tag = split_reference(reference)
    image = facts.image(name, tag)
    if name == "scratch":
        return image, Filesystem(Scratch())
    return image, Filesystem(_base(image))


@functools.lru_cache(maxsize=64)
def _base(image: Image) -> ImageBase:
    """One for all files that stand on the image: they ask for much the same."""
    return ImageBase(image, facts.layout(image))


def split_reference(reference: str) -> tuple[str, str]:
    """Name and tag of an image reference; a digest is left out."""
    name = reference.split("@", 1)[0]
    head, colon, tag = name.rpartition(":")
    return (head, tag) if colon and "/" not in tag else (name, "")


def started(image: Image, span: Span) -> Config:
    """The configuration that a stage starts with: its base image's."""
    by = Evidence(f"set by the base image {image.name}:{image.tag}".rstrip(":"), span)

    def inherited(argv: tuple[str, ...] | None) -> Command | None:
        return Command(argv=argv, shell=None, by=by, inherited=True) if argv else None

    return Config(
        env=dict(image.env or {}),
        workdir=image.workdir or "/",
        user=image.user or "",
        entrypoint=inherited(image.entrypoint),
        cmd=inherited(image.cmd),
        volumes=tuple(image.volumes or ()),
        known=image.config_known,
    )
