"""What becomes of each step beyond the builder stage, which repeats the original."""

from __future__ import annotations

import enum

from msgspec import Struct

from dockerize_ms.analysis.packages import PackageFate
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Step


class Role(enum.Enum):
    """Where a step goes: left to the builder, repeated in the runtime stage, configuration
    (the plan decides), or before both in a shared stage."""

    BUILDER = "builder"
    REPLAYED = "replayed"
    CONFIGURATION = "configuration"
    SHARED = "shared"


class Artifact(Struct, frozen=True, kw_only=True, eq=False):
    """A path that the runtime stage copies from the builder.

    ``kind`` is "file", "dir", "link" (made anew, to its ``target``) or "". ``made``: a
    directory alone, without what is in it. ``emptied``: what the runtime base has there goes
    first, since a copy only adds.
    """

    path: str
    kind: str
    by: Evidence
    certain: bool = True
    made: bool = False
    emptied: bool = False
    target: str = ""


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
    is nothing to split; ``advice`` what people may ask for instead.
    """

    text: str
    by: Evidence | None
    opaque: bool = False
    idle: bool = False
    advice: str = ""


class Roles(Struct, frozen=True, kw_only=True, eq=False):
    """The result: every step's role, the runtime stage's filesystem, what was taken for granted."""

    assigned: tuple[Assigned, ...]
    fs: Filesystem
    dropped: tuple[tuple[str, str], ...]
    assumptions: tuple[Assumption, ...]
