"""How a file's project is started for development: what shows it, and which stage can do it."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct, structs

from dockerize_ms.analysis.live import live
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.uses import services, words
from dockerize_ms.context import ComposeService
from dockerize_ms.cst import Instruction
from dockerize_ms.ecosystems.development import Start, dependencies, starts
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.log import Entry
from dockerize_ms.model.stage import Command, Stage, Step
from dockerize_ms.model.writes import product
from dockerize_ms.text import known

_WATCHES = re.compile(r"\bwatch\b|\breload\b")
_FILES = 200
_BRINGS = (fx.WritesTree, fx.CopiesStage)


class Wanted(Struct, frozen=True, kw_only=True, eq=False):
    """A start for development, by a ``service`` of a compose file or by the project itself.

    ``name`` is the stage that a compose file asks for, "" where none does.
    """

    start: Start
    service: bool = False
    name: str = ""


class Host(Struct, frozen=True, kw_only=True, eq=False):
    """A stage that can start it, with copies of ``sources`` that it lacks; and the instruction
    that takes from it what is needed, if any."""

    stage: Stage
    sources: tuple[Instruction, ...] = ()
    cut: Instruction | None = None


def wanted(subject: Subject, stage: Stage) -> Iterator[Wanted]:
    """What the repository shows, what a compose file says first."""
    ours = services(subject.context, subject.tree.file.path)
    workdir = stage.config.workdir
    scripts = list(starts(workdir, stage.fs))
    for service in ours:
        argv = words(service.command)
        by = Evidence(f"service {service.name} of {service.file}", service.span)
        mounted = any(_is_over(volume, stage) for volume in service.volumes)
        name = _missing(subject, service)
        start: Start | None = None
        if argv and all(map(known, argv)):
            start = Start(argv=argv, by=by, dependencies=dependencies(workdir, stage.fs))
        elif not argv and scripts and (mounted or name):
            start = structs.replace(scripts[0], by=by)
        same = service.entrypoint is None and service.working_dir in (None, workdir)
        if start is not None and same:
            yield Wanted(start=start, service=True, name=name)
    for start in scripts:
        yield Wanted(start=start)


def _missing(subject: Subject, service: ComposeService) -> str:
    """The stage that a service is built to, where the file has none of that name."""
    name = (service.target or "").lower()
    return "" if any(stage.name == name for stage in subject.stages) else name


def _is_over(volume: str, stage: Stage) -> bool:
    """Whether a mount shows sources of the repository in place of those of the image."""
    source, _, rest = volume.partition(":")
    target, workdir = rest.partition(":")[0].rstrip("/"), stage.config.workdir
    if source[:1] != "." or not target:
        return False
    if paths.within(workdir, target):
        return True
    same = posixpath.basename(source.rstrip("/")) == posixpath.basename(target)
    return same and paths.within(target, workdir) and stage.fs.lookup(target).yes


def host(subject: Subject, stage: Stage, one: Wanted) -> Host | Evidence | None:
    """The stage as what starts it; why it cannot; None where it is no start for development."""
    command = Command(argv=one.start.argv, shell=None, by=one.start.by)
    config = structs.replace(stage.config, cmd=command, healthcheck=None, volumes=())
    needs = live(structs.replace(stage, config=config))
    shown = " ".join(one.start.argv)
    watches = bool(needs.builds) and _WATCHES.search(one.start.text or shown)
    develops = watches or any(build.develops for build in needs.builds)
    if not (develops or one.name):
        return None
    if needs.unresolved is not None:
        text = f"`{shown}` is not there in {subject.title(stage)}"
        return Evidence(text, one.start.by.span)
    final = subject.stages[-1]
    if (installs := next((s for s in final.steps if _installs(s, stage)), None)) is not None:
        text = f"{subject.title(stage)} may lack what `{installs.text}` installs"
        return Evidence(text, installs.span)
    sources = _sources(final, stage)
    if isinstance(sources, Evidence):
        return sources
    if not one.start.dependencies:
        return Host(stage=stage, sources=sources)
    return _with(subject, stage, one.start, sources)


def _installs(step: Step, other: Stage) -> bool:
    """Whether a command brings packages of a language to where the other stage brings none."""
    if step.name != "RUN":
        return False
    brought = [entry.effect for entry in other.fs.entries()]
    trees = [product(one) or "" for one in brought if isinstance(one, _BRINGS)]
    mine = [done.effect for done in step.effects if isinstance(done.effect, fx.WritesTree)]
    return any(
        not any(paths.within(one.path, tree) for tree in trees)
        for one in mine
        if not one.build_only and (one.readers or one.application)
    )


def _sources(final: Stage, stage: Stage) -> tuple[Instruction, ...] | Evidence:
    """Copies of the project that the final stage makes and the other lacks, to be repeated."""
    found: list[Instruction] = []
    workdir = stage.config.workdir
    for step in final.steps:
        copies = [d.effect for d in step.effects if isinstance(d.effect, fx.CopiesContext)]
        mine = [copy for copy in copies if paths.related(copy.target, workdir)]
        if all(_has(stage, copy) for copy in mine):
            continue
        same = final.before[step.number].workdir == workdir
        if not same or any(flag.name != "link" for flag in step.instruction.flags):
            text = f"{stage.name or stage.reference} lacks what `{step.text}` brings"
            return Evidence(text, step.span)
        found.append(step.instruction)
    return tuple(found)


def _has(stage: Stage, copy: fx.CopiesContext) -> bool:
    """Whether a stage has what a copy brings, as far as its first files tell."""
    files = itertools.islice(copy.context.walk(copy.source), _FILES)
    names = [paths.relative(f"/{file}", f"/{copy.source}") for file in files] or [""]
    return all(stage.fs.lookup(paths.join(copy.target, name)).yes for name in names)


def _with(
    subject: Subject, stage: Stage, start: Start, sources: tuple[Instruction, ...]
) -> Host | Evidence:
    """The stage, or the part of it that still has the development dependencies."""
    there, last = False, -1
    for entry in stage.fs.entries():
        before, there = there, _after(entry, start.dependencies, there)
        last = entry.step if before and not there else last
    if there:
        return Host(stage=stage, sources=sources)
    step = stage.step(last)
    if step is not None:
        return Host(stage=stage, sources=sources, cut=step.instruction)
    text = f"{subject.title(stage)} may lack the development dependencies"
    return Evidence(text, start.by.span)


def _after(entry: Entry, directory: str, there: bool) -> bool:
    """Whether development dependencies are surely in a directory after an effect."""
    match entry.effect:
        case fx.WritesTree(path=path, build_only="", spare=spare) if path == directory:
            return spare is not None and (there or entry.certain)
        case fx.CopiesStage(stage=Filesystem() as other, source=source, target=target):
            if not paths.within(directory, target):
                return there
            origin = paths.join(source, paths.relative(directory, target))
            found = False
            for one in other.entries():
                found = _after(one, origin, found)
            return found or there
        case fx.Removes(path=path) | fx.Empties(path=path):
            return there and not paths.matches(path, directory)
        case _:
            return there
