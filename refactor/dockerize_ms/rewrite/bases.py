"""Runtime bases to try, the slimmest first, and what each must offer."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import structs

from dockerize_ms import facts
from dockerize_ms.analysis.images import split_reference
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Obstacle
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Image
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base, base_on
from dockerize_ms.rewrite.distroless import of_platform, of_programs

_EMPTY = (
    "no shell, no package manager, no C library, and no file but those that are copied: "
    "`docker exec` starts nothing but the program, and what it runs as is what USER says"
)


def candidates(
    stage: Stage, live: Live, target: str, *, slim_base: bool = True
) -> Iterator[Base | Obstacle]:
    """Bases for a target, the slimmest first; the original's own is the last of ``auto``.

    Without ``slim_base`` the original's own is the only one. An obstacle says why there is
    none for a target.
    """
    if slim_base:
        yield from _for(target, stage, live)
    if target == "auto":
        yield Base(
            reference=stage.reference,
            image=stage.image,
            fs=stage.fs.before(0),
            same=True,
            why="the same base",
        )


def _for(target: str, stage: Stage, live: Live) -> Iterator[Base | Obstacle]:
    match target:
        case "scratch" if is_platform(stage, live):
            yield _no_platform(stage, live)
        case "scratch":
            yield structs.replace(base_on("scratch", "asked for by --target scratch"), loses=_EMPTY)
        case "distroless" if is_platform(stage, live):
            yield of_platform(stage)
        case "distroless":
            yield from of_programs(stage)
        case _:
            yield from slimmer(stage, live)


def slimmer(stage: Stage, live: Live) -> Iterator[Base]:
    """Bases that are smaller than the original's, the slimmest first."""
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
    return any(_own_commands(stage, live))


def _own_commands(stage: Stage, live: Live) -> Iterator[tuple[str, Evidence]]:
    """What is started of the programs that the base image is there for."""
    own = facts.layout(stage.image).commands.own
    for name, (by, found) in live.commands.items():
        if posixpath.basename(name) in own and found.yes and found.step is None:
            yield name, by


def _no_platform(stage: Stage, live: Live) -> Obstacle:
    name, by = next(_own_commands(stage, live))
    text = f"the container starts {name} of {stage.reference}, which scratch cannot have"
    return Obstacle(text=text, by=by)


def _plain(stage: Stage) -> Iterator[Base]:
    """The distribution's own images."""
    distribution = stage.image.distribution
    if distribution is None or distribution.family in ("windows", ""):
        return
    for slim in (True, False):
        pair = facts.distribution_base(distribution, slim=slim)
        if pair and facts.tag_exists(*pair) is not False:
            why = f"the {distribution} that {stage.reference} stands on"
            yield base_on(":".join(pair), why)


def _variants(stage: Stage) -> Iterator[Base]:
    """The variant of the same version and distribution that leaves out what builds need."""
    image = stage.image
    tag = facts.variant_tag(image.name, image.tag, add=frozenset(("slim",)))
    if tag is not None and tag != image.tag:
        repository = stage.reference.split("@", 1)[0].removesuffix(f":{image.tag}")
        base = base_on(f"{repository}:{tag}", f"the slim variant of {stage.reference}")
        yield structs.replace(base, variant=True)


def _ancestors(stage: Stage) -> Iterator[Base]:
    """What the image itself stands on, the farthest first."""
    for reference in reversed(_lineage(stage.image)):
        if facts.tag_exists(*split_reference(reference)) is not False:
            yield base_on(reference, f"a base of {stage.reference}")


def _is_smaller(one: Image, other: Image) -> bool:
    return one.size_mb is None or other.size_mb is None or one.size_mb < other.size_mb


def _lineage(image: Image) -> list[str]:
    """The images that an image stands on, the nearest first."""
    found = list(image.lineage)
    for reference in found:
        inner = facts.image(*split_reference(reference)).lineage
        found += [base for base in inner if base not in found]
    return found
