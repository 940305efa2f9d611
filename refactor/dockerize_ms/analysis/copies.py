"""Copies from the builder and from the context: each once, and where its owner exists."""

from __future__ import annotations

from msgspec import structs

from dockerize_ms.analysis.afterwards import weighty
from dockerize_ms.analysis.owners import owned_by
from dockerize_ms.analysis.products import blocked
from dockerize_ms.analysis.roles import Artifact, Assigned, Role
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.model.writes import product


def copy_once(assigned: list[Assigned]) -> None:
    """What another copy brings anyway, a later one or one of the directory around it, goes."""
    before = list(assigned)
    later: list[Artifact] = []
    for at in range(len(assigned) - 1, -1, -1):
        one = assigned[at]
        earlier = [artifact for other in assigned[:at] for artifact in other.artifacts]
        left = tuple(
            artifact
            for artifact in one.artifacts
            if not _brought(artifact, later) and not _lies_in(artifact, [*earlier, *one.artifacts])
        )
        if left != one.artifacts:
            assigned[at] = structs.replace(one, artifacts=left)
        later += left
    emptied = {a.path for one in before for a in one.artifacts if a.emptied}
    for at, one in enumerate(assigned):
        if any(a.path in emptied for a in one.artifacts):
            again = tuple(
                structs.replace(a, emptied=a.path in emptied or a.emptied) for a in one.artifacts
            )
            assigned[at] = structs.replace(one, artifacts=again)


def _brought(artifact: Artifact, later: list[Artifact]) -> bool:
    return any(artifact.path == other.path for other in later) or _lies_in(artifact, later)


def _lies_in(artifact: Artifact, others: list[Artifact]) -> bool:
    """Whether a directory around it is copied: as the builder leaves it, so with all in it."""
    return any(
        other.kind == "dir" and not other.made and paths.below(artifact.path, other.path)
        for other in others
    )


def after_accounts(assigned: list[Assigned], stage: Stage) -> None:
    """What is copied for a user is copied where that user was made its owner."""
    for at, one in enumerate(assigned):
        for artifact in one.artifacts:
            given = owned_by(stage, artifact.path)
            there = next((n for n, o in enumerate(assigned) if o.step.number == given), at)
            if there > at and assigned[there].role is Role.BUILDER:
                _read_too_early(artifact, assigned[at + 1 : there])
                rest = tuple(a for a in assigned[at].artifacts if a is not artifact)
                assigned[at] = structs.replace(assigned[at], artifacts=rest)
                moved = (*assigned[there].artifacts, artifact)
                assigned[there] = structs.replace(assigned[there], artifacts=moved)


def _read_too_early(artifact: Artifact, between: list[Assigned]) -> None:
    """Blocks where a repeated command reads what would not be there yet."""
    for one in between:
        if one.role is Role.REPLAYED and any(
            paths.related(path, artifact.path) for path in _touched(one.step)
        ):
            raise blocked(f"it reads {artifact.path} before its owner is there", one.step)


def _touched(step: Step) -> list[str]:
    if step.name == "WORKDIR":
        return []
    sources = (getattr(done.effect, "source", "") for done in step.effects)
    inside = (getattr(done.effect, "path", "") for done in step.effects)
    found = (*step.reads, *sources, *inside)
    return [path for path in found if isinstance(path, str) and path.startswith("/")]


def leave_copies(assigned: list[Assigned]) -> None:
    """A repeated copy of the context whose files a later copy brings anyway goes."""
    for at, one in enumerate(assigned):
        if one.role is not Role.REPLAYED or one.step.name not in ("COPY", "ADD"):
            continue
        copies = [d.effect for d in one.step.effects if isinstance(d.effect, fx.CopiesContext)]
        others = [e for e in weighty(one.step) if not isinstance(e, fx.CopiesContext)]
        if copies and not others and _is_brought(copies, assigned[at + 1 :]):
            assigned[at] = structs.replace(one, role=Role.BUILDER, why="a later copy brings it")


def _is_brought(copies: list[fx.CopiesContext], later: list[Assigned]) -> bool:
    for one in later:
        trees = [a.path for a in one.artifacts if a.kind == "dir" and not a.made]
        if all(any(paths.within(copy.target, tree) for tree in trees) for copy in copies):
            return True
        if one.role is not Role.REPLAYED or one.step.name == "WORKDIR":
            continue
        again = [d.effect for d in one.step.effects if isinstance(d.effect, fx.CopiesContext)]
        if all(any(_covers(other, copy) for other in again) for copy in copies):
            return True
        touched = (*_touched(one.step), *(product(e) or "" for e in weighty(one.step)))
        if any(paths.related(path, copy.target) for path in touched if path for copy in copies):
            return False
        if one.step.name == "RUN" and any(paths.within(one.step.cwd, c.target) for c in copies):
            return False
    return False


def _covers(other: fx.CopiesContext, copy: fx.CopiesContext) -> bool:
    """Whether a copy of a directory brings the same file to the same place."""
    if not paths.within(copy.target, other.target) or other.excludes:
        return False
    return other.origin(copy.target) == copy.source
