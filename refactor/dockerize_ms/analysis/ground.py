"""What a runtime stage starts from, seen from the original's base image."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem

FOREIGN = ("/usr/local", "/opt", "/srv", "/home", "/root")
"""Where packages of a distribution put nothing (Filesystem Hierarchy Standard, 3.13 and 4.9)."""


class Ground(Struct, frozen=True, kw_only=True, eq=False):
    """The filesystem of a runtime base; ``same``: it is the original's own.

    ``own`` are directories in which the original's base image and this one hold the very
    same files, and no package of the distribution any: what the builder adds there can be
    copied over them.
    """

    fs: Filesystem
    same: bool = False
    own: tuple[str, ...] = ()

    def holds_alike(self, path: str) -> bool:
        """Whether both bases fill a directory with the same files, if with any."""
        return any(paths.within(path, top) for top in self.own)
