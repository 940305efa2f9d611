"""The text of the stages that one stage becomes, and of what copies from them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dockerize_ms import cst
from dockerize_ms.model import paths
from dockerize_ms.rewrite.change import Editor
from dockerize_ms.rewrite.refactorings._cutting import alias, arguments, ended, renamed
from dockerize_ms.rewrite.refactorings._outputs import Output
from dockerize_ms.rewrite.refactorings._parting import Parting
from dockerize_ms.rewrite.refactorings._stages import NewStage


class Writer:
    """Makes the text of new stages. A comment stands above the first of what it is about."""

    def __init__(self, editor: Editor, parting: Parting, stages: list[NewStage]) -> None:
        self.editor = editor
        self.parting = parting
        self.stages = stages
        self.written: set[int] = set()
        kept = {stage.name: self._kept(stage.own) for stage in stages}
        lost = set(range(len(parting.steps))).difference(*kept.values())
        first = stages[0].name  # what no stage needs stays where it stood, in the first
        kept[first] = sorted({*kept[first], *lost})
        self.kept = kept

    def write(self) -> None:
        """Puts the stages in place of the old one."""
        old, editor = self.parting.stage.instruction, self.editor
        renamed(editor, old, self.stages[0].name)
        last = self.parting.instruction(len(self.parting.steps) - 1)
        text = self._body(self.stages[0])
        for stage in self.stages[1:]:
            text += editor.newline + self._from(stage) + self._arguments(stage) + self._body(stage)
        editor.replace(old.end, last.end, text)

    def _from(self, stage: NewStage) -> str:
        if stage.on:
            return self.editor.line(f"FROM {stage.on} AS {stage.name}")
        old = self.parting.stage.instruction
        start, end, name = alias(self.editor, old, stage.name)
        return old.text[: start - old.start] + name + old.text[end - old.start :]

    def _arguments(self, stage: NewStage) -> str:
        below = sorted(stage.all - set(stage.own))
        return arguments(self.editor, map(self.parting.instruction, below))

    def _body(self, stage: NewStage) -> str:
        text = ""
        for number in self.kept[stage.name]:
            one = self.parting.instruction(number)
            if number in self.written:
                text += ended(self.editor, one.text)
                continue
            self.written.add(number)
            under = not text and stage is not self.stages[0]
            above = itertools.dropwhile(_is_blank, one.leading) if under else one.leading
            text += ended(self.editor, "".join(line.code for line in above) + one.text)
        return text

    def _kept(self, own: tuple[int, ...]) -> list[int]:
        """The instructions without working directories that another follows at once."""
        found: list[int] = []
        for at, number in enumerate(own):
            if not self._is_passed(number, own[at + 1 :]):
                found.append(number)
        return found

    def _is_passed(self, number: int, following: Sequence[int]) -> bool:
        if self.parting.instruction(number).name != "WORKDIR":
            return False
        for other in following:
            view = self.parting.instruction(other).view
            if isinstance(view, cst.Workdir):
                rest = following[following.index(other) :]
                return view.path.startswith("/") and not self._is_used(number, rest)
            if other in self.parting.works | self.parting.copies:
                return False
        return False

    def _is_used(self, number: int, following: Sequence[int]) -> bool:
        """Whether a later instruction works in a directory, or names it."""
        path = getattr(self.parting.steps[number][0].effects[0].effect, "path", "/")
        for other in following:
            for step in self.parting.steps[other]:
                if step.name == "WORKDIR":
                    continue
                if paths.within(step.cwd, path) or path in step.text:
                    return True
                if any(paths.within(call.cwd, path) for call in step.calls):
                    return True
        return False


def _is_blank(line: cst.Trivia) -> bool:
    return isinstance(line, cst.Blank)


def retarget(editor: Editor, parting: Parting, new: list[NewStage]) -> None:
    """Copies out of the old stage name the new ones; of several sources, each its own."""
    for output in parting.outputs:
        homes = [_home(parting, path, new) for path in output.paths]
        if len(set(homes)) > 1 and output.apart:
            text = _apart(output, homes, editor.newline)
            editor.replace(output.instruction.start, output.instruction.end, text)
        else:
            flag = cst.Flag.of("from", homes[0]).raw
            editor.replace(output.span.start, output.span.end, flag)


def _apart(output: Output, homes: list[str], newline: str) -> str:
    """An instruction for each of the stages that sources come from, in their order."""
    text, start = output.instruction.text, output.instruction.start
    before = text[: output.span.start - start]
    after = text[output.span.end - start : output.instruction.arguments_start - start]
    view = output.instruction.view
    target = view.destination if isinstance(view, cst.Copy) else "/"
    lines: list[str] = []
    for home, pairs in itertools.groupby(zip(homes, output.sources, strict=True), _first):
        sources = " ".join(source for _, source in pairs)
        lines.append(f"{before}{cst.Flag.of('from', home).raw}{after}{sources} {target}")
    return newline.join(lines) + (newline if output.instruction.newline else "")


def _first(pair: tuple[str, str]) -> str:
    return pair[0]


def _home(parting: Parting, path: str, new: list[NewStage]) -> str:
    """The stage that has all that is at a path, with the least besides."""
    makers = parting.makers(path)
    having = [stage for stage in new if makers <= stage.all]
    return min(having, key=lambda stage: len(stage.all)).name if having else new[-1].name
