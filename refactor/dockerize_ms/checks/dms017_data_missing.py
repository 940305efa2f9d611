"""DMS017: a file that a program reads by its name came along."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import warning
from dockerize_ms.checks.literals import Named, named
from dockerize_ms.checks.presence import at, opaque
from dockerize_ms.checks.programs import Brought, brought
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage

CODE = "DMS017"
NAME = "data-missing"
TITLE = "data that a program reads by its name stays behind in another stage"


def find(subject: Subject) -> Iterator[Finding]:
    """A warning where what lies beside the sources, and a literal names, is not in the image.

    Settings, sources, tests and what the program holds inside are not counted; what is
    anywhere in the image may be where the program looks for it.
    """
    for stage in subject.images:
        if opaque(stage.fs):
            continue
        told: set[str] = set()
        for one in brought(stage):
            for data in named(stage, one):
                if data.sought not in told and _is_missing(stage, one.built_in, data):
                    told.add(data.sought)
                    yield _finding(subject, stage, one, data)


def _is_missing(stage: Stage, built_in: Filesystem, data: Named) -> bool:
    """Whether a path is surely not in the image, nor the same data at another place."""
    if not at(stage.fs, data.sought).no:
        return False
    if any(paths.within(data.sought, volume) for volume in stage.config.volumes):
        return False
    origin = built_in.lookup(data.path).origin or ""
    taken = (_taken(entry.effect, data.path, origin) for entry in stage.fs.entries())
    moved = (_taken(entry.effect, data.path, None) for entry in built_in.entries())
    return not any(taken) and not any(moved)


def _taken(effect: fx.Effect, path: str, origin: str | None) -> bool:
    """Whether an effect takes data, or a part of it, to any place."""
    match effect:
        case fx.CopiesContext(source=source):
            return origin is not None and paths.related(f"/{origin}", f"/{source}")
        case fx.CopiesStage(source=source) | fx.CopiesTree(source=source) | fx.Moves(source=source):
            return paths.related(source, path)
        case _:
            return False


def _finding(subject: Subject, stage: Stage, one: Brought, data: Named) -> Finding:
    made = one.built_in.lookup(data.path).by
    message = f"{subject.title(stage)} has no {data.sought}, which the sources of {one.path} name"
    there = Evidence(f"{data.path} is there: {made.text}", made.span) if made else None
    source = next((other for other in subject.stages if other.fs is one.built_in), None)
    hint = "copy it to that path"
    if source is not None:
        hint = f"add COPY --from={source.name or source.index} {data.path} {data.sought}"
    return warning(CODE, one.span, message, (data.by, there), hint)
