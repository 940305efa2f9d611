"""The commands of an image, looked up one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerize_ms.facts.commands import commands_of, providers


class Programs(Mapping[str, str]):
    """The commands that an image surely has, and their paths.

    Its own and those of the packages it holds. Only iterating looks at every package.
    """

    def __init__(
        self, own: dict[str, str], family: str, packages: frozenset[str], complete: bool
    ) -> None:
        self._own = own
        self._family = family
        self._packages = packages
        self._complete = complete

    def __getitem__(self, name: str) -> str:
        if name in self._own:
            return self._own[name]
        for package, path in providers(self._family, name).items():
            if package in self._packages:
                return path
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        of_packages = (commands_of(self._family, name) or () for name in sorted(self._packages))
        names = dict.fromkeys(name for names in of_packages for name in names)
        return iter(self._own | names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def own(self) -> frozenset[str]:
        """Those that no package of the distribution brings: what the image is there for."""
        return frozenset(self._own)

    def lacks(self, name: str) -> bool:
        """Whether the command is surely not there: only packages have it that the image lacks."""
        return self._complete and name not in self and bool(providers(self._family, name))
