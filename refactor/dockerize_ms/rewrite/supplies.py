"""What of the original's base image the runtime stage takes from the builder."""

from __future__ import annotations

import posixpath

from msgspec import Struct, structs

from dockerize_ms.analysis.features import FEATURES
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Obstacle, Roles
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Found
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base
from dockerize_ms.rewrite.distroless import passed_on
from dockerize_ms.rewrite.plan import Added, Copied
from dockerize_ms.shell import SHELLS


class Supplies(Struct, frozen=True, kw_only=True, eq=False):
    """What the runtime stage takes from the builder before anything else, and its doubts."""

    copies: tuple[Copied, ...]
    assumptions: tuple[Assumption, ...]
    builder: tuple[Added, ...] = ()


_TEMPORARY = "/tmp"  # noqa: S108  (a directory of the image)
_ROOT = "/runtime-root"
"""A directory of the builder whose content becomes the runtime stage's root: COPY keeps the
modes of what lies in a directory, but not the directory's own."""


def with_features(live: Live, roles: Roles) -> Live:
    """The needs, with what packages stand for that the runtime stage does without."""
    found = dict(live.features)
    for one in roles.assigned:
        for fate in one.packages:
            for feature in fate.features:
                found.setdefault(feature, Evidence(f"{fate.name} is installed", one.step.span))
    return structs.replace(live, features=found)


def supplies(
    stage: Stage, live: Live, base: Base, runtime: Filesystem, brought: frozenset[str]
) -> Supplies | Obstacle:
    """What of the original's base the container needs and the new one lacks.

    ``brought`` are commands that packages bring, which are added.
    """
    copies: list[Copied] = []
    assumptions: list[Assumption] = []
    builder: list[Added] = []
    for feature, by in live.features.items():
        if feature is nd.Feature.TEMPORARY:
            if runtime.lookup(_TEMPORARY).no:
                made = f"RUN mkdir -p {_ROOT}{_TEMPORARY} && chmod 1777 {_ROOT}{_TEMPORARY}"
                builder.append(Added(text=made, why=f"{base.reference} has no {_TEMPORARY}"))
                copies.append(Copied(paths=(_ROOT,), target="/", owner="", by=by))
            continue
        for path in FEATURES.get(feature, ()):
            if runtime.lookup(path).yes or not stage.fs.lookup(path).yes:
                continue
            if feature is nd.Feature.USERS and not runtime.lookup(path).no:
                continue
            copies.append(_copied(path, Evidence(f"{feature}: {by.text}", by.span)))
    for name, (by, found) in live.commands.items():
        if name in brought:
            continue
        if base.moved and found.step is None:
            if _runs_there(stage, live, base, name):
                continue
            text = f"{base.reference} has no {name}, which the container starts"
            return Obstacle(text=text, by=by)
        outcome = _command(name, by, found, base, runtime, live)
        if isinstance(outcome, Obstacle):
            return outcome
        if outcome is not None:
            assumptions.append(outcome)
    for name, by, found in live.elsewhere:
        if not base.same and name not in brought and not _there(name, found, runtime).yes:
            text = f"{by.text}: it starts {name}, which {base.reference} may lack"
            assumptions.append(Assumption("used-elsewhere", text, by.span))
    for build in live.builds_elsewhere:
        text = f"{build.by.text}: what it builds needs nothing that stays in the builder"
        assumptions.append(Assumption("used-elsewhere", text, build.by.span))
    if live.unknown and not base.same:
        assumptions.append(_unknown_needs(stage, live, base))
    for path, by in live.paths.items():
        found = stage.fs.lookup(path)
        if not found.yes or runtime.lookup(path).yes:
            continue
        if found.step is not None:
            return Obstacle(text=f"{path} would be missing, which the container needs", by=by)
        copies.append(_copied(path, by))
    return Supplies(copies=tuple(copies), assumptions=tuple(assumptions), builder=tuple(builder))


def _unknown_needs(stage: Stage, live: Live, base: Base) -> Assumption:
    names = list(live.unknown)
    shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    text = f"{shown}: no system library or program that only {stage.reference} has is needed"
    return Assumption("needs-not-known", text, next(iter(live.unknown.values())).span)


def _command(
    name: str, by: Evidence, found: Found, base: Base, runtime: Filesystem, live: Live
) -> Assumption | Obstacle | None:
    """Whether the runtime stage has a command that the container starts."""
    if found.no or base.same or (by == live.unresolved and not found.yes):
        return None
    there = _there(name, found, runtime)
    if there.yes:
        return None
    of_base = found.step is None and base.fs.command(posixpath.basename(name)).no
    copied = [place for place in _places(name, runtime, live) if place.step is not None]
    if found.step is not None and not found.yes and not there.no and (found.path or copied):
        return None  # the builder may make it, and what it makes is copied
    if found.step is not None and not found.path and not _places(name, runtime, live):
        text = f"where {name} is, which the container starts, is not known"
        return Obstacle(text=text, by=found.by or by)
    if there.no or of_base or (found.yes and found.step is not None):
        what = f"a shell ({name})" if posixpath.basename(name) in SHELLS else name
        return Obstacle(text=f"{base.reference} lacks {what}, which the container starts", by=by)
    if not base.image.known or (found.yes and base.variant):
        return Obstacle(text=f"whether {base.reference} has {name} is not known", by=by)
    return Assumption("command-in-base", f"{base.reference} has {name}", by.span)


def _runs_there(stage: Stage, live: Live, base: Base, name: str) -> bool:
    """Whether the base has a command elsewhere that is called by name, or does without it."""
    return name in base.moved or passed_on(stage, live, name)


def _places(name: str, runtime: Filesystem, live: Live) -> list[Found]:
    """What may be a program in the directories of programs that the runtime stage has."""
    everywhere = (runtime.follow(paths.join(place, name)) for place in live.path)
    return [found for found in everywhere if not found.no]


def _there(name: str, found: Found, runtime: Filesystem) -> Found:
    if not found.path:
        return runtime.command(posixpath.basename(name))
    there = runtime.follow(found.path)
    if there.yes:
        return there
    plain = posixpath.dirname(found.path) in ("/bin", "/usr/bin", "/sbin", "/usr/sbin")
    return runtime.command(posixpath.basename(name)) if plain else there


def _copied(path: str, by: Evidence) -> Copied:
    return Copied(paths=(path,), target=path, owner="", by=by)
