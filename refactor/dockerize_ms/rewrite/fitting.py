"""Whether what is started finds its C library on another base, and whether that exists."""

from __future__ import annotations

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Obstacle
from dockerize_ms.errors import Assumption
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base

_STATIC = "a static program is needed: --with static-link makes one where that is safe"


def libc_missing(stage: Stage, live: Live, base: Base) -> Obstacle | None:
    """A native program needs the C library that it was linked with, and not an older one."""
    if base.same:
        return None
    dynamic = next((p for p in live.programs.values() if not p.static), None)
    if dynamic is None:
        return None
    mine, theirs = stage.image.distribution, base.image.distribution
    by = dynamic.static_by or dynamic.by
    if theirs is None or base.image.libc is None:
        sure = "is" if dynamic.static is False else "may be"
        return Obstacle(
            text=f"{dynamic.name} {sure} linked dynamically, and {base.reference} has no C library",
            by=by,
            advice=_STATIC,
        )
    if mine is None or mine.libc != theirs.libc:
        return Obstacle(
            text=f"{dynamic.name} was linked with another C library than {base.reference} has",
            by=by,
        )
    if base.ground.bare and live.libc and live.libc.compiler and not base.image.compiled_with:
        text = f"{dynamic.name} may need libraries of its compiler that {base.reference} lacks"
        return Obstacle(text=text, by=by)
    return None


def unlisted(base: Base) -> list[Assumption]:
    """The assumption that a base exists, where the facts do not list it."""
    if base.same or base.listed or base.reference == "scratch":
        return []
    return [Assumption("tag-not-listed", f"the image {base.reference} exists", None)]
