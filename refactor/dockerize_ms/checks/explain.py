"""Why a path is surely not in a stage, and what was probably meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.checks.nearest import nearest
from dockerize_ms.checks.places import flag_span
from dockerize_ms.checks.subject import Subject, instructions, title
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage

_LISTED = 6


def why(subject: Subject, stage: Stage, path: str) -> tuple[tuple[Evidence, ...], str]:
    """The lines that show why a path is not in a stage, and a hint."""
    for reason in (_mounted, _ignored, _removed):
        found = reason(subject, stage, path)
        if found is not None:
            return found
    evidence = _listing(stage.fs, path)
    elsewhere = _elsewhere(subject, stage, path)
    if elsewhere is not None:
        return (*evidence, elsewhere[0]), elsewhere[1]
    near = suggestion(stage.fs, path)
    return evidence, f"did you mean {near}?" if near else "copy a path that the stage makes"


def _mounted(subject: Subject, stage: Stage, path: str) -> tuple[tuple[Evidence, ...], str] | None:
    for owner in subject.line(stage):
        for step in instructions(owner):
            view = step.instruction.view
            for mount in view.mounts if isinstance(view, cst.Run) else ():
                target = paths.join(owner.before[step.number].workdir, mount.target or "/")
                if mount.type not in ("cache", "tmpfs", "bind") or not paths.below(path, target):
                    continue
                text = f"a {mount.type} mount covers {target}: what is written there is not in the image"
                place = flag_span(step.instruction, "mount", mount.target or "")
                return (Evidence(text, place),), (
                    "in the same RUN, copy it to a path outside of the mount, and copy that"
                )
    return None


def _ignored(subject: Subject, stage: Stage, path: str) -> tuple[tuple[Evidence, ...], str] | None:
    for entry in reversed(tuple(stage.fs.entries())):
        effect = entry.effect
        if not isinstance(effect, fx.CopiesContext) or not paths.within(path, effect.target):
            continue
        source = "/".join(p for p in (effect.source, paths.relative(path, effect.target)) if p)
        if effect.context.hidden(source):
            file = effect.context.ignore_file or "the ignore file"
            evidence = Evidence(f"{file} leaves {source} out of the build context"), entry.by
            return evidence, f"let {source} through in {file}, or make it in the stage"
    return None


def _removed(subject: Subject, stage: Stage, path: str) -> tuple[tuple[Evidence, ...], str] | None:
    del subject
    for entry in reversed(tuple(stage.fs.entries())):
        effect = entry.effect
        match effect:
            case fx.Removes(path=gone) | fx.Moves(source=gone):
                hit = paths.matches(gone, path)
            case fx.Empties(path=gone):
                hit = paths.below(path, gone)
            case _:
                hit = False
        if not hit:
            continue
        if isinstance(effect, fx.Moves):
            inner = paths.relative(path, effect.source) if paths.within(path, effect.source) else ""
            target = paths.join(effect.target, inner)
            return (entry.by,), f"it was moved: copy {target}"
        return (entry.by,), "that command removes it: copy it before, or do not remove it"
    return None


def _elsewhere(subject: Subject, stage: Stage, path: str) -> tuple[Evidence, str] | None:
    if paths.is_pattern(path):
        return None
    for other in subject.stages:
        found = other.fs.follow(path)
        if other is stage or not found.yes or found.step is None:
            continue
        place = found.by.span if found.by else None
        named = other.name or str(other.index)
        return Evidence(f"{title(other)} has {path}", place), f"copy it with --from={named}"
    return None


def _listing(fs: Filesystem, path: str) -> tuple[Evidence, ...]:
    """What is in the nearest directory that exists."""
    directory = paths.literal_ancestor(path)
    if directory == path:
        directory = posixpath.dirname(path)
    while directory != "/" and fs.follow(directory).no:
        directory = posixpath.dirname(directory)
    found = fs.lookup(directory)
    names = fs.children(directory)
    shown = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    text = f"{directory} holds only {shown}" if names else f"{directory} is empty"
    if directory == "/" and not names:
        text = "the stage holds no files"
    return (Evidence(text, found.by.span if found.by else None),)


def suggestion(fs: Filesystem, path: str) -> str:
    """A path of a filesystem that was probably meant; "" where nothing is near."""
    name = posixpath.basename(path)
    made = tuple(_made(fs))
    for same in (made_path for made_path in made if posixpath.basename(made_path) == name):
        return same
    missing = path
    while missing != "/" and fs.follow(posixpath.dirname(missing)).no:
        missing = posixpath.dirname(missing)
    directory = posixpath.dirname(missing)
    near = nearest(posixpath.basename(missing), fs.children(directory))
    if near:
        return paths.join(directory, near, paths.relative(path, missing))
    near = nearest(name, [posixpath.basename(one) for one in made])
    return next((one for one in made if near and posixpath.basename(one) == near), "")


def _made(fs: Filesystem) -> Iterator[str]:
    """Files that commands surely wrote and that are still there, programs first."""
    found: dict[str, bool] = {}
    for entry in fs.entries():
        effect = entry.effect
        if (
            isinstance(effect, fx.WritesFile)
            and entry.certain
            and not paths.is_pattern(effect.path)
        ):
            found[effect.path] = effect.program is not None
    for program in (True, False):
        yield from (
            path for path, is_one in found.items() if is_one is program and fs.lookup(path).yes
        )
