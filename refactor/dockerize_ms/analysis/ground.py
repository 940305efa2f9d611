"""What a runtime stage starts from, seen from the original's base image."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem

SHELL = "/bin/sh"
_FOREIGN = ("/usr/local", "/usr/src", "/var/www")
_PACKAGED = (
    *("/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/run"),
    *("/sbin", "/sys", "/usr", "/var"),
)
"""Where packages of a distribution put files, and where not (Filesystem Hierarchy Standard)."""


class Ground(Struct, frozen=True, kw_only=True, eq=False):
    """The filesystem of a runtime base and the packages it surely holds.

    ``same``: it is the original's own.

    ``own`` are directories that the original's base image and this one fill alike, whatever
    packages the distribution has.
    """

    fs: Filesystem
    packages: frozenset[str] = frozenset()
    same: bool = False
    own: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether it surely has no shell: nothing can be run on it while it is built."""
        return self.fs.lookup(SHELL).no

    def holds_alike(self, path: str) -> bool:
        """Whether both bases hold the same files in a directory, and packages put none there:

        what the builder adds there can be copied over them.
        """
        if any(paths.within(path, top) for top in self.own):
            return True
        return self.same and _is_foreign(path)


def _is_foreign(path: str) -> bool:
    if any(paths.within(path, top) for top in _FOREIGN):
        return True
    return not any(path == top or (top != "/" and paths.below(path, top)) for top in _PACKAGED)
