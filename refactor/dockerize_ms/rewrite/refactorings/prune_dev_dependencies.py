"""``prune-dev-dependencies``: the builder ends by removing what only the build needs.

On by default. The ecosystem that installed the dependencies says which command removes
them, and what still needs one of them: then nothing is removed.
"""

from __future__ import annotations

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Assigned, Role, Roles
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.remedies import Spare
from dockerize_ms.model.stage import Config, Stage
from dockerize_ms.rewrite.refactorings import Line, Trim

DEFAULT = True


def trim(stage: Stage, live: Live, roles: Roles) -> Trim:
    """A line for each set of dependencies that reaches the runtime stage, in their order."""
    commands = frozenset((*live.commands, *live.paths))
    found, removed = _spares(roles)
    place = _end_of_builder(stage, roles)
    lines: list[Line] = []
    kept: list[Evidence] = []
    saving = sum(spare.saving_mb for spare in removed)
    for one, spare in found.values():
        if (by := spare.used(stage.fs, commands)) is not None:
            kept.append(Evidence(f"{spare.what} stay: {by.text}", by.span))
            continue
        user = stage.before[one.step.number].user
        if (user or "root") != (place.user or "root"):
            lines.append(Line(text=f"USER {user or 'root'}", why="whoever installed them"))
            place = Config(user=user, workdir=place.workdir)
        here = paths.join(place.workdir) == paths.join(spare.directory)
        command = spare.command if here else f"cd {spare.directory} && {spare.command}"
        lines.append(Line(text=f"RUN {command}", why=f"{spare.what} are for the build alone"))
        saving += spare.saving_mb
    return Trim(lines=tuple(lines), saving_mb=saving, kept=tuple(kept))


def _spares(roles: Roles) -> tuple[dict[str, tuple[Assigned, Spare]], list[Spare]]:
    """What could be removed, by directory, of trees that are copied.

    And what a later instruction of the file removes itself: the layers below it hold it still.
    """
    copied = [artifact.path for one in roles.assigned for artifact in one.artifacts]
    found: dict[str, tuple[Assigned, Spare]] = {}
    removed: list[Spare] = []
    for one in roles.assigned:
        for done in one.step.effects:
            tree = done.effect
            if not isinstance(tree, fx.WritesTree) or one.role is Role.SHARED:
                continue
            if any(paths.within(tree.path, path) for path in copied):
                before = found.pop(tree.path, None)
                if before and tree.spare is None and not _same_layer(before[0], one):
                    removed.append(before[1])
                if tree.spare is not None and done.certain:
                    found[tree.path] = (one, tree.spare)
    return found, removed


def _same_layer(one: Assigned, other: Assigned) -> bool:
    return one.step.instruction is other.step.instruction


def _end_of_builder(stage: Stage, roles: Roles) -> Config:
    """Directory and user in force where the builder ends."""
    last = [one.step.number for one in roles.assigned if one.role is Role.BUILDER]
    return stage.before[max(last)] if last else stage.start
