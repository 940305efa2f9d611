"""The packages of an image: those that it surely holds, and those that it surely lacks."""

from __future__ import annotations

from dockerize_ms import facts
from dockerize_ms.facts import Distribution, Image
from dockerize_ms.model import effects as fx
from dockerize_ms.model.filesystem import Filesystem


def held(image: Image, fs: Filesystem, distribution: Distribution) -> frozenset[str]:
    """The packages that an image holds, those of its base included."""
    asked: list[str] = []
    together: dict[str, tuple[str, ...]] = {}
    for entry in fs.entries():
        match entry.effect:
            case fx.InstallsPackages(packages=packages, virtual=virtual):
                asked += packages
                together[virtual] = packages
            case fx.RemovesPackages(packages=names):
                gone = {*names, *(one for name in names for one in together.get(name, ()))}
                asked = [name for name in asked if name not in gone]
            case _:
                pass
    return (image.packages or frozenset()) | facts.closure(distribution, tuple(asked))


def lacks(image: Image, fs: Filesystem, distribution: Distribution, library: str) -> bool:
    """Whether no package of an image brings a library's package, not even as a dependency.

    Of a base whose libraries are not all listed, those count that its programs may be linked
    with, as the distribution builds them.
    """
    if not image.packages or not image.programs_complete:
        return False
    there = set(image.packages)
    if not image.packages_complete:
        there |= _of_programs(image, distribution)
    for entry in fs.entries():
        if isinstance(entry.effect, fx.InstallsPackages):
            brought = _brought(distribution, entry.effect, library)
            if brought is None:
                return False
            there |= brought
    return not facts.same_package(library, frozenset(there))


def _of_programs(image: Image, distribution: Distribution) -> set[str]:
    """What the distribution's own packages of a platform's programs bring along."""
    names = {
        name
        for command in facts.layout(image).commands.own
        for name in facts.providers(distribution.family, command)
    }
    return {one for name in names for one in facts.may_bring(distribution, name) or ()}


def _brought(
    distribution: Distribution, install: fx.InstallsPackages, library: str
) -> set[str] | None:
    """All that an install may bring, in so far as it may be a library; None if not known."""
    found: set[str] = set()
    asked_for = facts.package(distribution, library)
    if install.recommends and (asked_for is None or not asked_for.uses):
        return None  # what is recommended is known as far as somebody asks for it by name
    for name in install.packages:
        brought = facts.may_bring(distribution, name, recommends=install.recommends)
        if brought is None:
            return None
        found |= brought
    return found
