"""Which steps the runtime stage repeats, and what it copies of the others.

Replay before copy: a step that is not build-only is repeated where the runtime
stage can (its tools and inputs are there); else it is left out, and what it made
is copied at the place where it stood. What can be neither is an obstacle.
"""

from __future__ import annotations

import enum
from itertools import groupby

from msgspec import Struct, structs

from dockerize_ms.analysis.data import Kept, data_of, merged
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.packages import PackageFate, Packages
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Done, Stage, Step
from dockerize_ms.shell import BUILTINS

_CONFIGURATION = frozenset(
    "ENV ARG USER LABEL EXPOSE CMD ENTRYPOINT HEALTHCHECK VOLUME STOPSIGNAL SHELL MAINTAINER".split()
)
_ACCOUNTS = ("/etc/passwd", "/etc/group")
_INERT = (fx.Reads, fx.Configures, fx.Calls, fx.InstallsCommand)


class Role(enum.Enum):
    """Where a step goes beyond the builder stage, which repeats the original."""

    BUILDER = "builder"
    REPLAYED = "replayed"
    CONFIGURATION = "configuration"
    SHARED = "shared"


class Artifact(Struct, frozen=True, kw_only=True, eq=False):
    """A path that the runtime stage copies from the builder."""

    path: str
    kind: str
    by: Evidence
    certain: bool = True
    made: bool = False


class Assigned(Struct, frozen=True, kw_only=True, eq=False):
    """What becomes of a step, and why."""

    step: Step
    role: Role
    why: str
    artifacts: tuple[Artifact, ...] = ()
    packages: tuple[PackageFate, ...] = ()


class Obstacle(Struct, frozen=True, kw_only=True, eq=False):
    """Why no split is possible with a given runtime base.

    ``opaque``: because of a command that could not be followed; ``idle``: because there
    is nothing to split.
    """

    text: str
    by: Evidence | None
    opaque: bool = False
    idle: bool = False


class Roles(Struct, frozen=True, kw_only=True, eq=False):
    """The result: every step's role, the runtime stage's filesystem, what was taken for granted."""

    assigned: tuple[Assigned, ...]
    fs: Filesystem
    dropped: tuple[tuple[str, str], ...]
    assumptions: tuple[Assumption, ...]


def assign(stage: Stage, live: Live, runtime: Filesystem, *, same: bool = False) -> Roles | Obstacle:
    """Roles for a runtime stage that starts with the given filesystem.

    On the ``same`` base, what stands before the first build-only instruction can be
    shared by both stages: nothing of it runs twice, and nothing of it must be understood.
    """
    assigner = _Assigner(stage, live, runtime)
    if same:
        assigner.share()
    return assigner.run()


class _Blocked(Exception):
    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle


class _Assigner:
    def __init__(self, stage: Stage, live: Live, runtime: Filesystem) -> None:
        self.stage = stage
        self.live = live
        self.runtime = runtime
        self.packages = Packages(stage, live)
        self.left: set[int] = set()
        self.assigned: list[Assigned] = []
        self.dropped: list[tuple[str, str]] = []
        self.assumptions: list[Assumption] = []
        self.written: list[str] = []
        self.tools = {tool.rsplit("/", 1)[-1] for step in stage.steps for tool in step.tools}

    def run(self) -> Roles | Obstacle:
        """One pass over the steps, then what went with them comes back."""
        try:
            for step in self.stage.steps[len(self.assigned) :]:
                self.assigned.append(self.step(step))
        except _Blocked as blocked:
            return blocked.obstacle
        self.prerequisites()
        self.once()
        return Roles(
            assigned=tuple(self.assigned),
            fs=self.runtime,
            dropped=tuple(self.dropped),
            assumptions=tuple(dict.fromkeys(self.assumptions)),
        )

    def share(self) -> None:
        """Gives the shared role to the instructions before the first build-only one."""
        shared: list[Assigned] = []
        for instruction, group in groupby(self.stage.steps, key=lambda step: step.instruction):
            steps = list(group)
            if instruction.name not in _CONFIGURATION and any(map(self.is_build_step, steps)):
                break
            shared += [Assigned(step=s, role=Role.SHARED, why="before anything is built") for s in steps]
        if not any(one.step.name in ("RUN", "COPY", "ADD") for one in shared):
            return
        for one in shared:
            for done in one.step.effects:
                self.runtime = self.runtime.apply(done.effect, done.by, one.step.number, done.certain)
                if (path := _product(done.effect)) is not None:
                    self.written.append(path)
        self.assigned += shared

    def is_build_step(self, step: Step) -> bool:
        """Whether a step does something that only the build needs."""
        if any(fate.reason is not None for fate in self.fates(step)):
            return True
        if step.name in ("COPY", "ADD"):
            kept = [self.copied(done) for done in step.effects if not isinstance(done.effect, fx.ChangesOwner)]
            return not all(whole for _, whole in kept) or any(
                self.rewritten(one.path, step) for found, _ in kept for one in found
            )
        return any(isinstance(d.effect, fx.WritesFile) and d.effect.program for d in step.effects) or any(
            d.effect.build_only and not isinstance(d.effect, fx.Removes | fx.Empties) and not _is_index(d.effect)
            for d in step.effects
        )

    # --- one step -----------------------------------------------------------------

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
            Artifact(path=k.path, kind=k.kind, by=k.by) for k in merged(kept) if self.remains(k.path)
        )
        return self.leave(step, "only part of it is needed", artifacts)

    def copied(self, done: Done) -> tuple[list[Kept], bool]:
        """What the container needs of one copy, and whether that is all of it."""
        effect = done.effect
        if isinstance(effect, fx.CopiesContext):
            if not self.live.compiled:
                return [Kept(path=effect.target, kind="dir", by=done.by)], True
            data = data_of(self.stage, effect, self.live)
            self.dropped += data.dropped
            return list(data.kept), data.whole
        path = _product(effect)
        if path is None or not self.remains(path):
            return [], path is None
        return [Kept(path=path, kind="", by=done.by)], True

    def rewritten(self, path: str, step: Step) -> bool:
        """Whether a later step may write at or below a path."""
        for later in self.stage.steps:
            if later.number <= step.number or later.name in ("WORKDIR",):
                continue
            for done in later.effects:
                if _writes_within(done.effect, path) and not _is_harmless(done.effect):
                    return True
        return False

    def remains(self, path: str) -> bool:
        """Whether a path is there at the end."""
        return not self.stage.fs.lookup(path).no

    # --- commands ---------------------------------------------------------------------

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
            self.block("the runtime base cannot install the packages that stay", step)
        return self.leave(step, "its tools or inputs stay in the builder", self.products(step, weighty))

    def matters(self, done: Done) -> bool:
        """Whether an effect may concern the running container."""
        effect = done.effect
        if effect.build_only or isinstance(effect, _INERT) or isinstance(effect, fx.InstallsPackages):
            return False
        match effect:
            case fx.RemovesPackages():
                return False
            case fx.Removes(path=path) | fx.Empties(path=path):
                return self.holds(path)
            case fx.ChangesOwner(path=path):
                return self.is_there(path)
            case fx.ChangesMode(path=path, capabilities=True):
                return self.is_there(path)
            case fx.ChangesMode(path=path):
                return self.is_there(path) and not self.comes_along(path)
            case fx.WritesFile(path=path, program=program) if program is not None:
                return self.remains(path) and not self.is_build_tool(path)
            case fx.WritesTree(path=path, programs=programs) if programs:
                return self.remains(path) and not self.is_toolchain(programs)
            case fx.MakesDirectory(path=path):
                return self.remains(path) and not self.is_build_place(path)
            case _:
                path = _product(effect) or ""
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

    def is_build_tool(self, path: str) -> bool:
        """Whether only the build calls a program."""
        name = path.rsplit("/", 1)[-1]
        live = path in self.live.paths or name in self.live.commands or path in self.live.commands
        return name in self.tools and not live

    def is_toolchain(self, programs: tuple[str, ...]) -> bool:
        """Whether the build calls some of these programs, and the container none."""
        live = {name.rsplit("/", 1)[-1] for name in self.live.commands}
        return bool(self.tools & set(programs)) and not live & set(programs)

    def is_build_place(self, path: str) -> bool:
        """Whether a directory is there for sources and caches alone."""
        if paths.within(self.stage.config.workdir, path):
            return False
        lived = (*self.live.paths, *self.live.applications, *self.stage.config.volumes)
        if any(paths.within(p, path) for p in lived):
            return False
        return any(
            done.effect.build_only or isinstance(done.effect, fx.CopiesContext)
            for step in self.stage.steps
            for done in step.effects
            if (inner := _product(done.effect)) and paths.within(inner, path)
        ) or any(step.cwd == path and step.name == "RUN" for step in self.stage.steps)

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

    def products(self, step: Step, weighty: list[Done]) -> tuple[Artifact, ...]:
        """What a step that is left out made, as paths to copy."""
        found: list[Artifact] = []
        for done in weighty:
            found += self.product(step, done)
        unique: dict[str, Artifact] = {}
        for artifact in found:
            unique.setdefault(artifact.path, artifact)
        trees = [path for path, one in unique.items() if one.kind == "dir" and not one.made]
        return tuple(
            one
            for path, one in unique.items()
            if not any(paths.below(path, tree) for tree in trees)
            and not (one.made and any(paths.below(other, path) for other in unique))
        )

    def product(self, step: Step, done: Done) -> list[Artifact]:
        """One effect's path to copy; blocks where there is none to name."""
        effect = done.effect
        match effect:
            case fx.Opaque(below=below, reason=reason):
                if not below:
                    self.block(f"what it writes is not known: {reason}", step, opaque=True)
                text = f"`{step.text[:80]}` writes only below {' and '.join(below)}"
                self.assumptions.append(Assumption("opaque-writes-below", text, step.span))
                named = [self.named(path, done) for path in below]
                if any(named):
                    return [artifact for found in named for artifact in found]
                return [self.tree(path, step, done) for path in below if self.is_ours(path)]
            case fx.AddsUser() | fx.AddsGroup() | fx.ChangesUsers():
                return self.accounts(step, done)
            case fx.Links():
                self.block("the runtime base lacks the tool that makes the link", step)
            case fx.Removes() | fx.Empties() | fx.ChangesOwner() | fx.ChangesMode():
                return []
            case fx.WritesTree(path=path):
                return [self.tree(path, step, done)]
            case _:
                pass
        path = _product(effect)
        if path is None:
            return []
        if paths.is_pattern(path):
            return [self.tree(paths.literal_ancestor(path), step, done)]
        found = self.stage.fs.lookup(path)
        if not found.yes:
            self.assumptions.append(
                Assumption("may-not-exist", f"{path}, which may not exist, is not needed", step.span)
            )
            return []
        made = isinstance(effect, fx.MakesDirectory)
        return [Artifact(path=path, kind=found.kind, by=done.by, made=made)]

    def named(self, directory: str, done: Done) -> list[Artifact]:
        """What a root names inside a directory where an unknown command may have made it."""
        found = [
            Artifact(path=path, kind="dir", by=by, certain=False)
            for path, by in self.live.paths.items()
            if paths.below(path, directory) and not self.stage.fs.lookup(path).yes
        ]
        for artifact in found:
            text = f"{artifact.path} is made there: {artifact.by.text}"
            self.assumptions.append(Assumption("named-by-root", text, done.by.span))
        return found

    def accounts(self, step: Step, done: Done) -> list[Artifact]:
        """The user database, where the runtime base has none of its own."""
        if not all(self.runtime.lookup(path).no for path in _ACCOUNTS):
            self.block("the runtime base lacks the tool that adds the user", step)
        found = [Artifact(path=path, kind="file", by=done.by) for path in _ACCOUNTS]
        home = done.effect.home if isinstance(done.effect, fx.AddsUser) else ""
        if home and self.stage.fs.lookup(home).yes:
            found.append(Artifact(path=home, kind="dir", by=done.by))
        return found

    def tree(self, path: str, step: Step, done: Done) -> Artifact:
        """A whole directory to copy; it must be one that the base image did not fill."""
        base = self.stage.fs.base
        if base.lookup(path).no or (base.lookup(path).kind == "dir" and self.is_empty(path)):
            return Artifact(path=path, kind="dir", by=done.by, certain=done.certain)
        self.block(f"it writes into {path}, which holds files of the base image", step)
        raise AssertionError  # block always raises

    def is_ours(self, path: str) -> bool:
        """Whether a directory is there at the end and is the file's own."""
        return self.stage.fs.lookup(path).yes

    def is_empty(self, path: str) -> bool:
        """Whether the base image surely has nothing in a directory."""
        base = self.stage.fs.base
        return not base.children(path) and base.lookup(paths.join(path, "\ue001")).no

    def block(self, text: str, step: Step, *, opaque: bool = False) -> None:
        """No split with this runtime base."""
        raise _Blocked(Obstacle(text=text, by=step.evidence, opaque=opaque))

    # --- outcomes ---------------------------------------------------------------------

    def replay(self, step: Step, why: str, fates: tuple[PackageFate, ...] = ()) -> Assigned:
        """The runtime stage repeats a step."""
        for done in step.effects:
            effect = done.effect
            if isinstance(effect, fx.InstallsPackages):
                names = tuple(n for f in fates for n in ((f.name,) if f.reason is None else f.leaves))
                effect = structs.replace(effect, packages=names, files=self.brings(effect, names))
            self.runtime = self.runtime.apply(effect, done.by, step.number, done.certain)
            if (path := _product(effect)) is not None:
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

    def prerequisites(self) -> None:
        """Steps that were left out but make what a repeated one reads come back (an index)."""
        wanted = [
            (one.step.number, path)
            for one in self.assigned
            if one.role is Role.REPLAYED
            for path in one.step.reads
        ]
        for at, one in enumerate(self.assigned):
            if one.role is not Role.BUILDER or one.artifacts or one.step.name != "RUN":
                continue
            made = [_product(done.effect) for done in one.step.effects if done.effect.build_only]
            if any(n > one.step.number and p in made for n, p in wanted) and self.only_index(one.step):
                self.assigned[at] = Assigned(
                    step=one.step, role=Role.REPLAYED, why="a repeated command reads what it makes"
                )
                self.written += [path for path in made if path]
        for at, one in enumerate(self.assigned):
            if one.role is Role.BUILDER and one.step.name == "RUN" and not one.artifacts:
                removes = [d.effect for d in one.step.effects if isinstance(d.effect, fx.Removes | fx.Empties)]
                if removes and len(removes) == len(_real(one.step)) and any(self.holds(r.path) for r in removes):
                    self.assigned[at] = Assigned(
                        step=one.step, role=Role.REPLAYED, why="cleans up after a repeated command"
                    )

    def once(self) -> None:
        """What a later copy brings anyway is copied once, by that."""
        later: list[Artifact] = []
        for at in range(len(self.assigned) - 1, -1, -1):
            one = self.assigned[at]
            left = tuple(
                a
                for a in one.artifacts
                if not any(a.path == b.path or (b.kind == "dir" and paths.within(a.path, b.path)) for b in later)
            )
            if left != one.artifacts:
                self.assigned[at] = structs.replace(one, artifacts=left)
            later += left

    def only_index(self, step: Step) -> bool:
        """Whether a step does nothing but fill caches, with tools that the runtime stage has."""
        return all(self.has_tool(tool) for tool in step.tools) and all(
            done.effect.build_only or isinstance(done.effect, _INERT) for done in step.effects
        )


def _is_index(effect: fx.Effect) -> bool:
    """Whether an effect fills a package manager's own directories, which ``apt`` cleans up."""
    path = _product(effect) or ""
    return paths.within(path, "/var")


def _real(step: Step) -> list[fx.Effect]:
    return [done.effect for done in step.effects if not isinstance(done.effect, _INERT)]


def _product(effect: fx.Effect) -> str | None:
    """The path that an effect makes or changes the content of."""
    match effect:
        case (
            fx.WritesFile(path=path)
            | fx.WritesTree(path=path)
            | fx.MakesDirectory(path=path)
            | fx.Links(path=path)
            | fx.Updates(path=path)
            | fx.CopiesContext(target=path)
            | fx.CopiesStage(target=path)
            | fx.CopiesTree(target=path)
            | fx.Moves(target=path)
        ):
            return path
        case _:
            return None


def _writes_within(effect: fx.Effect, path: str) -> bool:
    match effect:
        case fx.Opaque(below=below):
            return not below or any(paths.within(path, b) or paths.within(b, path) for b in below)
        case fx.Removes(path=removed) | fx.Moves(source=removed):
            if paths.matches(removed, path) or paths.within(paths.literal_ancestor(removed), path):
                return True
        case _:
            pass
    target = _product(effect)
    if target is None:
        return False
    if isinstance(effect, fx.WritesTree):
        return paths.within(target, path) or paths.within(path, target)
    return paths.within(target, path)


def _is_harmless(effect: fx.Effect) -> bool:
    return isinstance(effect, fx.MakesDirectory)
