"""Archives that are toolchains: what unpacking one makes, by its published name."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems import tables
from dockerize_ms.model.effects import WritesTree
from dockerize_ms.text import HOLE


def toolchain(archive: str, directory: str) -> WritesTree | None:
    """The directory that an archive fills when it is unpacked, where its name tells."""
    name = posixpath.basename(archive).replace(HOLE, "0")
    for row in tables.read("toolchains"):
        if fnmatchcase(name, row.title):
            top = row.words.get("directory", ("",))[0] or _stem(name)
            return WritesTree(path=posixpath.join(directory, top), programs=row.words["programs"])
    return None


def _stem(name: str) -> str:
    return name.removesuffix("-bin.tar.gz").split(".tar")[0]
