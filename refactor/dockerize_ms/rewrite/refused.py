"""Why no plan came of the bases that were tried."""

from __future__ import annotations

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.places import quoted
from dockerize_ms.analysis.roles import Assigned, Obstacle, Role
from dockerize_ms.model import effects as fx
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.bases import is_platform
from dockerize_ms.rewrite.distroless import of_platform
from dockerize_ms.rewrite.plan import Plan, Reason, Refusal
from dockerize_ms.settings import Options

_BARE = ("scratch", "distroless")


def too_little(plan: Plan, obstacles: list[Obstacle]) -> Refusal:
    """Why a plan that is possible is not worth it."""
    blocked = next((o for o in obstacles if o.by is not None), None)
    if blocked is not None:
        text = f"no slimmer base is safe: {blocked.text}"
        reason = Reason.OPAQUE if blocked.opaque else Reason.NO_BASE
        return Refusal(reason=reason, text=text, by=blocked.by)
    if not plan.stage.image.known:
        text = (
            f"nothing is known of {plan.stage.reference}: what a smaller base lacks cannot be told"
        )
        return Refusal(reason=Reason.NO_BASE, text=text, by=quoted(plan.stage.instruction))
    last = max(plan.builder, default=None)
    if last is None or not any(one.role is Role.BUILDER and _drops(one) for one in plan.assigned):
        return Refusal(
            reason=Reason.NOTHING_BUILD_ONLY,
            text="nothing that only the build needs is installed or made",
            by=quoted(plan.stage.instruction),
        )
    return Refusal(
        reason=Reason.TOO_LITTLE,
        text=f"too little to gain: about {plan.saving_mb or 0:.0f} MB",
        by=quoted(plan.stage.instruction),
    )


def _drops(one: Assigned) -> bool:
    return any(
        isinstance(d.effect, fx.InstallsPackages | fx.CopiesContext | fx.WritesTree | fx.WritesFile)
        for d in one.step.effects
    )


def blocked(obstacles: list[Obstacle], stage: Stage, live: Live, options: Options) -> Refusal:
    """What stood in the way of every base."""
    last = next((o for o in reversed(obstacles) if not o.idle), None)
    if options.target in _BARE and last is not None:
        advice = last.advice or _advice(stage, live, options.target)
        return Refusal(reason=Reason.SCRATCH, text=last.text, by=last.by, advice=advice)
    one = next((o for o in obstacles if o.by is not None), obstacles[0] if obstacles else None)
    blocked = any(o.by is not None and not o.idle for o in obstacles)
    if any(o.idle for o in obstacles) and not blocked:
        idle = next(o for o in obstacles if o.idle)
        return Refusal(
            reason=Reason.NOTHING_BUILD_ONLY, text=idle.text, by=quoted(stage.instruction)
        )
    if one is None:
        return Refusal(
            reason=Reason.NO_BASE,
            text="no runtime base is known for it",
            by=quoted(stage.instruction),
        )
    where = f" in `{one.by.text}`" if one.by and one.by.text and one.by.text not in one.text else ""
    reason = Reason.OPAQUE if one.opaque else Reason.NO_BASE
    return Refusal(reason=reason, text=f"{one.text}{where}", by=one.by or quoted(stage.instruction))


def _advice(stage: Stage, live: Live, target: str) -> str:
    """What to ask for instead."""
    if not is_platform(stage, live):
        return "--target slim takes a base with a shell and a package manager"
    fits = target == "scratch" and not isinstance(of_platform(stage), Obstacle)
    other = "--target distroless may have it, " if fits else ""
    return f"an interpreter is needed: {other}--target slim keeps it"
