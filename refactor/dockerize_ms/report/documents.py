"""The JSON documents as types: their schemas in ``docs/schema`` are made from these.

``SCHEMA_VERSION`` changes when a field changes its meaning or goes.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dockerize_ms.errors import Severity, Verdict
from dockerize_ms.pipeline import Outcome
from dockerize_ms.report.rules import Kind
from dockerize_ms.rewrite.plan import Reason

SCHEMA_VERSION = 2


class Place(Struct, frozen=True, kw_only=True):
    """A piece of a file. Lines and columns count characters from 1; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Ground(Struct, frozen=True, kw_only=True):
    """Why something is claimed, and the place that shows it."""

    text: str
    span: Place | None


class Problem(Struct, frozen=True, kw_only=True):
    """Why a file is no Dockerfile."""

    message: str
    span: Place
    hint: str


class Found(Struct, frozen=True, kw_only=True):
    """What a check says. ``name`` is the check's."""

    code: str
    name: str
    severity: Severity
    verdict: Verdict
    message: str
    span: Place
    evidence: list[Ground]
    hint: str


class Off(Struct, frozen=True, kw_only=True):
    """A finding that a comment in the file switches off, and the reason that it gives."""

    finding: Found
    reason: str


class Assumed(Struct, frozen=True, kw_only=True):
    """Something likely that a result rests on."""

    code: str
    text: str
    span: Place | None


class Done(Struct, frozen=True, kw_only=True):
    """A refactoring that was asked for by name: what it did, what it left and why, what to know.

    Places are those of the text that it found.
    """

    name: str
    changes: bool
    done: list[Ground]
    kept: list[Ground]
    notes: list[Ground]


class Written(Struct, frozen=True, kw_only=True):
    """A file that changes: the Dockerfile, or the ignore file, as seen from the working directory.

    ``before`` is null for a new one.
    """

    path: str
    before: str | None
    after: str


class Size(Struct, frozen=True, kw_only=True):
    """Something that the runtime stage is without, and an estimate of its size."""

    what: str
    mb: float


class Rewritten(Struct, frozen=True, kw_only=True):
    """What ``refactor`` makes of a file. Findings have their places in ``text``.

    ``reason``, ``message``, ``span`` and ``advice``: why it is left alone. Sizes are MB;
    ``went`` is what the saving consists of. ``edits`` are all files that change.
    """

    path: str
    outcome: Outcome
    verdict: Verdict | None
    text: str
    reason: Reason | None
    message: str | None
    span: Place | None
    advice: str | None
    errors: list[Problem]
    assumptions: list[Assumed]
    findings: list[Found]
    base: str | None
    artifacts: list[list[str]]
    size_before_mb: float | None
    size_after_mb: float | None
    saving_mb: float | None
    went: list[Size]
    applied: list[Done]
    edits: list[Written]


class StageNode(Struct, frozen=True, kw_only=True):
    """A stage, or with ``number`` null an image that stages copy from. ``base``: after FROM."""

    key: str
    title: str
    base: str
    number: int | None
    final: bool


class StageEdge(Struct, frozen=True, kw_only=True):
    """What one stage or image hands to another, by keys."""

    kind: Literal["from", "copy", "mount"]
    source: str
    target: str
    paths: list[str]


class Fate(Struct, frozen=True, kw_only=True):
    """What becomes of an instruction, or of one command of a RUN, and why.

    ``without``: packages that the runtime stage does not install.
    """

    line: int
    text: str
    role: Literal["builder", "runtime", "both"]
    why: str
    copied: list[str]
    without: list[str]


class Verification(Struct, frozen=True, kw_only=True):
    """``dockerize-ms verify --format json``."""

    schema_version: int
    findings: list[Found]
    suppressed: list[Off]
    errors: list[Problem]


class Refactoring(Struct, frozen=True, kw_only=True):
    """``dockerize-ms refactor --format json``."""

    schema_version: int
    files: list[Rewritten]


class Explanation(Struct, frozen=True, kw_only=True):
    """``dockerize-ms explain --format json``. The graph is that of ``file.text``."""

    schema_version: int
    file: Rewritten
    nodes: list[StageNode]
    edges: list[StageEdge]
    instructions: list[Fate]


class Listed(Struct, frozen=True, kw_only=True):
    """A check, refactoring, reason or assumption. ``page`` is Markdown."""

    kind: Kind
    code: str
    name: str
    summary: str
    severities: list[Severity]
    safety: str
    default: bool
    page: str


class Listing(Struct, frozen=True, kw_only=True):
    """``dockerize-ms rules --format json``."""

    schema_version: int
    rules: list[Listed]


DOCUMENTS = {
    "explain": Explanation,
    "refactor": Refactoring,
    "rules": Listing,
    "verify": Verification,
}
"""The document of each command."""
