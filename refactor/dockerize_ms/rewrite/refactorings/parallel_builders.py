"""``parallel-builders``: what does not need each other is built in stages side by side.

A stage that others only copy from is parted where nothing of one part may read what another
leaves behind (``analysis.dependence``). What all parts stand on becomes a stage below them.
"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Change, Edit, Editor, Safety, applied
from dockerize_ms.rewrite.refactorings._cutting import Namer
from dockerize_ms.rewrite.refactorings._outputs import obstacle, outputs
from dockerize_ms.rewrite.refactorings._parting import Parting
from dockerize_ms.rewrite.refactorings._stages import stages
from dockerize_ms.rewrite.refactorings._whole import linked, reasons
from dockerize_ms.rewrite.refactorings._writing import Writer, retarget

SUMMARY = "builds what does not need each other in stages side by side"
SAFETY = Safety.BUILD
DEFAULT = False
ORDER = 70


def edit(subject: Subject) -> Change:
    """Several stages for each that can be parted; why not for those with several outputs.

    They are parted one after the other, since they may copy from each other.
    """
    text = now = subject.tree.file.text
    spans = {stage.name: stage.instruction.span for stage in subject.stages}
    done: list[Evidence] = []
    while True:
        kept: list[Evidence] = []
        parted = next(_parted(subject, kept), None)
        if parted is None:
            edits = (Edit(start=0, end=len(text), text=now),) if done else ()
            return Change(edits=edits, done=tuple(done), kept=tuple(kept))
        stage, now, names = parted
        claim = f"{subject.title(stage)} becomes {names}: none reads what another writes"
        done.append(Evidence(claim, spans.get(stage.name)))
        tree = cst.parse(now, path=subject.tree.file.path)
        subject = Subject(interpret(tree, subject.context), tree, subject.context)


def _parted(subject: Subject, kept: list[Evidence]) -> Iterator[tuple[Stage, str, str]]:
    """The stages that can be parted, each with the text that comes of it, and the new names."""
    for stage in subject.stages[:-1]:
        found = outputs(subject, stage)
        if len({path for one in found for path in one.paths}) < 2:
            continue
        parting = Parting(stage, found)
        part = parting.part()
        if not part.parts:
            kept += reasons(parting)
            continue
        if (by := linked(parting) or obstacle(subject, stage)) is not None:
            kept.append(by)
            continue
        editor = Editor(subject.tree)
        new = stages(parting, part, Namer(subject))
        Writer(editor, parting, new).write()
        retarget(editor, parting, new)
        text = applied(subject.tree.file.text, editor.edits)
        yield stage, text, ", ".join(one.name for one in new if one.leaf)
