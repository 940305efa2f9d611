"""``dependency-layer``: dependencies are installed before the sources are copied.

The COPY that brings the whole project goes below the install, and one that brings manifests, lock
files and settings takes its place; so a change of the sources leaves the layer of the install as
it was. Only where the ecosystem says that the install reads nothing else, and where the copy that
now comes later covers nothing that was installed.
"""

from __future__ import annotations

import posixpath
import re

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.remedies import Inputs
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.rewrite.change import Change, Editor, Safety, top

SUMMARY = "installs dependencies from the manifests before the sources are copied"
SAFETY = Safety.BUILD
DEFAULT = False
ORDER = 20
BEFORE_SPLIT = True

_SETTINGS = ("WORKDIR", "ENV", "ARG", "USER", "LABEL", "EXPOSE", "SHELL")
_SYSTEM = (
    fx.InstallsPackages,
    fx.RemovesPackages,
    fx.Updates,
    fx.Configures,
    fx.AddsUser,
    fx.AddsGroup,
)
"""What neither reads nor writes files of the project."""
_PLAIN = re.compile(r"[\w./@+-]+")


class _Layer(Struct, frozen=True, kw_only=True, eq=False):
    """An install, what it reads of the context, and the COPY above it that brings all of that."""

    install: Instruction
    steps: tuple[Step, ...]
    inputs: tuple[Inputs, ...]
    copy: Instruction
    effect: fx.CopiesContext
    between: tuple[Step, ...]


def edit(subject: Subject) -> Change:
    """For each stage its first install below a COPY of the project; reasons where it must stay."""
    editor = Editor(subject.tree)
    done: list[Evidence] = []
    kept: list[Evidence] = []
    assumptions: list[Assumption] = []
    for stage in subject.stages:
        layer = _layer(stage)
        if layer is None:
            continue
        if (by := _obstacle(layer, stage)) is not None:
            kept.append(by)
            continue
        lines = _lines(layer)
        span = layer.install.span
        # the install stays where it is: what stands between depends on nothing of the COPY
        text = editor.cut(layer.copy)
        at = top(layer.copy)
        editor.replace(at, at, "".join(map(editor.line, lines)))
        editor.replace(layer.install.end, layer.install.end, _apart(layer.install, editor, text))
        done.append(Evidence(f"installs from {', '.join(_named(layer))} alone", span))
        for name in sorted({one.newer for one in layer.inputs if one.newer}):
            text_of = f"{name} is up to date with its manifest"
            assumptions.append(Assumption("lock-file-lags", text_of, span))
    return Change(
        edits=tuple(editor.edits),
        done=tuple(done),
        kept=tuple(kept),
        assumptions=tuple(assumptions),
    )


def _apart(install: Instruction, editor: Editor, text: str) -> str:
    """The COPY below the install, which surely ends its line."""
    return text if install.newline or install.heredocs else editor.newline + text.rstrip("\r\n")


def _layer(stage: Stage) -> _Layer | None:
    """The first install that comes after a COPY of a directory with its inputs and more."""
    copies: list[tuple[Step, fx.CopiesContext]] = []
    for step in stage.steps:
        effects = [done.effect for done in step.effects]
        if step.name in ("COPY", "ADD"):
            copies += [(step, one) for one in effects if isinstance(one, fx.CopiesContext)]
        inputs = [one.inputs for one in effects if one.inputs is not None and one.inputs.files]
        if step.name != "RUN" or not inputs:
            continue
        whole = [(s, one) for s, one in copies if _is_whole(one, inputs)]
        if not whole:
            continue
        by, effect = whole[-1]
        mine = tuple(one for one in stage.steps if one.instruction is step.instruction)
        return _Layer(
            install=step.instruction,
            steps=mine,
            inputs=tuple(d.effect.inputs for o in mine for d in o.effects if d.effect.inputs),
            copy=by.instruction,
            effect=effect,
            between=tuple(s for s in stage.steps if by.number < s.number < mine[0].number),
        )
    return None


def _is_whole(copy: fx.CopiesContext, inputs: list[Inputs]) -> bool:
    """Whether a copy brings a directory with an input, and more than inputs."""
    if copy.context.kind(copy.source) != "dir" and copy.source:
        return False
    files = {copy.origin(f) for one in inputs for f in one.files if paths.below(f, copy.target)}
    if not any(copy.context.kind(file) == "file" for file in files):
        return False
    return any(path not in files for path in copy.context.walk(copy.source))


def _obstacle(layer: _Layer, stage: Stage) -> Evidence | None:
    """Why the install must stay below the COPY."""
    copy = next(step for step in stage.steps if step.instruction is layer.copy)
    view, run = layer.copy.view, layer.install.view
    if more := next((one.more for one in layer.inputs if one.more), ""):
        return Evidence(f"the install also reads {more}", layer.install.span)
    if sum(not _is_owner(done) for done in copy.effects) != 1:
        return Evidence("the COPY brings more than one directory", layer.copy.span)
    fixed = not isinstance(view, cst.Copy | cst.Add) or view.exclude or view.link
    if fixed or "$" in layer.copy.text or not all(map(_PLAIN.fullmatch, _named(layer))):
        return Evidence("the COPY cannot be moved as it stands", layer.copy.span)
    if isinstance(run, cst.Run) and any(mount.type == "bind" for mount in run.mounts):
        return Evidence("the install has files mounted", layer.install.span)
    for step in layer.between:
        if (text := _between(layer, step)) is not None:
            return Evidence(f"`{step.text}` stands between them{text}", step.span)
    for step in layer.steps:
        if not _is_apart(layer, step):
            return Evidence(f"`{step.text}` does more than install", step.span)
        for done in step.effects:
            if (text := _undone(layer, done.effect)) is not None:
                return Evidence(f"`{step.text}` {text}", step.span)
    return None


def _is_owner(done: object) -> bool:
    return isinstance(getattr(done, "effect", None), fx.ChangesOwner)


def _between(layer: _Layer, step: Step) -> str | None:
    """What an instruction between the two may need of the COPY; None where it needs nothing."""
    if step.name == "WORKDIR" and not _destination(layer.copy).startswith("/"):
        return ", from which the COPY counts"
    if step.name in _SETTINGS or (step.name == "RUN" and _is_apart(layer, step)):
        return None
    return ""


def _is_apart(layer: _Layer, step: Step) -> bool:
    """Whether a command installs, and reads nothing of the project but what we know."""
    installs = any(
        done.effect.inputs is not None or getattr(done.effect, "repeats", False)  # fetched by name
        for done in step.effects
    )
    return bool(step.effects) and all(
        _is_known(layer, done.effect, installs) for done in step.effects
    )


def _is_known(layer: _Layer, effect: fx.Effect, installs: bool) -> bool:
    path = getattr(effect, "path", "")
    if isinstance(effect, _SYSTEM):
        return True
    if isinstance(effect, fx.Links) and not paths.related(path, layer.effect.target):
        return True
    if isinstance(effect, fx.Removes | fx.Empties):
        return not paths.related(path, layer.effect.target)
    if isinstance(effect, fx.WritesTree | fx.WritesFile | fx.Reads | fx.Links):
        return installs or paths.within(path, "/var")  # where package managers of systems work
    return installs and isinstance(effect, fx.InstallsCommand | fx.Calls | fx.MakesDirectory)


def _undone(layer: _Layer, effect: fx.Effect) -> str | None:
    """What the install makes that the COPY, coming later, would undo."""
    target, path = layer.effect.target, getattr(effect, "path", "")
    if isinstance(effect, fx.Reads | fx.Configures) or not paths.within(path, target):
        return None
    if isinstance(effect, fx.WritesFile) and effect.build_only:
        return None  # a lock file
    origin = layer.effect.origin(path)
    if isinstance(effect, fx.WritesTree) and path != target:
        kept_out = layer.effect.context.ignored(origin)
        return None if kept_out else f"fills {origin}, which no ignore file keeps out of the COPY"
    return f"changes {origin}, which the COPY would undo"


def _destination(copy: Instruction) -> str:
    return copy.view.destination if isinstance(copy.view, cst.Copy | cst.Add) else ""


def _named(layer: _Layer) -> list[str]:
    """The inputs that the COPY brings, as paths of the context."""
    copy = layer.effect
    files = [f for one in layer.inputs for f in one.files if paths.below(f, copy.target)]
    found = dict.fromkeys(copy.origin(file) for file in files)
    return [path for path in found if copy.context.kind(path) == "file"]


def _lines(layer: _Layer) -> list[str]:
    """A COPY for each directory of manifests, with the flags of the one that goes down."""
    destination = _destination(layer.copy)
    destination = destination.rstrip("/") + "/" if destination not in (".", "./") else "./"
    flags = "".join(f"{flag.raw} " for flag in layer.copy.flags)
    folders: dict[str, list[str]] = {}
    for path in _named(layer):
        source = layer.effect.source
        folder = posixpath.dirname(paths.relative(path, source) if source else path)
        folders.setdefault(folder, []).append(path)
    return [
        f"COPY {flags}{' '.join(files)} {destination}{folder + '/' if folder else ''}"
        for folder, files in folders.items()
    ]
