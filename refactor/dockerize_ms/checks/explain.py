"""Why a path is surely not in a stage, and what was probably meant."""

from __future__ import annotations

import posixpath

from dockerize_ms import cst
from dockerize_ms.analysis.places import flag_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import instructions
from dockerize_ms.checks.suggest import suggestion
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage, Step

_LISTED = 6

Reason = tuple[tuple[Evidence, ...], str]
"""The lines that show it, and a hint."""


def why(subject: Subject, stage: Stage, path: str, otherwise: str = "") -> Reason:
    """Why a path (or anything that a pattern names) is not in a stage, and what to do.

    ``otherwise`` is the hint where nothing is known.
    """
    found = _mounted(subject, stage, path) or _ignored(stage.fs, path) or _removed(stage.fs, path)
    if found is not None:
        return found
    evidence = _listing(stage.fs, path)
    elsewhere = _elsewhere(subject, stage, path)
    if elsewhere is not None:
        return (*evidence, *elsewhere[0]), elsewhere[1]
    near = suggestion(stage.fs, path)
    return evidence, f"did you mean {near}?" if near else otherwise


def _mounted(subject: Subject, stage: Stage, path: str) -> Reason | None:
    """What a mount showed in one RUN, or what that RUN wrote there, is not in the image."""
    for owner in subject.line(stage):
        for step in instructions(owner):
            view = step.instruction.view
            for mount in view.mounts if isinstance(view, cst.Run) else ():
                if not mount.target or mount.type not in ("cache", "tmpfs", "bind"):
                    continue
                target = paths.join(owner.before[step.number].workdir, mount.target)
                written = mount.type == "bind" or _writes(owner, step, path)
                if not paths.below(path, target) or not written:
                    continue
                text = f"a {mount.type} mount covers {target}: what is there is not in the image"
                place = flag_span(step.instruction, "mount", mount.target)
                hint = "in the same RUN, copy it to a path outside of the mount, and copy that"
                return (Evidence(text, place),), hint
    return None


def _writes(stage: Stage, first: Step, path: str) -> bool:
    """Whether a RUN, given by its first step, may write a path."""
    for step in stage.steps:
        if step.instruction is not first.instruction:
            continue
        for done in step.effects:
            effect = done.effect
            written = getattr(effect, "target", "") or getattr(effect, "path", "")
            if isinstance(effect, fx.Opaque) and not effect.below:
                return True
            if written and (paths.matches(written, path) or paths.within(written, path)):
                return True
    return False


def _ignored(fs: Filesystem, path: str) -> Reason | None:
    """The context has it, and its ignore file leaves it out."""
    for entry in reversed(tuple(fs.entries())):
        effect = entry.effect
        if not isinstance(effect, fx.CopiesContext) or not paths.within(path, effect.target):
            continue
        source = "/".join(p for p in (effect.source, paths.relative(path, effect.target)) if p)
        if effect.context.hidden(source):
            file = posixpath.basename(effect.context.ignore_file or ".dockerignore")
            evidence = Evidence(f"{file} leaves {source} out of the build context"), entry.by
            return evidence, f"let {source} through in {file}, or make it in the stage"
    return None


def _removed(fs: Filesystem, path: str) -> Reason | None:
    """A command removes it or moves it away."""
    for entry in reversed(tuple(fs.entries())):
        match entry.effect:
            case fx.Moves(source=source, target=target) if paths.matches(source, path):
                inner = paths.relative(path, source) if paths.within(path, source) else ""
                return (entry.by,), f"it is moved away: copy {paths.join(target, inner)}"
            case fx.Removes(path=gone) if paths.matches(gone, path):
                return (entry.by,), "that command removes it: copy it before, or keep it"
            case fx.Empties(path=gone) if paths.below(path, gone):
                return (entry.by,), "that command removes it: copy it before, or keep it"
    return None


def _elsewhere(subject: Subject, stage: Stage, path: str) -> Reason | None:
    """Another stage makes it."""
    if paths.is_pattern(path):
        return None
    for other in subject.stages:
        found = other.fs.follow(path)
        if other is stage or not found.yes or found.step is None or found.step < 0:
            continue
        place = found.by.span if found.by else None
        evidence = Evidence(f"{subject.title(other)} has {path}", place)
        return (evidence,), f"copy it with --from={other.name or other.index}"
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
    return (Evidence(text, found.by.span if found.by and directory != "/" else None),)
