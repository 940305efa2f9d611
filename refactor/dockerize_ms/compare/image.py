"""A built image, as its engine describes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Image(Struct, frozen=True):
    """Its name, identity, effective configuration and layers (digest, bytes).

    The bytes of a layer are 0 where the engine does not say.
    """

    name: str
    id: str
    config: Mapping[str, Any]
    layers: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """The sum of all layers, uncompressed: what ``docker images`` prints."""
        return sum(size for _, size in self.layers)


def environment(config: Mapping[str, Any]) -> dict[str, str]:
    """The environment of an image."""
    return dict(pair.split("=", 1) for pair in config.get("Env") or () if "=" in pair)
