"""DMS018: a directory that is written to still belongs to the user that the container runs as."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.analysis.owners import ROOT
from dockerize_ms.analysis.ownership import Owned, owned
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import warning
from dockerize_ms.checks.presence import opaque
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.model.writes import writes_within
from dockerize_ms.text import HOLE

CODE = "DMS018"
NAME = "ownership-lost"
TITLE = "a directory for the user of the container belongs to root"


class Given(Struct, frozen=True, kw_only=True, eq=False):
    """A directory of the image, and what shows that the user shall write to it."""

    path: str
    owner: str
    by: Evidence


def find(subject: Subject) -> Iterator[Finding]:
    """A warning for each directory that another stage gives to the user, and this one to root.

    Or, for a volume, that root alone may enter.
    """
    for stage in subject.images:
        user = stage.config.user.partition(":")[0]
        if user in ROOT or HOLE in user or opaque(stage.fs):
            continue
        told: set[str] = set()
        for given in (*_given(subject, stage, user), *_shut(stage, user)):
            here = owned(stage, given.path)
            if here is None or here.owner or here.others_write or given.path in told:
                continue
            step = subject.step(here.by.step)
            if step is not None:
                told.add(given.path)
                yield _finding(subject, stage, given, here, step)


def _given(subject: Subject, stage: Stage, user: str) -> Iterator[Given]:
    """Directories that stages which are copied from make for a user, where they land here."""
    for other in subject.sources(stage):
        for path in dict.fromkeys(_made(other)):
            there = owned(other, path)
            if there is None or there.owner.partition(":")[0] != user:
                continue
            by = Evidence(f"{subject.title(other)}: {there.by.by.text}", there.by.by.span)
            for_data = _is_by_name(other, there) and not _is_filled(other, path)
            for target in _targets(stage, other, path):
                if target in _volumes(stage) or for_data:
                    yield Given(path=target, owner=there.owner, by=by)


def _made(stage: Stage) -> Iterator[str]:
    for entry in stage.fs.entries():
        if isinstance(entry.effect, fx.MakesDirectory) and not paths.is_pattern(entry.effect.path):
            yield entry.effect.path


def _is_by_name(stage: Stage, there: Owned) -> bool:
    """Whether a command of the stage itself names the owner."""
    step = stage.step(there.by.step)
    return step is not None and step.name == "RUN" and bool(getattr(there.by.effect, "owner", ""))


def _is_filled(stage: Stage, path: str) -> bool:
    """Whether a build puts something into a directory: then it need not be there to be written."""
    return any(
        writes_within(entry.effect, path)
        for entry in stage.fs.entries()
        if not isinstance(entry.effect, fx.MakesDirectory)
    )


def _targets(stage: Stage, other: Stage, path: str) -> Iterator[str]:
    """Where a directory of another stage is here: as it is copied, or empty at the same path."""
    if path in _volumes(stage) or not _is_filled(stage, path):
        yield path
    for entry in stage.fs.entries():
        copy = entry.effect
        if not isinstance(copy, fx.CopiesStage) or copy.stage is not other.fs:
            continue
        if paths.within(path, copy.source):
            yield paths.join(copy.target, paths.relative(path, copy.source))


def _shut(stage: Stage, user: str) -> Iterator[Given]:
    """Volumes that only root and its group may enter."""
    groups = {
        entry.effect.group
        for entry in stage.fs.entries()
        if isinstance(entry.effect, fx.AddsUser) and entry.effect.name == user
    }
    if not groups or groups & {"root", "0"}:
        return  # a number without an account is in the group of root
    for volume in _volumes(stage):
        here = owned(stage, volume)
        if here is not None and not here.others_enter:
            by = Evidence(f"{volume} is a VOLUME, and {here.by.by.text}", here.by.by.span)
            yield Given(path=volume, owner=user, by=by)


def _volumes(stage: Stage) -> tuple[str, ...]:
    return tuple(paths.join("/", volume) for volume in stage.config.volumes)


def _finding(subject: Subject, stage: Stage, given: Given, here: Owned, step: Step) -> Finding:
    user = given.owner.partition(":")[0]
    message = f"{subject.title(stage)} runs as {user}, and {given.path} belongs to root"
    if isinstance(here.by.effect, fx.CopiesStage):
        hint = f"add --chown={given.owner} to COPY: a directory that it makes belongs to root"
        span = word_span(step.instruction, here.by.effect.source)
    else:
        hint = f"add RUN chown {given.owner} {given.path} before USER {stage.config.user}"
        span = step.span
    return warning(CODE, span, message, (given.by,), hint)
