"""What a plan saves, by the facts. MB; estimates where nothing was measured."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import facts
from dockerize_ms.analysis.roles import Role, Roles
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base
from dockerize_ms.rewrite.plan import Went

_UNKNOWN_TREE = 30.0  # a toolchain that a command unpacks: none that people install is smaller
_CACHE = 15.0  # what a compiler's cache holds after one build


class Sizes(Struct, frozen=True):
    """Before, after, and the difference with what it is of; None where the facts do not tell."""

    before: float | None
    after: float | None
    saving: float | None
    went: tuple[Went, ...] = ()


def saving(stage: Stage, base: Base, roles: Roles, spared: float = 0.0) -> Sizes:
    """The estimate for a runtime base and its roles; ``spared`` is removed by added commands."""
    packages = (*_spared(spared), *_dropped_packages(stage, roles))
    went = (*packages, *_dropped_trees(stage, roles, caches=not base.same))
    dropped = sum(one.mb for one in went)
    kept = _packages(stage, _kept(roles), [])
    mine, theirs = stage.image.size_mb, base.image.size_mb
    if base.reference == "scratch":
        theirs = 0.0
    if base.same:
        return Sizes(None, None, dropped, went)
    if mine is None or theirs is None:
        return Sizes(mine, theirs, None, went)
    before = mine + dropped + kept
    after = theirs + kept
    image = Went(what=f"{base.reference} in place of {stage.reference}", mb=mine - theirs)
    return Sizes(before, after, before - after, (image, *went))


def _spared(spared: float) -> Iterator[Went]:
    if spared:
        yield Went(what="what the builder removes in the end", mb=spared)


def _packages(stage: Stage, names: list[str], kept: list[str], *, own: bool = True) -> float:
    """The size of packages and of what they bring along; or of the latter alone.

    What the base image has, and what ``kept`` packages bring anyway, is not counted.
    """
    distribution = stage.image.distribution
    if distribution is None:
        return 0.0
    held = stage.image.packages or frozenset()
    found = {
        name: package
        for name in dict.fromkeys(names)
        if not facts.same_package(name, held) and (package := facts.package(distribution, name))
    }
    total = 0
    for name, package in found.items():
        if any(name in other.depends for other in found.values()):
            continue  # counted there
        brought = package.closure_kb or package.installed_kb
        stays = (facts.package(distribution, one) for one in kept if one in package.depends)
        brought -= sum(one.closure_kb or one.installed_kb for one in stays if one)
        total += max(0, brought if own else brought - package.installed_kb)
    return total / 1000


def _dropped_packages(stage: Stage, roles: Roles) -> Iterator[Went]:
    """The packages that the runtime stage does not install."""
    whole: list[str] = []
    rest: list[str] = []
    for one in roles.assigned:
        for fate in one.packages:
            if fate.reason is None:
                continue
            if fate.removed is None or not fate.removed.at_once:
                whole.append(fate.name)
            elif not fate.removed.with_all:
                rest.append(fate.name)
    kept = _kept(roles)
    total = _packages(stage, whole, kept) + _packages(stage, rest, kept, own=False)
    if total:
        yield Went(what=f"packages: {' '.join(dict.fromkeys((*whole, *rest)))}", mb=total)


def _kept(roles: Roles) -> list[str]:
    return [f.name for one in roles.assigned for f in one.packages if f.reason is None]


def _dropped_trees(stage: Stage, roles: Roles, *, caches: bool) -> Iterator[Went]:
    """What commands filled that is not copied, a directory at a time."""
    seen: set[str] = set()
    copied = {artifact.path for one in roles.assigned for artifact in one.artifacts}
    for one in roles.assigned:
        if one.role is not Role.BUILDER:
            continue
        for done in one.step.effects:
            path = getattr(done.effect, "path", "")
            if (
                not isinstance(done.effect, fx.WritesTree)
                or path in seen
                or path.startswith("/var/")
            ):
                continue
            mounted = done.effect.build_only == fx.BELOW_MOUNT
            if mounted or any(paths.within(path, c) for c in copied) or stage.fs.lookup(path).no:
                continue
            if done.effect.build_only and not caches:
                continue
            seen.add(path)
            if done.effect.build_only:
                yield Went(what=f"{path}: {done.effect.build_only}", mb=_CACHE)
            elif done.effect.programs or done.effect.application:
                yield Went(what=path, mb=_UNKNOWN_TREE)
