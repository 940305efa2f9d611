"""A plan: what the rewritten file will hold, as data. ``apply`` carries it out."""

from __future__ import annotations

import enum

from msgspec import Struct

from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.roles import Assigned
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Assumption, Evidence, Verdict
from dockerize_ms.model.stage import Stage


class Added(Struct, frozen=True, kw_only=True, eq=False):
    """A line of ours, without its line end, and why it stands there."""

    text: str
    why: str


class Went(Struct, frozen=True, kw_only=True):
    """Something that the runtime stage is without, and an estimate of its size in MB."""

    what: str
    mb: float


class Copied(Struct, frozen=True, kw_only=True, eq=False):
    """Paths that one COPY takes from a stage ("": the builder) to the same places."""

    paths: tuple[str, ...]
    target: str
    owner: str
    by: Evidence
    stage: str = ""


class Extra(Struct, frozen=True, kw_only=True, eq=False):
    """A stage beside the builder: instructions of the original as they stand, then our lines.

    ``gives`` is what the runtime stage copies of it.
    """

    name: str
    instructions: tuple[Instruction, ...]
    lines: tuple[Added, ...]
    gives: str


class Repeated(Struct, frozen=True, kw_only=True, eq=False):
    """An instruction of the original in the runtime stage; ``text`` where only part of it is."""

    instruction: Instruction
    why: str
    text: str | None = None


Piece = Added | Copied | Repeated


class Image(Struct, frozen=True, kw_only=True, eq=False):
    """The runtime stage's base as written, and where it is known to exist.

    ``loses``: what people miss who look into it, and what helps; "" for a base with a shell.
    """

    reference: str
    listed: bool | None
    why: str
    loses: str = ""


class Plan(Struct, frozen=True, kw_only=True, eq=False):
    """Stages, roles, artifacts and the lines we add.

    ``shared`` are the numbers of the steps that go to a ``base`` stage on which both
    others stand (empty: there is none), ``builder`` of those that the builder keeps
    besides; ``extras`` are further stages before the last; ``runtime`` is the runtime stage
    in order. ``unpruned`` says what dependencies of the build stay, and why. Sizes are MB.
    """

    stage: Stage
    live: Live
    base_name: str
    builder_name: str
    runtime_name: str
    pinned: str | None
    image: Image
    shared: frozenset[int]
    builder: frozenset[int]
    builder_added: tuple[Added, ...]
    extras: tuple[Extra, ...]
    runtime: tuple[Piece, ...]
    assigned: tuple[Assigned, ...]
    dropped: tuple[tuple[str, str], ...]
    unpruned: tuple[Evidence, ...]
    assumptions: tuple[Assumption, ...]
    before_mb: float | None
    after_mb: float | None
    saving_mb: float | None
    went: tuple[Went, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Proven, or assumed where anything was taken for granted."""
        return Verdict.ASSUMED if self.assumptions else Verdict.PROVEN


class Reason(enum.StrEnum):
    """Why a file is left alone; the codes are stable."""

    MULTI_STAGE = "already-multi-stage"
    NO_COMMAND = "no-effective-command"
    INTERACTIVE = "interactive"
    ONBUILD = "onbuild"
    RUNS_BUILD = "runs-the-build"
    NOTHING_BUILD_ONLY = "nothing-build-only"
    TOO_LITTLE = "too-little-gained"
    OPAQUE = "opaque-command"
    NO_BASE = "no-safe-base"
    WINDOWS = "windows-base"
    SCRATCH = "target-not-possible"
    NOT_PROVEN = "not-proven"
    IGNORED = "ignored"
    INCONSISTENT = "second-reader"
    CONTEXT = "ambiguous-context"


_NOTHING_TO_DO = frozenset(
    {Reason.MULTI_STAGE, Reason.NOTHING_BUILD_ONLY, Reason.TOO_LITTLE, Reason.IGNORED}
)


class Refusal(Struct, frozen=True, kw_only=True, eq=False):
    """Why nothing is rewritten, with its line and, where there is one, advice."""

    reason: Reason
    text: str
    by: Evidence | None = None
    advice: str = ""

    @property
    def exit_code(self) -> int:
        """0 where there is nothing to do, 5 where no safe rewrite is known."""
        return 0 if self.reason in _NOTHING_TO_DO else 5
