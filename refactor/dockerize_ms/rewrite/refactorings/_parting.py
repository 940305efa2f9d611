"""One stage as a graph of its instructions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.dependence import Dependence
from dockerize_ms.analysis.remote import is_remote
from dockerize_ms.analysis.touches import Places, Touch, touches
from dockerize_ms.cst import Instruction
from dockerize_ms.ecosystems.plain import is_plain
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.rewrite.refactorings._division import Graph, Part
from dockerize_ms.rewrite.refactorings._outputs import Output
from dockerize_ms.shell import BUILTINS

_LASTING = ("ENV", "USER", "SHELL")
_MOST = 60  # commands of a stage; each is compared with each


class Parting:
    """The instructions of a stage by number, with what is known of each."""

    def __init__(self, stage: Stage, outputs: tuple[Output, ...]) -> None:
        self.stage = stage
        self.outputs = outputs
        self.steps = [
            tuple(group) for _, group in itertools.groupby(stage.steps, lambda s: s.instruction)
        ]
        taken = [path for output in outputs for path in output.paths]
        effects = [done.effect for step in stage.steps for done in step.effects]
        caches = {e.path for e in effects if isinstance(e, fx.WritesTree) and e.cache}
        self.places = Places(projects=tuple(self._projects()), caches=caches, taken=taken)
        self._dependence = Dependence(stage, self.places)
        self._touches = [touches(steps, self.places) for steps in self.steps]
        self._reasons: dict[tuple[int, int], Evidence | None] = {}
        self.works = frozenset(n for n, one in enumerate(self.steps) if _is_work(one))
        self.copies = frozenset(
            n
            for n, one in enumerate(self.steps)
            if n not in self.works and isinstance(one[0].instruction.view, cst.Copy | cst.Add)
        )

    def instruction(self, number: int) -> Instruction:
        """An instruction by its number."""
        return self.steps[number][0].instruction

    def part(self) -> Part:
        """The stage parted as far as can be; one of too many commands as a whole."""
        numbers = [n for n, one in enumerate(self.steps) if self._takes_part(n, one[0].name)]
        if len(self.works) > _MOST:
            return Part(own=tuple(numbers))
        return self.graph.part(numbers)

    @property
    def graph(self) -> Graph:
        """What depends on what."""
        numbers = sorted(self.works | self.copies)
        products: list[frozenset[int]] = []
        for output in self.outputs:
            each = [self.makers(path) for path in output.paths]
            products += each if output.apart else [frozenset().union(*each)]
        return Graph(
            works=self.works,
            copies=self.copies,
            lasting=frozenset(n for n, one in enumerate(self.steps) if one[0].name in _LASTING),
            needs={number: frozenset(self._needs(number)) for number in numbers},
            alike=self._alike,
            slight=self.slight,
            products=products,
        )

    def _takes_part(self, number: int, name: str) -> bool:
        """Whether an instruction has a part in the build, rather than describe an image."""
        return number in self.works | self.copies or name in (*_LASTING, "ARG", "WORKDIR")

    def _needs(self, number: int) -> Iterator[int]:
        for other in self.works | self.copies:
            earlier = other < number and self.reason(number, other) is not None
            if earlier or (other > number and self._lands_on(other, number)):
                yield other

    def reason(self, later: int, earlier: int) -> Evidence | None:
        """What the later instruction may read of the earlier one."""
        key = (later, earlier)
        if key not in self._reasons:
            self._reasons[key] = self._dependence.of(self.steps[later], self.steps[earlier])
        return self._reasons[key]

    def makers(self, path: str) -> frozenset[int]:
        """The instructions that may have a hand in what is at or below a path."""
        exact = any(t.program and t.path == path for found in self._touches for t in found)
        system = not exact and self.places.is_shared(path)
        return frozenset(
            n
            for n, found in enumerate(self._touches)
            if n in self.works | self.copies
            and any((t.shared and system) or _has_hand(self.steps[n], t, path) for t in found)
        )

    def programs(self, number: int) -> Iterator[str]:
        """The programs that an instruction makes and that are copied out."""
        return (touch.path for touch in self._touches[number] if touch.program)

    def tool(self, numbers: frozenset[int]) -> str:
        """The tool that all programs of some instructions are built with, "" if there is none."""
        made = [n for n in sorted(numbers) if any(self.programs(n))]
        tools = [
            call.invocation.name
            for n in made
            for step in self.steps[n]
            for call in step.calls
            if any(d.by.span == call.invocation.span and _program(d.effect) for d in step.effects)
        ]
        return tools[0] if len(set(tools)) == 1 else ""

    def _lands_on(self, copy: int, work: int) -> bool:
        """Whether a copy brings something to where a work wrote."""
        if copy not in self.copies or work not in self.works:
            return False
        return any(
            _has_hand(self.steps[copy], mine, touch.path)
            for mine in self._touches[copy]
            for touch in self._touches[work]
        )

    def slight(self, work: int) -> bool:
        """Whether a work is none to wait for: nothing but plain commands."""
        calls = [call.invocation.called for step in self.steps[work] for call in step.calls]
        return all(map(is_plain, calls))

    def _alike(self, one: int, other: int) -> bool:
        return bool(self._tools(one) & self._tools(other))

    def _tools(self, number: int) -> set[str]:
        calls = (call for step in self.steps[number] for call in step.calls)
        return {call.invocation.name for call in calls} - BUILTINS

    def _projects(self) -> Iterator[str]:
        """Directories that the stage itself brought, and where its own work lies."""
        for step in self.stage.steps:
            named = step.name == "WORKDIR" or isinstance(step.instruction.view, cst.Copy | cst.Add)
            for done in step.effects if named else ():
                path = getattr(done.effect, "path", "") or getattr(done.effect, "target", "")
                if path and self.stage.fs.base.lookup(path).no and not paths.is_pattern(path):
                    yield path


def _program(effect: fx.Effect) -> bool:
    return isinstance(effect, fx.WritesFile) and effect.program is not None


def _is_work(steps: tuple[Step, ...]) -> bool:
    view = steps[0].instruction.view
    remote = isinstance(view, cst.Add) and any(map(is_remote, view.sources))
    return isinstance(view, cst.Run) or remote


def _has_hand(steps: tuple[Step, ...], touch: Touch, path: str) -> bool:
    """Whether a path, or something below it, may come of an instruction."""
    if touch.directory:
        return paths.within(touch.path, path)
    if touch.path == "/" or not paths.related(touch.path, path):
        return touch.path == "/"
    copies = [done.effect for step in steps for done in step.effects]
    here = [one for one in copies if getattr(one, "target", "") == touch.path]
    if not here or not all(isinstance(one, fx.CopiesContext) for one in here):
        return True
    return any(
        paths.within(one.target, path) or bool(one.context.kind(one.origin(path)))
        for one in here
        if isinstance(one, fx.CopiesContext)
    )
