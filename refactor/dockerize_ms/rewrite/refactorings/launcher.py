"""``launcher``: a build tool as the container's command gives way to what it starts.

The ecosystem says what that is, and what else the tool does: then it stays.
"""

from __future__ import annotations

import json
import posixpath
import shlex

from dockerize_ms import shell
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import is_for_development
from dockerize_ms.cst import Instruction
from dockerize_ms.ecosystems.index import launch_of
from dockerize_ms.errors import Evidence
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.stage import Command, Stage
from dockerize_ms.rewrite.change import Change, Editor, Safety

SUMMARY = "starts the program itself in place of a build tool"
SAFETY = Safety.ASKED
DEFAULT = False
ORDER = 5
BEFORE_SPLIT = True

_INITS = ("tini", "dumb-init", "--", "-g", "-s")


def edit(subject: Subject) -> Change:
    """The command of each image; why a tool stays where it does more than start a program."""
    editor = Editor(subject.tree)
    done: list[Evidence] = []
    kept: list[Evidence] = []
    notes: list[Evidence] = []
    for stage in subject.images:
        command = _command(stage)
        words = _words(command) if command and not is_for_development(stage) else None
        if command is None or not words:
            continue
        instruction = _instruction(stage, command)
        launch = launch_of(_invocation(words, command), _state(subject, stage))
        if launch is None or instruction is None:
            continue
        text, span = " ".join(words), instruction.span
        if not stage.start.known:
            kept.append(
                Evidence(f"`{text}` stays: what {stage.reference} starts is not known", span)
            )
            continue
        if not launch.argv:
            kept.append(Evidence(f"`{text}` stays: {launch.lost}", span))
            continue
        _put(editor, instruction, command, launch.argv)
        done.append(Evidence(f"`{text}` starts `{' '.join(launch.argv)}`", span))
        notes += [Evidence(note, span) for note in launch.notes]
    return Change(edits=tuple(editor.edits), done=tuple(done), kept=tuple(kept), notes=tuple(notes))


def _command(stage: Stage) -> Command | None:
    """The command that a tool could be in: CMD, unless an entry point of the file's own gets it."""
    entrypoint, cmd = stage.config.entrypoint, stage.config.cmd
    if entrypoint is None or entrypoint.inherited:
        return None if cmd is None or cmd.inherited else cmd
    if cmd is None or cmd.inherited:
        return entrypoint
    inits = (posixpath.basename(word) in _INITS for word in entrypoint.argv or ("",))
    return cmd if all(inits) else None


def _words(command: Command) -> tuple[str, ...] | None:
    if command.argv is not None:
        return tuple(command.argv)
    return shell.plain_words(shell.parse(command.shell, joined=True)) if command.shell else None


def _instruction(stage: Stage, command: Command) -> Instruction | None:
    span = command.by.span
    return next(
        (
            step.instruction
            for step in stage.steps
            if span is not None and step.instruction.start == span.start
        ),
        None,
    )


def _invocation(words: tuple[str, ...], command: Command) -> Invocation:
    assert command.by.span is not None  # noqa: S101  (it stands in the file)
    text = " ".join(words)
    return Invocation(called=words[0], arguments=words[1:], span=command.by.span, text=text)


def _state(subject: Subject, stage: Stage) -> State:
    config = stage.config
    return State(
        cwd=config.workdir,
        env=dict(config.env),
        fs=stage.fs,
        image=stage.image,
        context=subject.context,
        user=config.user or "root",
    )


def _put(editor: Editor, instruction: Instruction, command: Command, argv: tuple[str, ...]) -> None:
    """The new command in the form of the old one."""
    text = json.dumps(list(argv)) if command.argv is not None else shlex.join(argv)
    start = instruction.arguments_start
    editor.replace(start, start + len(instruction.arguments), text)
