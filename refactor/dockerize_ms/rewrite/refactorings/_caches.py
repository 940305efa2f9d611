"""Where commands keep caches, and what stands in the way of a mount over such a directory.

A mount hides what the image holds there, and what is written below it is in no image. So nothing
but the tool may bring files there, move them or read them; and the tool must be able to fetch
again what is gone, since a cache may be emptied between any two instructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.owners import ROOT
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.remedies import Cache
from dockerize_ms.model.stage import Done, Stage, Step
from dockerize_ms.text import known

_PLAIN = re.compile(r"/[\w./@+-]+")
_OFFLINE = re.compile(r"--offline\b|--network=none|--no-index\b|GOPROXY=off", re.IGNORECASE)
_OFFLINE_NAME = re.compile(r"offline", re.IGNORECASE)
_IMAGES = (fx.CopiesContext, fx.CopiesStage, fx.CopiesTree, fx.Links, fx.WritesFile)


class Place(Struct, frozen=True, kw_only=True, eq=False):
    """A directory of a cache in stages that stand on each other, and the RUNs that use it."""

    path: str
    cache: Cache
    stages: tuple[Stage, ...]
    uses: tuple[tuple[Stage, Step], ...]

    @property
    def used(self) -> frozenset[Instruction]:
        """The instructions that use it."""
        return frozenset(step.instruction for _, step in self.uses)


def places(subject: Subject) -> Iterator[Place]:
    """Every directory of a cache, with all that uses it and has no mount there yet."""
    for family in _families(subject.stages):
        found: dict[str, tuple[Cache, list[tuple[Stage, Step]]]] = {}
        for stage in family:
            for step in stage.steps:
                for effect in (done.effect for done in step.effects):
                    if isinstance(effect, fx.WritesTree) and effect.cache is not None:
                        uses = found.setdefault(effect.path, (effect.cache, []))[1]
                        if not is_mounted(stage, step, effect.path):
                            uses.append((stage, step))
        for path, (cache, uses) in found.items():
            if uses:
                yield Place(path=path, cache=cache, stages=family, uses=tuple(uses))


def _families(stages: tuple[Stage, ...]) -> Iterable[tuple[Stage, ...]]:
    """The stages, those together that stand on each other."""
    found: dict[int, list[Stage]] = {}
    top: dict[int, int] = {}
    for stage in stages:
        top[stage.index] = stage.index if stage.base is None else top[stage.base]
        found.setdefault(top[stage.index], []).append(stage)
    return map(tuple, found.values())


def is_mounted(stage: Stage, step: Step, path: str) -> bool:
    """Whether a RUN has a mount there, around it or inside."""
    view = step.instruction.view
    workdir = stage.before[step.number].workdir
    return isinstance(view, cst.Run) and any(
        paths.related(paths.join(workdir, mount.target), path)
        for mount in view.mounts
        if mount.target and "$" not in mount.target
    )


def obstacle(subject: Subject, place: Place) -> Evidence | None:
    """What makes a mount unsafe; None where nothing does."""
    if not known(place.path) or not _PLAIN.fullmatch(place.path):
        return Evidence(f"where {place.cache.name} keeps its cache is not known")
    first = place.stages[0]
    if not first.start.known:
        text = f"what {first.reference} configures is not known"
        return Evidence(text, first.instruction.span)
    found: Iterable[Evidence | None] = (
        *(_of_use(place, stage, step) for stage, step in place.uses),
        *(_of_others(place, step) for _, step in place.uses[:-1]),
        *_of_steps(place),
        *(_of_copy(place, step) for stage in subject.stages for step in stage.steps),
        *(_of_image(subject, place, stage) for stage in place.stages if stage in subject.images),
    )
    return next((by for by in found if by is not None), None)


def _of_use(place: Place, stage: Stage, step: Step) -> Evidence | None:
    """A mount belongs to root, and so do the directories above it."""
    config = stage.before[step.number]
    if (config.user or "root") not in ROOT:
        return Evidence(f"`{step.text}` runs as {config.user}, and the mount is root's", step.span)
    offline = any(
        _OFFLINE_NAME.search(name) and value.lower() not in ("", "0", "false")
        for name, value in {**config.arguments, **config.env}.items()
    )
    settings = " ".join(f"{name}={value}" for name, value in config.env.items())
    needed = any(cache.needed for cache in _caches(place, step))
    if offline or needed or _OFFLINE.search(f"{step.instruction.text} {settings}"):
        return Evidence(f"`{step.text}` must find it filled", step.span)
    return None


def _of_others(place: Place, step: Step) -> Evidence | None:
    """What a command puts there that later ones may read, and that nobody can fetch again."""
    if any(cache.leaves for cache in _caches(place, step)):
        return Evidence(f"`{step.text}` puts there what it builds, and others read it", step.span)
    return None


def _caches(place: Place, step: Step) -> Iterator[Cache]:
    """How the commands of a step use the directory."""
    for effect in (done.effect for done in step.effects):
        if isinstance(effect, fx.WritesTree) and effect.cache and effect.path == place.path:
            yield effect.cache


def _of_steps(place: Place) -> Iterator[Evidence | None]:
    """Steps that bring something there, take it from there or may do so.

    What a RUN reads there once it has filled it, it finds under the mount as well.
    """
    filled: set[Instruction] = set()
    for step in (step for stage in place.stages for step in stage.steps):
        yield _of_step(place, step, filled)


def _of_step(place: Place, step: Step, filled: set[Instruction]) -> Evidence | None:
    inside = step.instruction in place.used
    if step.name == "RUN" and any(word in step.text for word in place.cache.named):
        return Evidence(f"`{step.text}` looks for files in it", step.span)
    for done in step.effects:
        if getattr(done.effect, "cache", None) and getattr(done.effect, "path", "") == place.path:
            filled.add(step.instruction)
        if isinstance(done.effect, fx.Reads) and step.instruction in filled and inside:
            continue
        if isinstance(done.effect, fx.Opaque) and (step.name != "RUN" or not (inside or filled)):
            continue  # a COPY reads nothing there, and before the first use nothing is there
        if (text := _of_effect(place, done, inside)) is not None:
            return Evidence(f"`{step.text}` {text}", step.span)
    if not inside and step.name == "RUN" and _mentions(place, step):
        return Evidence(f"`{step.text}` names it", step.span)
    return None


def _of_effect(place: Place, done: Done, inside: bool) -> str | None:
    match done.effect:
        case fx.Removes(path=path) if inside and paths.matches(path, place.path):
            return "removes the directory, which a mount holds"
        case fx.Removes(path=path) | fx.Empties(path=path) if inside and paths.related(
            paths.literal_ancestor(path), place.path
        ):
            return "empties it, so that a mount would keep nothing"
        case fx.Configures(path=path) if inside and path and paths.within(place.path, path):
            return "empties it, so that a mount would keep nothing"
        case fx.Opaque(caches=caches) if place.path in caches:
            return None
        case fx.Opaque(below=below) if inside and (
            not below or any(paths.related(one, place.path) for one in below)
        ):
            return "may leave something there that the image needs"
        case fx.Opaque() if place.cache.named:
            return "may read files in it"
        case fx.Reads(path=path) if paths.within(path, place.path):
            return "reads files in it"
        case fx.CopiesTree(source=path) | fx.Moves(source=path) if paths.related(path, place.path):
            return "takes files from it"
        case fx.ChangesOwner(path=path, recursive=True) if inside and _around(place, path):
            return "changes the owner of what is there"
        case fx.ChangesMode(path=path, recursive=True) if inside and _around(place, path):
            return "changes the mode of what is there"
        case effect if not effect.build_only and _brings(effect, place.path):
            return "brings files there"
    return None


def _around(place: Place, path: str) -> bool:
    return paths.related(path, place.path)


def _brings(effect: fx.Effect, path: str) -> bool:
    if isinstance(effect, fx.WritesTree):
        return effect.cache is None and paths.related(effect.path, path)
    written = getattr(effect, "target", "") or getattr(effect, "path", "")
    return isinstance(effect, _IMAGES) and paths.within(written, path)


def _mentions(place: Place, step: Step) -> bool:
    """Whether a command names the directory, and does more than remove it or fill the cache."""
    if not _names(place, step.text):
        return False
    harmless = (fx.Removes, fx.Empties, fx.Configures)
    return not step.effects or not all(isinstance(done.effect, harmless) for done in step.effects)


def _names(place: Place, text: str) -> bool:
    home, _, inner = place.path.partition("/root/")
    tail = inner if not home and inner else "/".join(place.path.rsplit("/", 2)[1:])
    return re.search(rf"{re.escape(tail)}(?![\w.-])", text) is not None


def _of_copy(place: Place, step: Step) -> Evidence | None:
    """A COPY from one of the stages that takes the directory along."""
    trees = [stage.fs for stage in place.stages]
    for done in step.effects:
        effect = done.effect
        of_ours = isinstance(effect, fx.CopiesStage) and any(effect.stage is t for t in trees)
        if of_ours and paths.related(getattr(effect, "source", ""), place.path):
            return Evidence(f"`{step.text}` takes it along", step.span)
    return None


def _of_image(subject: Subject, place: Place, stage: Stage) -> Evidence | None:
    """What the container needs of it."""
    live = subject.live(stage)
    builds = [one for one in (*live.builds, *live.builds_elsewhere) if one.fetches]
    if builds:
        return Evidence(f"the container builds when it starts: {builds[0].what}", builds[0].by.span)
    needed = {**live.paths, **live.applications}
    for path, by in needed.items():
        if paths.related(path, place.path) and path != "/":
            return Evidence(f"the container needs {path}", by.span)
    if any(paths.related(volume, place.path) for volume in stage.config.volumes):
        return Evidence("a VOLUME covers it")
    return _of_start(place, stage, live) if place.cache.tool else None


def _of_start(place: Place, stage: Stage, live: Live) -> Evidence | None:
    """A container that starts the tool itself, or what may do so, or that names the directory."""
    for by in live.opaque:
        return Evidence(f"not all that the container starts is known: {by.text}", by.span)
    for tool in live.started.intersection(place.cache.tool):
        return Evidence(f"the container starts {tool}")
    config = stage.config
    for command in (config.entrypoint, config.cmd, config.healthcheck):
        if command is not None:
            text = command.shell.text if command.shell else " ".join(command.argv or ())
            if _names(place, text):
                return Evidence("the container's command names it", command.by.span)
    return None
