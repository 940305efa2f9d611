"""Reads a built image: from buildah's storage to the data that a comparison works on."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache

from tests.builds.engine import Engine
from tests.builds.mounted import content, detailed, read_tree

from dockerize_ms.compare.accounts import GROUP, PASSWD, accounts
from dockerize_ms.compare.comparison import Reading, own_paths
from dockerize_ms.compare.image import Image, environment
from dockerize_ms.compare.tree import Entry


def accounts_of(root: str) -> dict[str, str]:
    """The accounts of a mounted image."""
    return accounts(content(root, PASSWD), content(root, GROUP))


class Reader:
    """Reads images, the bases among them only once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.base = cache(self._read_base)

    def _read_base(self, name: str) -> tuple[dict[str, Entry], dict[str, str]]:
        with self.engine.files(name) as root:
            return read_tree(root), accounts_of(root)

    def read(self, image: Image, base: str, paths: Container[str] | None = None) -> Reading:
        """An image's files, with the details of some paths, or else of all its own."""
        base_tree, base_accounts = self.base(base) if base else ({}, {})
        libraries = environment(image.config).get("LD_LIBRARY_PATH", "")
        with self.engine.files(image.id) as root:
            tree = read_tree(root)
            own = own_paths(tree, base_tree)
            return Reading(
                config=image.config,
                tree=detailed(root, tree, own if paths is None else paths, libraries),
                own=own,
                accounts=accounts_of(root),
                base_accounts=base_accounts,
                layers=tuple(size for _, size in image.layers),
            )


def base_of(image: Image, bases: Mapping[str, Image]) -> str:
    """The name of the base image with most layers in common; empty for ``scratch``."""
    fitting = [
        name for name, base in bases.items() if image.layers[: len(base.layers)] == base.layers
    ]
    return max(fitting, key=lambda name: len(bases[name].layers), default="")
