"""Reads a built image: from buildah's storage to the data that ``comparison`` works on."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from functools import cache

from tests.builds.comparison import Reading, environment, own_paths
from tests.builds.engine import Engine, Image
from tests.builds.tree import Entry, detailed, names, read_tree


def lines(root: str, file: str) -> list[list[str]]:
    """The fields of an account file of an image."""
    path = os.path.join(root, "etc", file)
    if not os.path.isfile(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as text:
        return [line.rstrip("\n").split(":") for line in text]


def accounts(root: str) -> dict[str, str]:
    """Users with group, home and shell; groups with their members. Numbers are left out."""
    groups = names(root, "group")
    found = {}
    for fields in lines(root, "passwd"):
        if len(fields) == 7 and fields[3].isdigit():
            group = groups.get(int(fields[3]), fields[3])
            found[f"user {fields[0]}"] = f"{group} {fields[5]} {fields[6]}"
    for fields in lines(root, "group"):
        if len(fields) == 4:
            found[f"group {fields[0]}"] = fields[3]
    return found


class Reader:
    """Reads images, the bases among them only once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.base = cache(self._read_base)

    def _read_base(self, name: str) -> tuple[dict[str, Entry], dict[str, str]]:
        with self.engine.files(name) as root:
            return read_tree(root), accounts(root)

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
                accounts=accounts(root),
                base_accounts=base_accounts,
            )


def base_of(image: Image, bases: Mapping[str, Image]) -> str:
    """The name of the base image with most layers in common; empty for ``scratch``."""
    fitting = [
        name for name, base in bases.items() if image.layers[: len(base.layers)] == base.layers
    ]
    return max(fitting, key=lambda name: len(bases[name].layers), default="")
