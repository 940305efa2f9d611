"""``deps-stage``: what runs gets its dependencies from a stage of their own, beside the build.

On request. A stage installs from the lock file what the program needs when it runs, while the
builder installs all; so a change of the sources builds neither anew. It is applied where the
install reads nothing but manifests, and where the ecosystem says that it comes out the same.
"""

from __future__ import annotations

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Assigned, Roles
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Safety
from dockerize_ms.rewrite.plan import Added, Extra
from dockerize_ms.rewrite.refactorings import Trim
from dockerize_ms.rewrite.refactorings._spares import spares

SUMMARY = "installs what runs in a stage of its own, beside the build"
SAFETY = Safety.IMAGE
DEFAULT = False

_NAME = "deps"
_SEVERAL = "there are several installs"


def trim(stage: Stage, live: Live, roles: Roles, taken: frozenset[str]) -> Trim:
    """A stage for the one set of dependencies of the file; nothing where there are several."""
    found, _ = spares(roles)
    if len(found) != 1:
        return _left("no one install of development dependencies" if not found else _SEVERAL)
    ((path, (one, spare)),) = found.items()
    if path in taken:
        return Trim()
    if not _builds(roles, path):  # nobody would ask for the builder; what it checks would not run
        return _left("nothing but dependencies comes of the build", one)
    if not spare.instead:
        return _left(f"{spare.what}: no lock file and command say that it comes out the same", one)
    if (by := spare.used(stage.fs, live.called)) is not None:
        return _left(f"{spare.what} are needed: {by.text}", one)
    before = _instructions_before(stage, one)
    if before is None or not _is_alone(roles, one):
        return _left("the install follows a copy of more than manifests, or is part of a RUN", one)
    extra = Extra(
        name=_NAME if stage.name != _NAME else f"{_NAME}-only",
        instructions=before,
        lines=(Added(text=f"RUN {spare.instead}", why=f"without {spare.what}"),),
        gives=path,
    )
    return Trim(
        lines=_removal(roles, path),
        saving_mb=spare.saving_mb,
        extras=(extra,),
        taken=frozenset((path,)),
    )


def _builds(roles: Roles, path: str) -> bool:
    """Whether anything but the dependencies comes of the builder."""
    found = (artifact.path for one in roles.assigned for artifact in one.artifacts)
    return not all(paths.within(artifact, path) for artifact in found)


def _left(why: str, one: Assigned | None = None) -> Trim:
    """No stage, and why."""
    span = one.step.span if one else None
    return Trim(kept=(Evidence(f"no stage of their own for dependencies: {why}", span),))


def _instructions_before(stage: Stage, one: Assigned) -> tuple[Instruction, ...] | None:
    """What stands before the install; None where more than manifests was copied until then."""
    found: dict[Instruction, None] = {}
    for step in stage.steps:
        if step.instruction is one.step.instruction:
            return tuple(found)
        if step.name in ("COPY", "ADD") and not all(
            isinstance(done.effect, fx.ChangesOwner)
            or (
                isinstance(done.effect, fx.CopiesContext)
                and done.effect.context.kind(done.effect.source) == "file"
            )
            for done in step.effects
        ):
            return None
        found[step.instruction] = None
    return None


def _is_alone(roles: Roles, one: Assigned) -> bool:
    """Whether the install is all that its RUN does."""
    mine = [o for o in roles.assigned if o.step.instruction is one.step.instruction]
    return len(mine) == 1


def _removal(roles: Roles, path: str) -> tuple[Added, ...]:
    """The builder's own go, where they lie in a directory that is copied whole."""
    inside = any(
        paths.below(path, artifact.path) for one in roles.assigned for artifact in one.artifacts
    )
    if not inside:
        return ()
    return (Added(text=f"RUN rm -rf {path}", why="a stage of their own brings them"),)
