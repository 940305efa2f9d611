"""``non-root``: the container runs as a user without rights, where nothing shows that it needs any.

The user is the base image's own, or one that is added. What the program writes is not known: that
it needs no more than its home and ``/tmp`` is an assumption.
"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import cst, facts
from dockerize_ms.analysis import accounts
from dockerize_ms.analysis.commands import of_the_project
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.owners import ROOT
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Change, Editor, Safety
from dockerize_ms.shell import SHELLS

SUMMARY = "runs the container as a user that is not root"
SAFETY = Safety.ASKED
DEFAULT = False
ORDER = 70

_NAME = "app"
_ADDS = {
    "debian": f"RUN useradd --system --create-home --user-group {_NAME}",
    "ubuntu": f"RUN useradd --system --create-home --user-group {_NAME}",
    "alpine": f"RUN addgroup -S {_NAME} && adduser -S -G {_NAME} {_NAME}",
}
_UNPRIVILEGED = 1024
_READ = 0o004
_START = ("CMD", "ENTRYPOINT", "HEALTHCHECK", "EXPOSE", "LABEL", "STOPSIGNAL")


def edit(subject: Subject) -> Change:
    """A user for the final image; why it must be root otherwise."""
    stage = subject.stages[-1]
    if (stage.config.user or "root").partition(":")[0] not in ROOT:
        return Change()
    live = subject.live(stage)
    if (by := next(_needs_root(subject, stage, live), None)) is not None:
        return Change(kept=(Evidence(f"it stays root: {by.text}", by.span),))
    own = _own(stage)
    family = stage.image.distribution.family if stage.image.distribution else ""
    adds = None if own else _ADDS.get(family)
    if not own and adds is None:
        text = f"how a user is added to {stage.reference} is not known"
        return Change(kept=(Evidence(f"it stays root: {text}", stage.instruction.span),))
    editor = Editor(subject.tree)
    name = own or _NAME
    editor.below(_last(stage), [*([adds] if adds else []), f"USER {name}"])
    text = f"the program writes only to /tmp and to the home of {name}"
    return Change(
        edits=tuple(editor.edits),
        done=(Evidence(f"runs as {name}", stage.instruction.span),),
        assumptions=(Assumption("writes-little", text, stage.instruction.span),),
    )


def _own(stage: Stage) -> str | None:
    """A user without rights that the base image has for programs like this."""
    users = facts.layout(stage.image).users
    return next((n for n in (stage.image.name, "nonroot") if users.get(n, 0) >= 1000), None)


def _last(stage: Stage) -> Instruction:
    """The last instruction that may need root, or changes whose it is."""
    found = [step.instruction for step in stage.steps if step.name not in _START]
    return found[-1] if found else stage.instruction


def _needs_root(subject: Subject, stage: Stage, live: Live) -> Iterator[Evidence]:
    span = stage.instruction.span
    if stage.base is None and not stage.start.known:
        yield Evidence(f"what {stage.reference} configures is not known", span)
    if stage.config.shell[:1] and stage.config.shell[0].rpartition("/")[2] not in SHELLS:
        yield Evidence("its shell is not known", span)
    doubts = [*live.opaque, *(need.by for need in live.builds)]
    if live.unresolved is not None:
        doubts.append(live.unresolved)
    for by in doubts:
        yield Evidence(f"what it starts is not known: {by.text}", by.span)
    if not live.commands:
        yield Evidence("nothing is known to be started", span)
    if live.scripts:
        yield Evidence("a script starts it, which may do what only root can", span)
    ours = any(of_the_project(found) for _, found in live.commands.values())
    if not (ours or live.applications or live.programs):
        yield Evidence("a program of its base image or of a package is what it is for", span)
    for name, (by, found) in live.commands.items():
        plain = name.rpartition("/")[2]
        if not (of_the_project(found) or _is_plain(stage, found.step)):
            yield Evidence(f"{plain} may need rights", by.span)
    yield from _of_steps(stage)
    for path, by in {**live.paths, **live.applications}.items():
        if paths.within(path, "/root"):
            yield Evidence(f"it reads {path}, which is root's alone", by.span)
    if accounts.has(stage.fs, _NAME).yes:
        yield Evidence(f"there is a user {_NAME} already, for something else", span)
    for volume in stage.config.volumes:
        yield Evidence(f"the volume {volume} is root's", span)


def _is_plain(stage: Stage, number: int | None) -> bool:
    """Whether a program is a tool of the base image, or came with an application's packages.

    Those that a package manager of the system brought are servers, as often as not.
    """
    step = stage.step(number)
    if step is None or step.name == "COPY":
        return True
    return any(
        isinstance(done.effect, fx.WritesTree) and bool(done.effect.readers)
        for done in step.effects
    )


def _of_steps(stage: Stage) -> Iterator[Evidence]:
    """Ports, users and modes that instructions set, and files that only their owner reads."""
    for step in stage.steps:
        view = step.instruction.view
        for port in view.ports if isinstance(view, cst.Expose) else ():
            number = port.partition("/")[0].partition("-")[0]
            if not number.isdecimal() or int(number) < _UNPRIVILEGED:
                yield Evidence(f"port {port} is for root where the host says so", step.span)
        mode = view.chmod if isinstance(view, cst.Copy | cst.Add) else None
        if mode and mode[-1] not in "4567":
            yield Evidence(f"`{step.text}` shuts others out", step.span)
        if step.name == "USER":
            yield Evidence("the file says so itself", step.span)
        for effect in (done.effect for done in step.effects):
            match effect:
                case fx.AddsUser(name=name):
                    yield Evidence(f"the file adds {name}, and may change to it", step.span)
                case fx.ChangesMode(mode=mode) if mode[-1:] in ("0", "") or "o-" in mode:
                    yield Evidence(f"`{step.text}` shuts others out", step.span)
                case fx.CopiesContext():
                    yield from _closed(effect, step.text)


def _closed(effect: fx.CopiesContext, text: str) -> Iterator[Evidence]:
    context = effect.context
    files = (
        [effect.source] if context.kind(effect.source) == "file" else context.walk(effect.source)
    )
    for path in files:
        mode = context.mode(path)
        if mode is not None and not mode & _READ:
            yield Evidence(f"`{text}` brings {path}, which only its owner reads")
            return
