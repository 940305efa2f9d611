"""What any lock file tells of a package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct


class Locked(Struct, frozen=True, kw_only=True, eq=False):
    """One installed package.

    ``development``: only development dependencies ask for it; None where that is not known.
    ``builds``: it has an install script (or is built from source); None where not known.
    ``native``: it is published for certain platforms, Linux among them.
    ``commands`` are its programs, None where the lock file does not name them.
    """

    name: str
    development: bool | None = None
    builds: bool | None = None
    native: bool = False
    commands: tuple[str, ...] | None = None


class Lock:
    """A lock file. ``manager`` is npm, yarn or pnpm; ``version`` is of npm's format.

    ``public``: all packages come from public registries, as far as their addresses tell.
    """

    def __init__(
        self,
        manager: str,
        packages: tuple[Locked, ...],
        *,
        version: int = 0,
        public: bool = True,
    ) -> None:
        self.manager = manager
        self.packages = packages
        self.version = version
        self.public = public

    @cached_property
    def running(self) -> tuple[Locked, ...]:
        """The packages that are not of the development alone."""
        return tuple(one for one in self.packages if one.development is not True)

    @cached_property
    def development(self) -> tuple[Locked, ...]:
        """The packages of the development alone."""
        return tuple(one for one in self.packages if one.development is True)

    @cached_property
    def development_names(self) -> frozenset[str]:
        """Names of which every version is of the development alone."""
        kept = {one.name for one in self.running}
        return frozenset(one.name for one in self.development if one.name not in kept)

    @cached_property
    def by_command(self) -> Mapping[str, tuple[str, ...]]:
        """The packages that bring a command, where the lock file tells."""
        found: dict[str, list[str]] = {}
        for one in self.packages:
            for command in one.commands or ():
                found.setdefault(command, []).append(one.name)
        return {command: tuple(names) for command, names in found.items()}
