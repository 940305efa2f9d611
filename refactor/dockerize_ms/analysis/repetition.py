"""Whether a runtime stage can repeat a step with the same outcome."""

from __future__ import annotations

from functools import cached_property

from dockerize_ms.analysis.ground import SHELL, Ground
from dockerize_ms.analysis.progress import Progress
from dockerize_ms.analysis.weight import Weight
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Done, Stage, Step
from dockerize_ms.shell import BUILTINS


def never_repeated(effect: fx.Effect) -> bool:
    """Whether no runtime stage repeats an effect: what it writes depends on what is built."""
    match effect:
        case fx.Opaque():
            return True
        case fx.WritesTree(repeats=repeats):
            return not repeats
        case fx.WritesFile(program=program):
            return program is not None
        case _:
            return False


class Repetition:
    """Answers for one stage, at the point that a runtime stage has come to."""

    def __init__(self, stage: Stage, ground: Ground, weight: Weight, progress: Progress) -> None:
        self.stage = stage
        self.ground = ground
        self.weight = weight
        self.progress = progress

    def can_replay(self, step: Step, weighty: list[Done]) -> bool:
        """Whether the runtime stage has what a step calls and reads."""
        if step.script is not None and self.progress.runtime.follow(SHELL).no:
            return False
        before = self.stage.fs.before(step.start)
        called = (tool for tool in step.tools if not before.command(tool).no or "/" in tool)
        if not all(self.has_tool(tool) for tool in called):  # what is not there is not called
            return False
        if any(self._is_twice(done.effect) for done in step.effects):
            return False
        if any(self._is_of_left_package(path, before) for path in step.reads):
            return False
        return all(self._repeats(done) for done in weighty)

    def _is_of_left_package(self, path: str, before: Filesystem) -> bool:
        """Whether a package brought a file, and is none of those that the runtime stage has."""
        found = before.lookup(path)
        if not found.yes or self.progress.runtime.lookup(path).yes:
            return False
        step = self.stage.step(found.step)
        return step is not None and any(
            isinstance(done.effect, fx.InstallsPackages) for done in step.effects
        )

    def has_tool(self, tool: str) -> bool:
        """Whether the runtime stage has a program."""
        if "/" in tool:
            workdir = self.stage.config.workdir
            return self.progress.runtime.follow(paths.join(workdir, tool)).yes
        if tool in BUILTINS or self.progress.runtime.command(tool).yes:
            return True
        return self.ground.same and tool in self._tools_of_base

    @cached_property
    def _tools_of_base(self) -> frozenset[str]:
        """Programs that a step calls before any step could have installed them."""
        first: dict[str, Step] = {}
        for step in self.stage.steps:
            for tool in step.tools:
                first.setdefault(tool, step)
        before = self.stage.fs.before
        return frozenset(
            tool for tool, step in first.items() if before(step.start).command(tool).step is None
        )

    def _is_twice(self, effect: fx.Effect) -> bool:
        """Whether an effect that a copied tree brings already would happen to it once more."""
        once = isinstance(effect, fx.Moves | fx.Links | fx.MakesDirectory | fx.WritesFile)
        return once and not effect.build_only and self.weight.comes_along(effect)

    def _repeats(self, done: Done) -> bool:
        """Whether an effect comes out the same in the runtime stage."""
        if never_repeated(done.effect):
            return False
        match done.effect:
            case fx.Moves(source=source) | fx.CopiesTree(source=source):
                there = self.progress.runtime.lookup(source).yes
                return there and not self._from_left_out(source)
            case fx.WritesFile(path=path) | fx.Links(path=path):
                return not self._from_left_out(path)
            case _:
                return True

    def _from_left_out(self, path: str) -> bool:
        """Whether what is at a path was made by a step that is left out."""
        return self.stage.fs.lookup(path).step in self.progress.left
