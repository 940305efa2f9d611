"""From the syntax tree to stages: what each instruction and command does, in order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from msgspec import structs

from dockerize_ms import cst, shell
from dockerize_ms.analysis.commands import effects_of
from dockerize_ms.analysis.copying import FromContext, FromStage, Sources, copied
from dockerize_ms.analysis.execute import Budget, Shell
from dockerize_ms.analysis.images import on_image, started
from dockerize_ms.analysis.remote import added, is_remote
from dockerize_ms.context import Context
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Image
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.stage import Call, Command, Config, Done, Stage, Step
from dockerize_ms.text import HOLE, Span, known


def interpret(tree: cst.Dockerfile, context: Context | None) -> tuple[Stage, ...]:
    """The stages of a file. Never fails: what cannot be understood is an ``Opaque`` effect."""
    return _Interpreter(tree, context).stages()


class _Interpreter:
    """Walks the instructions; one object a file. It is also the shell's ``Sink``."""

    def __init__(self, tree: cst.Dockerfile, context: Context | None) -> None:
        self.tree = tree
        self.context = context
        self.file = tree.file
        self.grounds: dict[cst.Instruction, Evidence] = {}
        self.globals = dict.fromkeys(cst.PLATFORM, HOLE)
        self.done: list[Stage] = []
        self.budget = Budget()
        self.fs = Filesystem(Scratch())
        self.config = Config()
        self.number = 0
        self.effects: list[Done] = []
        self.tools: dict[str, None] = {}
        self.calls: list[Call] = []
        self.hidden: tuple[str, ...] = ()
        self.opened: _Open | None = None

    def stages(self) -> tuple[Stage, ...]:
        """All stages, in order."""
        for instruction in self.tree.instructions:
            view = instruction.view
            if isinstance(view, cst.From):
                self.close()
                self.open(instruction, view)
            elif self.opened is None:
                if isinstance(view, cst.Arg):
                    for name, default in view.pairs:
                        self.globals[name] = (
                            HOLE if default is None else self.expand(default, self.globals)
                        )
            else:
                self.instruction(instruction)
        self.close()
        return tuple(self.done)

    # --- stages ---------------------------------------------------------------

    def open(self, instruction: cst.Instruction, view: cst.From) -> None:
        """FROM: a new stage on an image or on an earlier stage."""
        reference = self.expand(view.image, self.globals)
        base = self.stage_named(reference)
        if base is not None:
            image, self.fs, start = base.image, base.fs, base.config
        else:
            image, self.fs = on_image(reference)
            start = started(image, self.span(instruction))
        self.config = start
        self.opened = _Open(
            instruction, view.alias or "", reference, image, base.index if base else None, start
        )

    def close(self) -> None:
        """The end of a stage."""
        if (opened := self.opened) is None:
            return
        self.done.append(
            Stage(
                index=len(self.done),
                name=opened.name,
                instruction=opened.instruction,
                reference=opened.reference,
                image=opened.image,
                base=opened.base,
                steps=tuple(opened.steps),
                fs=self.fs,
                config=self.config,
                start=opened.start,
                before=opened.before,
            )
        )
        self.opened = None

    def stage_named(self, name: str, index: bool = False) -> Stage | None:
        """An earlier stage by name (the last of that name) or, where allowed, by number."""
        if index and name.isdigit():
            return self.done[int(name)] if int(name) < len(self.done) else None
        return next((s for s in reversed(self.done) if s.name and s.name == name.lower()), None)

    # --- the sink ---------------------------------------------------------------

    def command(self, invocation: Invocation, state: State, certain: bool) -> Iterable[fx.Effect]:
        """A command of a RUN: its handler's effects."""
        self.tools.setdefault(invocation.called)
        self.calls.append(Call(invocation=invocation, cwd=state.cwd))
        return effects_of(invocation, state)

    def effect(self, effect: fx.Effect, by: Evidence, certain: bool) -> None:
        """Notes an effect, and carries it out."""
        if isinstance(effect, fx.Calls):
            self.tools.setdefault(effect.name)
            return
        self.effects.append(Done(effect=effect, by=by, certain=certain))
        self.fs = self.fs.apply(effect, by, self.number, certain)

    # --- instructions -------------------------------------------------------------

    def instruction(self, instruction: cst.Instruction) -> None:
        """Any instruction but FROM."""
        match instruction.view:
            case cst.Run() as view:
                self.run(instruction, view)
                return
            case cst.Copy() | cst.Add() as view:
                self.begin()
                self.copy(instruction, view)
            case cst.Workdir(path=raw):
                self.begin()
                path = paths.join(self.config.workdir, self.expand(raw) or "/")
                self.effect(
                    fx.MakesDirectory(path=path, owner=self.config.user), self.by(instruction), True
                )
                self.step(instruction)
                self.set(workdir=path)
                return
            case _:
                self.begin()
                self.step(instruction)
                self.configure(instruction)
                return
        self.step(instruction)

    def configure(self, instruction: cst.Instruction) -> None:
        """Instructions that change the configuration alone."""
        config = self.config
        match instruction.view:
            case cst.Env(pairs=pairs):
                scope = self.scope()
                self.set(env={**config.env, **{k: self.expand(v, scope) for k, v in pairs}})
            case cst.Arg(pairs=pairs):
                for name, default in pairs:
                    value = self.argument(name, default)
                    self.set(arguments={**self.config.arguments, name: value})
            case cst.User(user=raw):
                self.set(user=self.expand(raw))
            case cst.Shell(argv=argv):
                self.set(shell=tuple(argv))
            case cst.Volume(paths=volumes):
                self.set(volumes=(*config.volumes, *(self.expand(v) for v in volumes)))
            case cst.Cmd() as view:
                self.set(cmd=self.root(instruction, view))
            case cst.Entrypoint() as view:
                inherited = config.cmd is not None and config.cmd.inherited
                cmd = None if inherited else config.cmd
                self.set(entrypoint=self.root(instruction, view), cmd=cmd)
            case cst.Healthcheck() as view:
                self.set(healthcheck=None if view.none else self.root(instruction, view))
            case _:
                pass

    def argument(self, name: str, default: str | None) -> str:
        """The value of an ARG: its default, the global one's, or unknown."""
        if default is not None:
            return self.expand(default)
        return self.globals.get(name, HOLE)

    def root(
        self, instruction: cst.Instruction, view: cst.Cmd | cst.Entrypoint | cst.Healthcheck
    ) -> Command:
        """CMD, ENTRYPOINT or HEALTHCHECK as a command."""
        argv = None if view.argv is None else tuple(view.argv)
        return Command(argv=argv, shell=view.shell, by=self.by(instruction))

    def copy(self, instruction: cst.Instruction, view: cst.Copy | cst.Add) -> None:
        """COPY and ADD, with the owner they set."""
        by = self.by(instruction)
        destination = self.expand(view.destination)
        words = [self.expand(source) for source in view.sources]
        remote = [one for one in words if isinstance(view, cst.Add) and is_remote(one)]
        local = tuple(one for one in words if one not in remote)
        effects: list[fx.Effect] = [
            added(
                one,
                paths.join(self.config.workdir, destination),
                into=destination.endswith("/") or len(view.sources) > 1,
                unpack=isinstance(view, cst.Add) and view.unpack is True,
            )
            for one in remote
        ]
        effects += [self.heredoc_file(heredoc, destination) for heredoc in view.heredocs]
        if local:
            effects += copied(
                self.origin(view),
                local,
                destination,
                cwd=self.config.workdir,
                fs=self.fs,
                excludes=tuple(view.exclude or ()),
                unpack=isinstance(view, cst.Add) and view.unpack is not False,
                parents=bool(getattr(view, "parents", False)),
            )
        for effect in effects:
            self.effect(effect, by, True)
        if view.chown:
            owner, _, group = self.expand(view.chown).partition(":")
            for effect in effects:
                target = getattr(effect, "target", "") or getattr(effect, "path", "")
                if target:
                    change = fx.ChangesOwner(path=target, owner=owner, group=group, recursive=True)
                    self.effect(change, by, True)

    def heredoc_file(self, heredoc: cst.Heredoc, destination: str) -> fx.Effect:
        """A file whose text stands in the Dockerfile."""
        try:
            body = cst.expand_body(heredoc, self.scope().get)
        except cst.ExpansionError:
            body = HOLE
        target = paths.join(self.config.workdir, destination)
        path = paths.join(target, heredoc.name) if destination.endswith("/") else target
        content = body.encode("utf-8", "surrogateescape") if known(body) else None
        return fx.WritesFile(path=path, content=content)

    def origin(self, view: cst.Copy | cst.Add) -> Sources | None:
        """Where a COPY takes its files from."""
        name = getattr(view, "from_", None)
        if not name:
            return FromContext(self.context) if self.context else None
        stage = self.stage_named(name, index=True)
        return FromStage(stage.fs if stage else on_image(name)[1])

    # --- RUN ----------------------------------------------------------------------

    def run(self, instruction: cst.Instruction, view: cst.Run) -> None:
        """RUN: a step for each of its top-level commands."""
        before = self.fs
        mounted = self.mount(view)
        shell_name = posixpath.basename(self.config.shell[0]) if self.config.shell else ""
        runner = Shell(
            self,
            cwd=self.config.workdir,
            env={**self.config.arguments, **self.config.env},
            image=self.image,
            user=self.config.user or "root",
            budget=self.budget,
        )
        if view.argv is not None:
            self.begin()
            runner.apply(fx.Runs(argv=tuple(view.argv), inline=True), self.by(instruction), True)
            self.step(instruction, cwd=self.config.workdir)
        elif view.shell is None or shell_name not in shell.SHELLS:
            self.begin()
            self.effect(
                fx.Opaque(reason=f"not run by a shell: {shell_name}"), self.by(instruction), True
            )
            self.step(instruction, cwd=self.config.workdir)
        else:
            script = shell.parse(view.shell, joined=not view.heredocs)
            self.units(instruction, script, runner)
        self.hidden = ()
        for path in mounted:  # the mount goes, and what it covered is there again
            self.fs = self.fs.apply(fx.Removes(path=path), self.by(instruction), self.number)
            shown = fx.CopiesStage(stage=before, source=path, target=path)
            self.fs = self.fs.apply(shown, self.by(instruction), self.number)

    def units(self, instruction: cst.Instruction, script: shell.Script, runner: Shell) -> None:
        """Each top-level unit of a RUN as a step."""
        runner.script = script
        for index, unit in enumerate(shell.split(script)):
            self.begin()
            cwd = runner.cwd
            runner.parts(unit.parts, True)
            span = script.source.span(unit.start, unit.end)
            text = " ".join(script.source.text[unit.start : unit.end].replace("\\\n", " ").split())
            self.step(
                instruction, span=span, text=text, script=script, unit=unit, index=index, cwd=cwd
            )

    def mount(self, view: cst.Run) -> tuple[str, ...]:
        """Mounts of a RUN: what they show is there for it alone; gives their paths."""
        hidden: list[str] = []
        for mount in view.mounts:
            if not mount.target:
                continue
            target = paths.join(self.config.workdir, self.expand(mount.target))
            hidden.append(target)
            if mount.type in ("bind", ""):
                origin: Sources | None
                if mount.from_:
                    stage = self.stage_named(mount.from_)
                    origin = FromStage(stage.fs if stage else on_image(mount.from_)[1])
                else:
                    origin = FromContext(self.context) if self.context else None
                source = (self.expand(mount.source) if mount.source else "").strip("/")
                effect = (
                    origin.copy(source if source != "." else "", target, ())
                    if origin
                    else fx.WritesTree(path=target)
                )
                self.fs = self.fs.apply(effect, Evidence("mounted for this RUN"), self.number)
        self.hidden = tuple(hidden)
        return self.hidden

    # --- steps and scope --------------------------------------------------------------

    @property
    def image(self) -> Image:
        """The image that the open stage stands on."""
        assert self.opened is not None  # noqa: S101  (instructions are read inside stages)
        return self.opened.image

    def begin(self) -> None:
        """A step begins."""
        self.effects, self.tools, self.calls = [], {}, []
        self.length = len(self.fs)

    def step(
        self,
        instruction: cst.Instruction,
        *,
        span: Span | None = None,
        text: str = "",
        script: shell.Script | None = None,
        unit: shell.Unit | None = None,
        index: int = 0,
        cwd: str = "",
    ) -> None:
        """A step ends: what it did is noted."""
        assert self.opened is not None  # noqa: S101
        self.opened.before[self.number] = self.config
        effects = tuple(self.shadowed(done) for done in self.effects)
        self.opened.steps.append(
            Step(
                number=self.number,
                instruction=instruction,
                stage=len(self.done),
                span=span or self.span(instruction),
                text=text or self.by(instruction).text,
                effects=effects,
                tools=tuple(self.tools),
                calls=tuple(self.calls),
                reads=tuple(d.effect.path for d in effects if isinstance(d.effect, fx.Reads)),
                script=script,
                unit=unit,
                unit_index=index,
                cwd=cwd or self.config.workdir,
                start=self.length,
            )
        )
        self.number += 1

    def shadowed(self, done: Done) -> Done:
        """What is written below a mount is not in the image."""
        path = getattr(done.effect, "path", "")
        if not self.hidden or not path or not any(paths.within(path, m) for m in self.hidden):
            return done
        reason = fx.BELOW_MOUNT
        hidden = structs.replace(done.effect, build_only=reason)
        return structs.replace(done, effect=hidden)

    def set(self, **changes: Any) -> None:
        """Changes the configuration."""
        self.config = structs.replace(self.config, **changes)

    def scope(self) -> dict[str, str]:
        """What instructions expand against: ENV wins over ARG."""
        return {**self.config.arguments, **self.config.env}

    def expand(self, raw: str, scope: dict[str, str] | None = None) -> str:
        """A word expanded as BuildKit does; unknown where it cannot be."""
        values = self.scope() if scope is None else scope
        try:
            return cst.expand(raw, values.get, escape=self.tree.escape)
        except cst.ExpansionError:
            return HOLE

    def span(self, instruction: cst.Instruction) -> Span:
        """Where an instruction stands."""
        span = self.by(instruction).span
        assert span is not None  # noqa: S101  (``by`` gives one)
        return span

    def by(self, instruction: cst.Instruction) -> Evidence:
        """An instruction as the ground of a claim."""
        found = self.grounds.get(instruction)
        if found is None:
            text = f"{instruction.name} {instruction.arguments_text}".strip()
            span = self.file.span(instruction.start, max(instruction.start, instruction.end))
            found = Evidence(text if len(text) <= 100 else text[:97] + "…", span)
            self.grounds[instruction] = found
        return found


class _Open:
    """The stage that is being read."""

    def __init__(
        self,
        instruction: cst.Instruction,
        name: str,
        reference: str,
        image: Image,
        base: int | None,
        start: Config,
    ) -> None:
        self.instruction = instruction
        self.name = name.lower()
        self.reference = reference
        self.image = image
        self.base = base
        self.start = start
        self.steps: list[Step] = []
        self.before: dict[int, Config] = {}
