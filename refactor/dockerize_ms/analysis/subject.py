"""One interpreted file, with the answers that checks and refactorings ask for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from dockerize_ms import cst
from dockerize_ms.analysis.live import Live, live
from dockerize_ms.analysis.origins import Origin, earlier, origins, used
from dockerize_ms.analysis.walk import has_command, title
from dockerize_ms.context import Context
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.text import Span

T = TypeVar("T")


class Subject:
    """A file as checks and refactorings see it. What costs something is worked out when asked for.

    ``needs`` tells what the image of a stage needs when it runs.
    """

    def __init__(
        self,
        stages: tuple[Stage, ...],
        tree: cst.Dockerfile,
        context: Context | None,
        needs: Callable[[Stage], Live] = live,
    ) -> None:
        self.stages = stages
        self.tree = tree
        self.context = context
        self._needs = needs
        self._known: dict[Hashable, tuple[Any, ...]] = {}

    def once(self, key: Hashable, make: Callable[[], Iterable[T]]) -> tuple[T, ...]:
        """What ``make`` gives, asked for only the first time that a key is."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(make())
        return found

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Every place that names a stage or an image."""
        return tuple(origins(self.stages))

    @cached_property
    def used(self) -> frozenset[int]:
        """Numbers of the stages that another stage builds on, copies from or mounts."""
        return frozenset(used(self.stages, self.origins))

    @cached_property
    def images(self) -> tuple[Stage, ...]:
        """The stages that are images of their own: the final one, and targets with a command."""
        return tuple(
            stage
            for stage in self.stages
            if stage is self.stages[-1] or (stage.index not in self.used and has_command(stage))
        )

    def live(self, stage: Stage) -> Live:
        """What the image of a stage needs when it runs."""
        return self.once(("live", stage.index), lambda: (self._needs(stage),))[0]

    def title(self, stage: Stage) -> str:
        """How people call a stage."""
        return title(stage, final=stage is self.stages[-1])

    def step(self, number: int | None) -> Step | None:
        """A step by its number."""
        return next(filter(None, (stage.step(number) for stage in self.stages)), None)

    def line(self, stage: Stage) -> tuple[Stage, ...]:
        """A stage and the stages that it builds on, nearest first."""
        found = [stage]
        while (base := found[-1].base) is not None:
            found.append(self.stages[base])
        return tuple(found)

    def sources(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages that a stage, or one that it builds on, copies from."""
        line = self.line(stage)
        copies = (one for one in self.origins if one.kind == "copy" and one.stage in line)
        found = (earlier(self.stages, one.stage, one.name, index=True) for one in copies)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def owns(self, span: Span | None) -> bool:
        """Whether a span lies in the file that is checked."""
        return span is not None and span.path == self.tree.file.path
