"""Development dependencies: what removes them."""

from __future__ import annotations

from dockerize_ms.ecosystems.javascript import tables
from dockerize_ms.ecosystems.javascript.unneeded import EVENTS, Unneeded
from dockerize_ms.ecosystems.javascript.workspaces import Project
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.remedies import Spare

_USUAL_MB = 0.25


def spare(
    project: Project,
    fs: Tree,
    command: str,
    manager: str,
    *,
    installs: bool = False,
    instead: str = "",
) -> Spare | None:
    """What can be removed after the build by a manager's command; None where there is nothing.

    ``installs``: the command installs what stays, so it takes away what other commands wrote
    into ``node_modules``, and needs the settings of the first install. ``instead`` is the
    install without them, which comes out the same by a lock file where the project's own
    scripts have no part in it.
    """
    owner = project.manifest
    if owner is None or project.shared or not owner.development:
        return None
    unneeded = Unneeded(project, owner, fs, manager)
    if installs:
        unneeded.reinstall(fs)
    surely = unneeded.lock is not None and not EVENTS & owner.scripts.keys()
    return Spare(
        command=command,
        directory=project.directory,
        what=f"the development dependencies of {owner.file.path}",
        names=tuple(owner.development),
        saving_mb=_saving(unneeded.names),
        by=owner.evidence("devDependencies", "development dependencies"),
        instead=instead if surely else "",
        used=unneeded.used,
    )


def _saving(names: frozenset[str]) -> float:
    heavy = tables.section("node_sizes", "megabytes")
    return round(sum(float(heavy.get(name, (str(_USUAL_MB),))[0]) for name in names), 2)
