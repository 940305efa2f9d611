"""``split-stages``: a builder that is the original, a runtime stage that is what is left.

The bases are tried from the slimmest; the first one with which every step has a
role and every need is met, and that is worth it, makes the plan.
"""

from __future__ import annotations

from msgspec import structs

from dockerize_ms import cst, facts
from dockerize_ms.analysis.assign import assign
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Assigned, Obstacle, Role, Roles
from dockerize_ms.errors import Assumption
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base
from dockerize_ms.rewrite.bases import candidates, is_platform
from dockerize_ms.rewrite.commands import neutral
from dockerize_ms.rewrite.distroless import doubts, unfit, without_shell
from dockerize_ms.rewrite.fitting import libc_missing, unlisted
from dockerize_ms.rewrite.framed import framed
from dockerize_ms.rewrite.lacking import lacking
from dockerize_ms.rewrite.plan import Copied, Extra, Image, Piece, Plan, Refusal
from dockerize_ms.rewrite.refactorings import trimmed
from dockerize_ms.rewrite.refused import blocked, too_little
from dockerize_ms.rewrite.runtime import Runtime
from dockerize_ms.rewrite.sizes import saving
from dockerize_ms.rewrite.supplies import supplies, with_features
from dockerize_ms.settings import Options
from dockerize_ms.shell import STATE

NAME = "split-stages"

MOVED = frozenset(
    ["CMD", "ENTRYPOINT", "HEALTHCHECK", "EXPOSE", "VOLUME", "LABEL", "STOPSIGNAL", "MAINTAINER"]
)
"""Pure configuration: stands in the final stage alone."""

_BUILD_NAMES = ("build", "builder", "compile", "compiler")


def plan(tree: cst.Dockerfile, stage: Stage, live: Live, options: Options) -> Plan | Refusal:
    """The best safe plan, or why there is none."""
    obstacles: list[Obstacle] = []
    small: Plan | None = None
    slim_base = "slim-base" not in options.without
    toolchain = bool(stage.image.lineage) and not is_platform(stage, live)
    for base in candidates(stage, live, options.target, slim_base=slim_base):
        if isinstance(base, Obstacle):
            obstacles.append(base)
            continue
        outcome = _attempt(tree, stage, live, base, options)
        if isinstance(outcome, Obstacle):
            obstacles.append(outcome)
            continue
        if base.same and toolchain and any(o.by for o in obstacles):
            small = small or outcome  # its toolchain would stay: no split worth the name
            continue
        if outcome.saving_mb is not None and outcome.saving_mb * 1e6 >= options.min_saving:
            return outcome
        small = small or outcome
    if small is not None:
        return too_little(small, obstacles)
    return blocked(obstacles, stage, live, options)


def _attempt(
    tree: cst.Dockerfile, stage: Stage, live: Live, base: Base, options: Options
) -> Plan | Obstacle:
    if not base.same and not (stage.start.known and base.image.config_known):
        name = stage.reference if not stage.start.known else base.reference
        return Obstacle(text=f"what {name} configures is not known", by=None)
    if (obstacle := libc_missing(stage, live, base)) is not None:
        return obstacle
    roles = assign(stage, live, base.ground)
    if isinstance(roles, Obstacle):
        return roles
    if not any(
        one.artifacts and (one.step.name == "RUN" or live.applications) for one in roles.assigned
    ):
        text = "nothing that the container needs is built in the file"
        return Obstacle(text=text, by=None, idle=True)
    if (obstacle := unfit(stage, live, base, roles)) is not None:
        return obstacle
    brought = lacking(stage, live, base, roles)
    if isinstance(brought, Obstacle):
        return brought
    needs = with_features(live, roles)
    supplied = supplies(stage, needs, base, roles.fs, brought.commands)
    if isinstance(supplied, Obstacle):
        return supplied
    trims = trimmed(stage, live, roles, options)
    runtime = Runtime(stage, live, roles)
    pieces = with_extras(runtime.pieces(), [extra for one in trims for extra in one.extras])
    if (obstacle := without_shell(base, pieces)) is not None:
        return obstacle
    builder_name, runtime_name = _names(tree, stage)
    pinned, doubt = _pin(stage, live, base)
    assumptions = [*live.assumptions, *roles.assumptions, *supplied.assumptions]
    assumptions += [*unlisted(base), *doubts(stage, live, base)]
    if doubt:
        assumptions.append(doubt)
    if live.unresolved is not None:
        text = f"the original's own command cannot be resolved: {live.unresolved.text}"
        assumptions.append(Assumption("command-not-found", text, live.unresolved.span))
    sizes = saving(stage, base, roles, spared=sum(one.saving_mb for one in trims))
    return Plan(
        stage=stage,
        live=live,
        base_name="base",
        builder_name=builder_name,
        runtime_name=runtime_name,
        pinned=pinned,
        image=Image(reference=base.reference, listed=base.listed, why=base.why, loses=base.loses),
        shared=frozenset(o.step.number for o in roles.assigned if o.role is Role.SHARED),
        builder=_builder(roles),
        builder_added=(
            *supplied.builder,
            *(line for one in trims for line in one.lines),
        ),
        extras=tuple(extra for one in trims for extra in one.extras),
        runtime=tuple(framed(stage, live, base, supplied.copies, [*brought.lines, *pieces], roles)),
        assigned=roles.assigned,
        dropped=roles.dropped,
        unpruned=tuple(by for one in trims for by in one.kept),
        assumptions=tuple(dict.fromkeys(assumptions)),
        before_mb=sizes.before,
        after_mb=sizes.after,
        saving_mb=sizes.saving,
        went=sizes.went,
    )


def with_extras(pieces: list[Piece], extras: list[Extra]) -> list[Piece]:
    """The pieces, with what further stages give in place of the builder's."""
    for extra in extras:
        found: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Copied) and piece.paths == (extra.gives,):
                found.append(structs.replace(piece, stage=extra.name))
                continue
            found.append(piece)
            if isinstance(piece, Copied) and any(paths.below(extra.gives, p) for p in piece.paths):
                inner = {"paths": (extra.gives,), "target": extra.gives, "stage": extra.name}
                found.append(structs.replace(piece, **inner))
        pieces = found
    return pieces


def _builder(roles: Roles) -> frozenset[int]:
    """Numbers of the steps whose instructions the builder repeats."""
    last = max(
        (
            at
            for at, one in enumerate(roles.assigned)
            if one.role is Role.BUILDER and not _is_idle(one)
        ),
        default=-1,
    )
    instruction = roles.assigned[last].step.instruction if last >= 0 else None
    while (
        last + 1 < len(roles.assigned) and roles.assigned[last + 1].step.instruction is instruction
    ):
        last += 1
    return frozenset(
        one.step.number
        for one in roles.assigned[: last + 1]
        if one.step.name not in MOVED and one.role is not Role.SHARED
    )


def _is_idle(one: Assigned) -> bool:
    """Whether a part of a RUN only sets up its shell; a check that can fail is none."""
    only_state = all(tool in STATE for tool in one.step.tools)
    return one.step.name == "RUN" and neutral(one.step) and only_state and not one.artifacts


def _pin(stage: Stage, live: Live, base: Base) -> tuple[str | None, Assumption | None]:
    """The builder's tag with its release, where both stages must stay on the same one."""
    image = stage.image
    if base.same or image.distribution is None or "@" in stage.reference:
        return None, None
    if all(p.static for p in live.programs.values()) and live.programs:
        return None, None
    view = stage.instruction.view
    fixed = bool(image.distribution.release) and image.distribution.release in getattr(
        view, "image", ""
    )
    if isinstance(view, cst.From) and view.image != stage.reference and not fixed:
        text = f"the arguments of `FROM {view.image}` keep their defaults: {stage.reference}"
        return None, Assumption("argument-default", text, stage.instruction.span)
    if base.variant:
        return None, None  # the tags of an image's variants move together
    if not image.floating:
        return None, None
    tag = facts.release_tag(image.name, image.tag, image.distribution)
    if tag is not None:
        return tag, None
    if str(image.distribution.release) in image.tag:
        return None, None
    text = f"{stage.reference} stays on {image.distribution}"
    return None, Assumption("floating-release", text, None)


def _names(tree: cst.Dockerfile, stage: Stage) -> tuple[str, str]:
    """Names of the two stages: the original's stays where it names a build."""
    if not stage.name:
        return "builder", "runtime"
    if any(word in stage.name for word in _BUILD_NAMES):
        return stage.name, "runtime" if stage.name != "runtime" else "final"
    return "builder", stage.name
