"""Dependencies that only the build needs, among what reaches the runtime stage."""

from __future__ import annotations

from dockerize_ms.analysis.roles import Assigned, Role, Roles
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.remedies import Spare


def spares(roles: Roles) -> tuple[dict[str, tuple[Assigned, Spare]], list[Spare]]:
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
