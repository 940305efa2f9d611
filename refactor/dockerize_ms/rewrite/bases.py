"""Runtime bases to try, the slimmest first, and what each must offer."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct, structs

from dockerize_ms import facts
from dockerize_ms.analysis.ground import Ground
from dockerize_ms.analysis.images import on_image, split_reference
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Obstacle
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.facts import Image
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Found
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.plan import Added, Copied
from dockerize_ms.shell import SHELLS

FEATURES: dict[nd.Feature, tuple[str, ...]] = {
    nd.Feature.CERTIFICATES: ("/etc/ssl/certs/ca-certificates.crt",),
    nd.Feature.TIME_ZONES: ("/usr/share/zoneinfo",),
    nd.Feature.MIME_TYPES: ("/etc/mime.types",),
    nd.Feature.SERVICES: ("/etc/services", "/etc/protocols"),
    nd.Feature.USERS: ("/etc/passwd", "/etc/group"),
}
"""Files of the operating system that stand for a feature (Debian and Alpine alike)."""


class Base(Struct, frozen=True, kw_only=True, eq=False):
    """A candidate for the runtime stage. ``variant``: a slimmer one of the original's base."""

    reference: str
    image: Image
    fs: Filesystem
    same: bool
    why: str
    variant: bool = False

    @property
    def ground(self) -> Ground:
        """What a runtime stage on it starts from."""
        own = facts.layout(self.image).own if self.same or self.variant else ()
        held = self.image.packages or frozenset()
        return Ground(fs=self.fs, packages=held, same=self.same, own=own)


def candidates(stage: Stage, live: Live, target: str, *, slim_base: bool = True) -> Iterator[Base]:
    """Bases for a target, the slimmest first; the original's own is the last of ``auto``.

    Without ``slim_base`` the original's own is the only one.
    """
    if slim_base:
        yield from _slimmer(stage, live, target)
    if target == "auto":
        yield Base(
            reference=stage.reference,
            image=stage.image,
            fs=stage.fs.before(0),
            same=True,
            why="the same base",
        )


def _slimmer(stage: Stage, live: Live, target: str) -> Iterator[Base]:
    if target == "scratch":
        yield _base("scratch", "asked for by --target scratch")
        return
    if is_platform(stage, live):
        yield from _variants(stage)
        return
    seen = {stage.reference}
    for base in (*_plain(stage), *_variants(stage), *_ancestors(stage)):
        if base.reference not in seen and _is_smaller(base.image, stage.image):
            seen.add(base.reference)
            yield base


def is_platform(stage: Stage, live: Live) -> bool:
    """Whether the container starts a program that its base image is there for.

    An interpreter's image is such a platform; one that is there for its compiler is not.
    """
    own = facts.layout(stage.image).commands.own
    return any(
        posixpath.basename(name) in own
        for name, (_, found) in live.commands.items()
        if found.yes and found.step is None
    )


def _plain(stage: Stage) -> Iterator[Base]:
    """The distribution's own images."""
    distribution = stage.image.distribution
    if distribution is None or distribution.family in ("windows", ""):
        return
    for slim in (True, False):
        pair = facts.distribution_base(distribution, slim=slim)
        if pair and facts.tag_exists(*pair) is not False:
            why = f"the {distribution} that {stage.reference} stands on"
            yield _base(":".join(pair), why)


def _variants(stage: Stage) -> Iterator[Base]:
    """The variant of the same version and distribution that leaves out what builds need."""
    image = stage.image
    tag = facts.variant_tag(image.name, image.tag, add=frozenset(("slim",)))
    if tag is not None and tag != image.tag:
        repository = stage.reference.split("@", 1)[0].removesuffix(f":{image.tag}")
        base = _base(f"{repository}:{tag}", f"the slim variant of {stage.reference}")
        yield structs.replace(base, variant=True)


def _ancestors(stage: Stage) -> Iterator[Base]:
    """What the image itself stands on, the farthest first."""
    for reference in reversed(_lineage(stage.image)):
        if facts.tag_exists(*split_reference(reference)) is not False:
            yield _base(reference, f"a base of {stage.reference}")


def _is_smaller(one: Image, other: Image) -> bool:
    return one.size_mb is None or other.size_mb is None or one.size_mb < other.size_mb


def _lineage(image: Image) -> list[str]:
    """The images that an image stands on, the nearest first."""
    found = list(image.lineage)
    for reference in found:
        inner = facts.image(*split_reference(reference)).lineage
        found += [base for base in inner if base not in found]
    return found


def _base(reference: str, why: str) -> Base:
    image, fs = on_image(reference)
    return Base(reference=reference, image=image, fs=fs, same=False, why=why)


class Supplies(Struct, frozen=True, kw_only=True, eq=False):
    """What the runtime stage takes from the builder before anything else, and its doubts."""

    copies: tuple[Copied, ...]
    assumptions: tuple[Assumption, ...]
    builder: tuple[Added, ...] = ()


_TEMPORARY = "/tmp"  # noqa: S108  (a directory of the image)
_ROOT = "/runtime-root"
"""A directory of the builder whose content becomes the runtime stage's root: COPY keeps the
modes of what lies in a directory, but not the directory's own."""


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
