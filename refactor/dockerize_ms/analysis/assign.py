"""Which steps the runtime stage repeats, and what it copies of the others.

Replay before copy: a step that is not build-only is repeated where the runtime
stage can (its tools and inputs are there); else it is left out, and what it made
is copied at the place where it stood. What can be neither is an obstacle.
"""

from __future__ import annotations

from itertools import groupby

from msgspec import structs

from dockerize_ms.analysis.afterwards import INERT, copy_once, leave_directories, restore
from dockerize_ms.analysis.data import Kept, data_of, merged
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.packages import PackageFate, Packages
from dockerize_ms.analysis.products import BlockedError, Products, blocked
from dockerize_ms.analysis.purpose import Purpose
from dockerize_ms.analysis.roles import Artifact, Assigned, Obstacle, Role, Roles
from dockerize_ms.errors import Assumption
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Done, Stage, Step
from dockerize_ms.model.writes import is_index, product, writes_within
from dockerize_ms.shell import BUILTINS

_CONFIGURATION = frozenset(
    [
        "ENV",
        "ARG",
        "USER",
        "LABEL",
        "EXPOSE",
        "CMD",
        "ENTRYPOINT",
        "HEALTHCHECK",
        "VOLUME",
        "STOPSIGNAL",
        "SHELL",
        "MAINTAINER",
    ]
)
_PACKAGES = (fx.InstallsPackages, fx.RemovesPackages)
"""Decided package by package."""


def assign(
    stage: Stage, live: Live, runtime: Filesystem, *, same: bool = False
) -> Roles | Obstacle:
    """Roles for a runtime stage that starts with the given filesystem.

    On the ``same`` base, what stands before the first build-only instruction can be
    shared by both stages: nothing of it runs twice, and nothing of it must be understood.
    """
    assigner = _Assigner(stage, live, runtime)
    if same:
        assigner.share()
    return assigner.run()


class _Assigner:
    def __init__(self, stage: Stage, live: Live, runtime: Filesystem) -> None:
        self.stage = stage
        self.live = live
        self.runtime = runtime
        self.packages = Packages(stage, live)
        self.purpose = Purpose(stage, live)
        self.products = Products(stage, live, runtime)
        self.left: set[int] = set()
        self.assigned: list[Assigned] = []
        self.dropped: list[tuple[str, str]] = []
        self.written: list[str] = []

    def run(self) -> Roles | Obstacle:
        """One pass over the steps, then what went with them comes back."""
        try:
            for step in self.stage.steps[len(self.assigned) :]:
                self.assigned.append(self.step(step))
        except BlockedError as blocked:
            return blocked.obstacle
        restore(self.assigned, self.written, self.has_tool)
        copy_once(self.assigned)
        leave_directories(self.assigned)
        return Roles(
            assigned=tuple(self.assigned),
            fs=self.runtime,
            dropped=tuple(self.dropped),
            assumptions=tuple(dict.fromkeys(self.products.assumptions)),
        )

    def share(self) -> None:
        """Gives the shared role to the instructions before the first build-only one."""
        shared: list[Assigned] = []
        for instruction, group in groupby(self.stage.steps, key=lambda step: step.instruction):
            steps = list(group)
            if instruction.name not in _CONFIGURATION and any(map(self.is_build_step, steps)):
                break
            shared += [
                Assigned(step=s, role=Role.SHARED, why="before anything is built") for s in steps
            ]
        if not any(one.step.name in ("RUN", "COPY", "ADD") for one in shared):
            return
        for one in shared:
            for done in one.step.effects:
                self.runtime = self.runtime.apply(
                    done.effect, done.by, one.step.number, done.certain
                )
                if (path := product(done.effect)) is not None:
                    self.written.append(path)
        self.assigned += shared

    def is_build_step(self, step: Step) -> bool:
        """Whether a step does something that only the build needs."""
        if any(fate.reason is not None for fate in self.fates(step)):
            return True
        if step.name in ("COPY", "ADD"):
            kept = [
                self.copied(done)
                for done in step.effects
                if not isinstance(done.effect, fx.ChangesOwner)
            ]
            return not all(whole for _, whole in kept) or any(
                self.rewritten(one.path, step) for found, _ in kept for one in found
            )
        return any(
            isinstance(d.effect, fx.WritesFile) and d.effect.program for d in step.effects
        ) or any(
            d.effect.build_only
            and not isinstance(d.effect, fx.Removes | fx.Empties)
            and not is_index(d.effect)
            for d in step.effects
        )

    def step(self, step: Step) -> Assigned:
        """The role of one step."""
        if step.name in _CONFIGURATION:
            return Assigned(step=step, role=Role.CONFIGURATION, why="configuration")
        if step.name == "WORKDIR":
            return self.directory(step)
        if step.name in ("COPY", "ADD"):
            return self.copy(step)
        return self.command(step)

    def directory(self, step: Step) -> Assigned:
        """WORKDIR: repeated; the plan leaves out one that nothing of the runtime stands in."""
        for done in step.effects:
            self.runtime = self.runtime.apply(done.effect, done.by, step.number)
        return Assigned(step=step, role=Role.REPLAYED, why="where later instructions stand")

    def copy(self, step: Step) -> Assigned:
        """COPY or ADD: repeated when all of it is needed and no later step writes into it."""
        kept: list[Kept] = []
        whole = True
        for done in step.effects:
            if isinstance(done.effect, fx.ChangesOwner):
                continue
            found, all_of_it = self.copied(done)
            kept += found
            whole = whole and all_of_it
        if whole and not any(self.rewritten(k.path, step) for k in kept):
            return self.replay(step, "the container needs it")
        if not kept:
            return self.leave(step, "only the build reads it", ())
        artifacts = tuple(
            Artifact(path=k.path, kind=k.kind, by=k.by)
            for k in merged(kept)
            if self.remains(k.path)
        )
        return self.leave(step, "only part of it is needed", artifacts)

    def copied(self, done: Done) -> tuple[list[Kept], bool]:
        """What the container needs of one copy, and whether that is all of it."""
        effect = done.effect
        if isinstance(effect, fx.CopiesContext):
            if not self.live.compiled:
                return self.all_of(effect, done), True
            data = data_of(self.stage, effect, self.live)
            self.dropped += data.dropped
            home = self.stage.config.workdir
            unnamed = [path for path in data.unnamed if paths.within(path, home)]
            if unnamed:
                names = ", ".join(unnamed[:4]) + (" …" if len(unnamed) > 4 else "")
                text = f"nothing reads {names}, which no literal of the sources names"
                self.products.assumptions.append(Assumption("data-not-named", text, done.by.span))
            return list(data.kept), data.whole
        path = product(effect)
        if path is None or not self.remains(path):
            return [], path is None
        return [Kept(path=path, kind="", by=done.by)], True

    def all_of(self, copy: fx.CopiesContext, done: Done) -> list[Kept]:
        """All that was copied; entry by entry where the base image has the directory, too."""
        if not self.stage.fs.base.lookup(copy.target).yes:
            return [Kept(path=copy.target, kind="dir", by=done.by)]
        names = copy.context.children(copy.source)
        return [Kept(path=paths.join(copy.target, name), kind="", by=done.by) for name in names]

    def rewritten(self, path: str, step: Step) -> bool:
        """Whether a later step may write at or below a path."""
        for later in self.stage.steps:
            if later.number <= step.number or later.name in ("WORKDIR",):
                continue
            for done in later.effects:
                if writes_within(done.effect, path):
                    return True
        return False

    def remains(self, path: str) -> bool:
        """Whether a path is there at the end."""
        return not self.stage.fs.lookup(path).no

    def command(self, step: Step) -> Assigned:
        """A command of a RUN."""
        weighty = [done for done in step.effects if self.matters(done)]
        fates = self.fates(step)
        stay = any(fate.reason is None or fate.leaves for fate in fates)
        if not weighty and not stay:
            why = next((f.reason for f in fates if f.reason), None) or self.inert_reason(step)
            return self.leave(step, why, (), fates)
        if self.can_replay(step, weighty):
            return self.replay(step, "the container needs what it does", fates)
        if stay:
            raise blocked("the runtime base cannot install the packages that stay", step)
        made = self.products.of(step, weighty, self.runtime)
        return self.leave(step, "its tools or inputs stay in the builder", made)

    def matters(self, done: Done) -> bool:
        """Whether an effect may concern the running container."""
        effect = done.effect
        if effect.build_only or isinstance(effect, (*INERT, *_PACKAGES)):
            return False
        match effect:
            case fx.Removes(path=path) | fx.Empties(path=path):
                return self.holds(path)
            case fx.ChangesOwner(path=path):
                return self.is_there(path)
            case fx.ChangesMode(path=path, capabilities=True):
                return self.is_there(path)
            case fx.ChangesMode(path=path):
                return self.is_there(path) and not self.comes_along(path)
            case fx.WritesFile(path=path, program=program) if program is not None:
                return self.remains(path) and not self.purpose.is_build_tool(path)
            case fx.WritesTree(path=path, programs=programs) if programs:
                return self.remains(path) and not self.purpose.is_toolchain(programs)
            case fx.MakesDirectory(path=path):
                return self.remains(path) and not self.purpose.is_build_place(path)
            case _:
                path = product(effect) or ""
                return not path or self.remains(path)

    def holds(self, path: str) -> bool:
        """Whether the runtime stage has something at a path that a step of ours put there."""
        top = paths.literal_ancestor(path)
        return any(paths.within(w, top) or paths.matches(path, w) for w in self.written)

    def is_there(self, path: str) -> bool:
        """Whether the runtime stage may have a path, by a step of ours or by its packages."""
        return self.holds(path) or not self.runtime.lookup(paths.literal_ancestor(path)).no

    def comes_along(self, path: str) -> bool:
        """Whether a path is copied from the builder, so that its mode comes with it."""
        return self.runtime.lookup(path).kind != "dir" and any(
            paths.within(path, a.path) for one in self.assigned for a in one.artifacts
        )

    def inert_reason(self, step: Step) -> str:
        """Why a step without weight is build-only."""
        reasons = (done.effect.build_only for done in step.effects)
        return next((reason for reason in reasons if reason), "nothing of it is in the image")

    def fates(self, step: Step) -> tuple[PackageFate, ...]:
        """What becomes of the packages that a step installs."""
        return tuple(
            self.packages.fate(name, done.effect)
            for done in step.effects
            if isinstance(done.effect, fx.InstallsPackages)
            for name in done.effect.packages
        )

    def can_replay(self, step: Step, weighty: list[Done]) -> bool:
        """Whether the runtime stage has what a step calls and reads."""
        if not all(self.has_tool(tool) for tool in step.tools):
            return False
        return all(self.repeats(done) for done in weighty)

    def has_tool(self, tool: str) -> bool:
        """Whether the runtime stage has a program."""
        if "/" in tool:
            return self.runtime.follow(paths.join(self.stage.config.workdir, tool)).yes
        return tool in BUILTINS or self.runtime.command(tool).yes

    def repeats(self, done: Done) -> bool:
        """Whether an effect comes out the same in the runtime stage."""
        match done.effect:
            case fx.Opaque() | fx.WritesTree():
                return False
            case fx.WritesFile(program=program) if program is not None:
                return False
            case fx.Moves(source=source) | fx.CopiesTree(source=source):
                return self.runtime.lookup(source).yes and not self.from_left_out(source)
            case fx.WritesFile(path=path) | fx.Links(path=path):
                return not self.from_left_out(path)
            case _:
                return True

    def from_left_out(self, path: str) -> bool:
        """Whether what is at a path was made by a step that is left out."""
        found = self.stage.fs.lookup(path)
        return found.step in self.left

    def replay(self, step: Step, why: str, fates: tuple[PackageFate, ...] = ()) -> Assigned:
        """The runtime stage repeats a step."""
        for done in step.effects:
            effect = done.effect
            if isinstance(effect, fx.InstallsPackages):
                names = tuple(
                    n for f in fates for n in ((f.name,) if f.reason is None else f.leaves)
                )
                effect = structs.replace(effect, packages=names, files=self.brings(effect, names))
            self.runtime = self.runtime.apply(effect, done.by, step.number, done.certain)
            if (path := product(effect)) is not None:
                self.written.append(path)
        return Assigned(step=step, role=Role.REPLAYED, why=why, packages=fates)

    def brings(self, effect: fx.InstallsPackages, names: tuple[str, ...]) -> tuple[str, ...]:
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
