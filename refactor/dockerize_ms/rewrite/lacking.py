"""Packages of the original image that the container needs and the runtime stage lacks."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import facts
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Obstacle, Role, Roles
from dockerize_ms.ecosystems.installers import install, manager
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Distribution, Image
from dockerize_ms.model import effects as fx
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.bases import Base
from dockerize_ms.rewrite.plan import Added


def lacking(stage: Stage, live: Live, base: Base, roles: Roles) -> list[Added] | Obstacle:
    """A line that installs what is lacking.

    None is added to a file that calls no package manager, nor on a release that is no
    longer served: then the base is not possible.
    """
    distribution = stage.image.distribution
    if distribution is None or base.same:
        return []
    mine = _held(stage.image, stage.fs, distribution)
    theirs = _held(base.image, roles.fs, distribution)
    missing: dict[str, Evidence] = {}
    for name, by in _needed(live, distribution, mine):
        if not facts.same_package(name, theirs):
            missing.setdefault(name, by)
    if not missing:
        return []
    first, by = next(iter(missing.items()))
    tool = _manager(roles)
    if tool is None or distribution.end_of_life is not False:
        why = "the file installs no packages" if tool is None else f"{distribution} has ended"
        text = f"{base.reference} lacks {first}, which {by.text} needs, and {why}"
        return Obstacle(text=text, by=by)
    why = f"{base.reference} lacks them: {by.text}"
    return [Added(text=f"RUN {install(tool, tuple(missing))}", why=why)]


def _needed(
    live: Live, distribution: Distribution, held: frozenset[str]
) -> Iterator[tuple[str, Evidence]]:
    """The packages that the container needs, as far as the original has them."""
    for name, by in live.libraries.items():
        if facts.same_package(name, held):
            for library in facts.leaves(distribution, name) or ():
                yield library, by
    for name, by in live.packages.items():
        if facts.same_package(name, held):
            yield name, by


def _held(image: Image, fs: Filesystem, distribution: Distribution) -> frozenset[str]:
    """The packages that an image holds, those of its base included."""
    names: set[str] = set(image.packages or ())
    asked: list[str] = []
    for entry in fs.entries():
        if isinstance(entry.effect, fx.InstallsPackages):
            asked += entry.effect.packages
    return frozenset(names) | facts.closure(distribution, tuple(asked))


def _manager(roles: Roles) -> str | None:
    """The package manager that the file itself calls."""
    steps = (one.step for one in roles.assigned if one.role is not Role.CONFIGURATION)
    return next((tool for step in steps if (tool := manager(step.tools))), None)
