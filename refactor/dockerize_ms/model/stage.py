"""Stages, their configuration and the steps that made them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Image
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.invocation import Invocation
from dockerize_ms.shell import Script, Unit
from dockerize_ms.text import SourceMap, Span


class Command(Struct, frozen=True, kw_only=True, eq=False):
    """A root command in exec form (``argv``) or shell form (``shell``), with its instruction."""

    argv: tuple[str, ...] | None
    shell: SourceMap | None
    by: Evidence
    inherited: bool = False


class Use(Struct, frozen=True, kw_only=True, eq=False):
    """A command that another file of the repository starts in the image."""

    argv: tuple[str, ...]
    by: Evidence


class Config(Struct, frozen=True, kw_only=True, eq=False):
    """An image's configuration. ``None`` means that nothing sets it."""

    env: Mapping[str, str] = {}
    arguments: Mapping[str, str] = {}
    workdir: str = "/"
    user: str = ""
    entrypoint: Command | None = None
    cmd: Command | None = None
    healthcheck: Command | None = None
    shell: tuple[str, ...] = ("/bin/sh", "-c")
    volumes: tuple[str, ...] = ()
    known: bool = True


class Call(Struct, frozen=True, kw_only=True, eq=False):
    """A command that ran in a step, also inside of scripts, with the directory it ran in."""

    invocation: Invocation
    cwd: str


class Done(Struct, frozen=True, kw_only=True, eq=False):
    """An effect that took place in a step."""

    effect: Effect
    by: Evidence
    certain: bool = True


class Step(Struct, frozen=True, kw_only=True, eq=False):
    """An instruction, or one top-level command of a RUN, with all it does.

    ``number`` counts the steps of the file. ``unit`` and ``script`` tell which part
    of a RUN's text it is. ``tools`` are the programs it called, ``calls`` the commands as they
    ran, ``reads`` the paths that it surely or maybe read. ``start`` is the length of the
    filesystem's log before it.
    """

    number: int
    instruction: Instruction
    stage: int
    span: Span
    text: str
    effects: tuple[Done, ...] = ()
    tools: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    reads: tuple[str, ...] = ()
    script: Script | None = None
    unit: Unit | None = None
    unit_index: int = 0
    cwd: str = "/"
    start: int = 0

    @property
    def name(self) -> str:
        """The instruction's name."""
        return self.instruction.name

    @property
    def evidence(self) -> Evidence:
        """This step as the ground of a claim."""
        return Evidence(self.text, self.span)


class Stage(Struct, frozen=True, kw_only=True, eq=False):
    """A stage after interpretation.

    ``base`` is the number of the stage it builds on, None where it is an image.
    ``before`` maps the steps to the configuration in force before each.
    """

    index: int
    name: str
    instruction: Instruction
    reference: str
    image: Image
    base: int | None
    steps: tuple[Step, ...]
    fs: Filesystem
    config: Config
    start: Config
    before: Mapping[int, Config]

    @property
    def tools(self) -> frozenset[str]:
        """The names, without directories, of all programs that the build calls."""
        return frozenset(tool.rsplit("/", 1)[-1] for step in self.steps for tool in step.tools)

    def step(self, number: int | None) -> Step | None:
        """A step of this stage by its number."""
        return next((step for step in self.steps if step.number == number), None)
