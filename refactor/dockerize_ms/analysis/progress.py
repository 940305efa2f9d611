"""How far a runtime stage has come: what it holds after the steps that have a role."""

from __future__ import annotations

from msgspec import structs

from dockerize_ms.analysis.packages import PackageFate, Packages
from dockerize_ms.analysis.roles import Artifact, Assigned, Role
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Done, Stage, Step
from dockerize_ms.model.writes import product


class Progress:
    """Grows step by step.

    ``written`` are the paths that steps put into the runtime stage, ``left`` the numbers of
    the steps that it does without, ``idle`` directories that only commands of the build read.
    """

    def __init__(self, stage: Stage, packages: Packages, runtime: Filesystem) -> None:
        self.stage = stage
        self.packages = packages
        self.base = runtime
        self.runtime = runtime
        self.left: set[int] = set()
        self.assigned: list[Assigned] = []
        self.written: list[str] = []
        self.idle: list[str] = []

    def share(self, assigned: list[Assigned]) -> None:
        """Both stages stand on these steps."""
        for one in assigned:
            for done in one.step.effects:
                self._apply(done, done.effect, one.step)
        self.assigned += assigned

    def replay(self, step: Step, why: str, fates: tuple[PackageFate, ...] = ()) -> Assigned:
        """The runtime stage repeats a step."""
        for done in step.effects:
            effect = done.effect
            if isinstance(effect, fx.InstallsPackages):
                names = tuple(
                    n for f in fates for n in ((f.name,) if f.reason is None else f.leaves)
                )
                effect = structs.replace(effect, packages=names, files=self._brings(effect, names))
            self._apply(done, effect, step)
        return Assigned(step=step, role=Role.REPLAYED, why=why, packages=fates)

    def _apply(self, done: Done, effect: fx.Effect, step: Step) -> None:
        self.runtime = self.runtime.apply(effect, done.by, step.number, done.certain)
        if (path := product(effect)) is not None:
            self.written.append(path)

    def _brings(self, effect: fx.InstallsPackages, names: tuple[str, ...]) -> tuple[str, ...]:
        """The well-known files that the packages which stay bring."""
        return effect.files if set(effect.packages) <= set(names) else self.packages.files(names)

    def leave(
        self,
        step: Step,
        why: str,
        artifacts: tuple[Artifact, ...],
        fates: tuple[PackageFate, ...] = (),
    ) -> Assigned:
        """The runtime stage does without a step, but copies what it made."""
        self.left.add(step.number)
        for artifact in artifacts:
            copy = fx.CopiesStage(stage=self.stage.fs, source=artifact.path, target=artifact.path)
            self.runtime = self.runtime.apply(copy, artifact.by, step.number)
            self.written.append(artifact.path)
        return Assigned(step=step, role=Role.BUILDER, why=why, artifacts=artifacts, packages=fates)

    @property
    def trees(self) -> tuple[str, ...]:
        """Directories that were copied whole from the builder, as they are in the end."""
        return tuple(
            artifact.path
            for one in self.assigned
            for artifact in one.artifacts
            if artifact.kind == "dir" and not artifact.made
        )

    def holds(self, path: str) -> bool:
        """Whether the runtime stage has something at a path that a step of ours put there."""
        top = paths.literal_ancestor(path)
        return any(paths.within(w, top) or paths.matches(path, w) for w in self.written)

    def is_there(self, path: str) -> bool:
        """Whether the runtime stage may have a path, by a step of ours or by its packages."""
        return self.holds(path) or not self.runtime.lookup(paths.literal_ancestor(path)).no
