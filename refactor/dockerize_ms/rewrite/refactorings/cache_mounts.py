"""``cache-mounts``: directories where tools keep downloads and objects become cache mounts.

What is in them goes neither into a layer nor away with it: the next build finds it, also where a
manifest changed. The tools say where these directories are; a mount is made only where nothing
else needs what is there (``_caches``).
"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.rewrite.change import Change, Editor, Safety
from dockerize_ms.rewrite.refactorings._caches import Place, obstacle, places
from dockerize_ms.rewrite.refactorings._frontend import declare, lacks_mounts

SUMMARY = "mounts the caches of package managers and compilers"
SAFETY = Safety.BUILD
DEFAULT = False
ORDER = 80


def edit(subject: Subject) -> Change:
    """A mount in each RUN for each cache that it uses; caches that must not be hidden stay."""
    if (by := lacks_mounts(subject.tree)) is not None:
        return Change(kept=(by,))
    editor = Editor(subject.tree)
    mounts: dict[Instruction, list[str]] = {}
    done: list[Evidence] = []
    kept: list[Evidence] = []
    notes: list[Evidence] = []
    settings: dict[Instruction, str] = {}
    for place in places(subject):
        by = obstacle(subject, place) or _image_setting(subject, place)
        name = place.uses[0][0].image.distribution if place.cache.native else None
        if by is None and place.cache.native and (name is None or not name.release):
            by = Evidence("on which distribution it is built is not known", place.uses[0][1].span)
        if by is not None:
            kept.append(Evidence(f"no mount over {place.path}: {by.text}", by.span))
            continue
        flag = _flag(place, f"{name.family}-{name.release}" if name else "")
        for _, step in place.uses:
            if flag not in mounts.setdefault(step.instruction, []):
                mounts[step.instruction].append(flag)
                done.append(Evidence(f"{place.path} becomes a cache mount", step.span))
        if place.cache.setup:
            settings.setdefault(place.uses[0][1].instruction, place.cache.setup)
        notes += _needless(place)
    for instruction, flags in mounts.items():
        _add(editor, instruction, flags)
    for instruction, text in settings.items():
        editor.above(instruction, [f"RUN {text}"])
        done.append(Evidence("a setting keeps what it downloads", instruction.span))
    if mounts:
        declare(editor)
    return Change(edits=tuple(editor.edits), done=tuple(done), kept=tuple(kept), notes=tuple(notes))


def _image_setting(subject: Subject, place: Place) -> Evidence | None:
    """A setting that makes the tool keep its cache may not get into an image."""
    if place.cache.setup and any(stage in subject.images for stage in place.stages):
        span = place.uses[0][1].span
        return Evidence(f"{place.cache.name} would need a setting that the image keeps", span)
    return None


def _flag(place: Place, system: str) -> str:
    mark = f",id={place.cache.name}-{system}" if system else ""
    sharing = ",sharing=locked" if place.cache.alone else ""
    return f"--mount=type=cache{mark},target={place.path}{sharing}"


def _add(editor: Editor, instruction: Instruction, flags: list[str]) -> None:
    """The flags, each on a line of its own where there are several."""
    if len(flags) == 1 or instruction.heredocs:
        editor.flags(instruction, flags)
        return
    ends = f" {editor.tree.escape}{editor.newline}    "
    at = instruction.arguments_start
    editor.replace(at, at, "".join(f"{flag}{ends}" for flag in flags))


def _needless(place: Place) -> Iterator[Evidence]:
    """Commands that clean what is in no image any more."""
    for stage in place.stages:
        for step in stage.steps:
            for effect in (done.effect for done in step.effects):
                if (
                    isinstance(effect, fx.Removes | fx.Empties)
                    and step.instruction not in place.used
                    and isinstance(step.instruction.view, cst.Run)
                    and paths.matches(effect.path, place.path)
                ):
                    yield Evidence(f"`{step.text}` has nothing left to remove", step.span)
