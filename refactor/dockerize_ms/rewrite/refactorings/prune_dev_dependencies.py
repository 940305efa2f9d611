"""``prune-dev-dependencies``: the builder ends by removing what only the build needs.

On by default. The ecosystem that installed the dependencies says which command removes
them, and what still needs one of them: then nothing is removed.
"""

from __future__ import annotations

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Role, Roles
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Config, Stage
from dockerize_ms.rewrite.change import Safety
from dockerize_ms.rewrite.plan import Added
from dockerize_ms.rewrite.refactorings import Trim
from dockerize_ms.rewrite.refactorings._spares import spares

SUMMARY = "removes the dependencies that only the build needs"
SAFETY = Safety.IMAGE
DEFAULT = True


def trim(stage: Stage, live: Live, roles: Roles, taken: frozenset[str]) -> Trim:
    """A line for each set of dependencies that reaches the runtime stage, in their order."""
    found, removed = spares(roles)
    place = _end_of_builder(stage, roles)
    lines: list[Added] = []
    kept: list[Evidence] = []
    saving = sum(spare.saving_mb for spare in removed)
    for path, (one, spare) in found.items():
        if path in taken:
            continue
        if (by := spare.used(stage.fs, live.called)) is not None:
            kept.append(Evidence(f"{spare.what} stay: {by.text}", by.span))
            continue
        user = stage.before[one.step.number].user
        if (user or "root") != (place.user or "root"):
            lines.append(Added(text=f"USER {user or 'root'}", why="whoever installed them"))
            place = Config(user=user, workdir=place.workdir)
        here = paths.join(place.workdir) == paths.join(spare.directory)
        command = spare.command if here else f"cd {spare.directory} && {spare.command}"
        lines.append(Added(text=f"RUN {command}", why=f"{spare.what} are for the build alone"))
        saving += spare.saving_mb
    return Trim(lines=tuple(lines), saving_mb=saving, kept=tuple(kept))


def _end_of_builder(stage: Stage, roles: Roles) -> Config:
    """Directory and user in force where the builder ends."""
    last = [one.step.number for one in roles.assigned if one.role is Role.BUILDER]
    return stage.before[max(last)] if last else stage.start
