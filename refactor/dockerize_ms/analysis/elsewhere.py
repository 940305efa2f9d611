"""A stage as it stands on another base: every step is repeated there."""

from __future__ import annotations

from dockerize_ms.analysis.afterwards import INERT
from dockerize_ms.analysis.ground import Ground
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.packages import PackageFate, Packages
from dockerize_ms.analysis.progress import Progress
from dockerize_ms.analysis.purpose import Purpose
from dockerize_ms.analysis.repetition import Repetition
from dockerize_ms.analysis.roles import Assigned, Obstacle, Roles
from dockerize_ms.analysis.weight import Weight
from dockerize_ms.model import effects as fx
from dockerize_ms.model.stage import Stage, Step


def carried_over(stage: Stage, live: Live, ground: Ground) -> Roles | Obstacle:
    """The roles where all is repeated; the first step that may come out otherwise."""
    progress = Progress(stage, Packages(stage, live, ground.packages), ground.fs)
    weight = Weight(stage, Purpose(stage, live), progress)
    repetition = Repetition(stage, ground, weight, progress)
    assigned: list[Assigned] = []
    for step in stage.steps:
        lasting = [
            one
            for one in step.effects
            if not (one.effect.build_only or isinstance(one.effect, INERT))
        ]
        if step.name == "RUN" and not repetition.can_replay(step, lasting):
            text = f"`{step.text}` may need what only {stage.reference} has"
            return Obstacle(text=text, by=step.evidence)
        assigned.append(progress.replay(step, "as it stands", _all_stay(step)))
    return Roles(assigned=tuple(assigned), fs=progress.runtime, dropped=(), assumptions=())


def _all_stay(step: Step) -> tuple[PackageFate, ...]:
    return tuple(
        PackageFate(name=name, reason=None)
        for done in step.effects
        if isinstance(done.effect, fx.InstallsPackages)
        for name in done.effect.packages
    )
