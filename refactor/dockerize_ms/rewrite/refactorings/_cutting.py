"""What it takes to make several stages of one: names, ARGs once more, ends of lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from dockerize_ms import cst
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Editor, top

NUMBERED = "stages are called by numbers, which would change: --with name-stages"
"""Why a file gets no further stage."""


class Namer:
    """Gives names that nobody has: neither a stage nor an image of the file."""

    def __init__(self, subject: Subject) -> None:
        self.taken = {stage.name for stage in subject.stages}
        self.taken |= {origin.name.lower() for origin in subject.origins}

    def name(self, wanted: str) -> str:
        """The wanted name, with a number where it is taken."""
        numbered = (f"{wanted}-{number}" for number in itertools.count(2))
        names = itertools.chain((wanted,), numbered)
        name = next(name for name in names if name not in self.taken)
        self.taken.add(name)
        return name


def cut(
    editor: Editor, subject: Subject, stage: Stage, at: cst.Instruction, name: str, body: str
) -> None:
    """Three stages in place of one: what is above an instruction becomes the base of a new stage,
    and of the rest, which keeps the old name."""
    base = Namer(subject).name("base")
    renamed(editor, stage.instruction, base)
    start = top(at)
    apart = editor.tree.file.text[:start].endswith(editor.newline * 2)
    text = ("" if apart else editor.newline) + editor.line(f"FROM {base} AS {name}") + body
    old = f" AS {stage.name}" if stage.name else ""
    text += editor.newline + editor.line(f"FROM {base}{old}")
    editor.replace(start, start, text + arguments(editor, above(stage, at)))


def above(stage: Stage, at: cst.Instruction) -> tuple[cst.Instruction, ...]:
    """The instructions of a stage above one of them."""
    found = dict.fromkeys(step.instruction for step in stage.steps)
    return tuple(one for one in found if one.end <= at.start)


def ended(editor: Editor, text: str) -> str:
    """An instruction's text with the end of its line."""
    return text if text.endswith("\n") else text + editor.newline


def arguments(editor: Editor, found: Iterable[cst.Instruction]) -> str:
    """ARGs once more: they end with the stage that they stand in."""
    return "".join(ended(editor, one.text) for one in found if one.name == "ARG")


def renamed(editor: Editor, instruction: cst.Instruction, name: str) -> None:
    """Gives a stage a name, in place of the one it has."""
    editor.replace(*alias(editor, instruction, name))


def alias(editor: Editor, instruction: cst.Instruction, name: str) -> tuple[int, int, str]:
    """Where a stage's name stands or would, and the text that has to stand there."""
    start = instruction.arguments_start
    end = start + len(instruction.arguments.rstrip())
    view = instruction.view
    if isinstance(view, cst.From) and view.alias:
        return end - len(view.alias), end, name
    return end, end, (" as " if editor.lower else " AS ") + name
