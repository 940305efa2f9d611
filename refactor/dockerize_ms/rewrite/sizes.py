"""What a plan saves, by the facts. MB; estimates where nothing was measured."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms import facts
from dockerize_ms.analysis.roles import Role, Roles
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.bases import Base

_UNKNOWN_TREE = 30.0  # a toolchain that a command unpacks: none that people install is smaller
_CACHE = 15.0  # what a compiler's cache holds after one build


class Sizes(Struct, frozen=True):
    """Before, after, and the difference; None where the facts do not tell."""

    before: float | None
    after: float | None
    saving: float | None


def saving(stage: Stage, base: Base, roles: Roles, spared: float = 0.0) -> Sizes:
    """The estimate for a runtime base and its roles; ``spared`` is removed by added commands."""
    dropped = spared + _dropped_packages(stage, roles) + _dropped_trees(stage, roles, caches=True)
    kept = _packages(stage, _kept(roles), [])
    mine, theirs = stage.image.size_mb, base.image.size_mb
    if base.reference == "scratch":
        theirs = 0.0
    if base.same:
        trees = _dropped_trees(stage, roles, caches=False)
        return Sizes(None, None, spared + _dropped_packages(stage, roles) + trees)
    if mine is None or theirs is None:
        return Sizes(mine, theirs, None)
    before = mine + dropped + kept
    after = theirs + kept
    return Sizes(before, after, before - after)


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


def _dropped_packages(stage: Stage, roles: Roles) -> float:
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
    return _packages(stage, whole, kept) + _packages(stage, rest, kept, own=False)


def _kept(roles: Roles) -> list[str]:
    return [f.name for one in roles.assigned for f in one.packages if f.reason is None]


def _dropped_trees(stage: Stage, roles: Roles, *, caches: bool) -> float:
    total = 0.0
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
            if any(paths.within(path, c) for c in copied) or stage.fs.lookup(path).no:
                continue
            if done.effect.build_only and not caches:
                continue
            seen.add(path)
            if done.effect.build_only:
                total += _CACHE
            elif done.effect.programs or done.effect.application:
                total += _UNKNOWN_TREE
    return total
