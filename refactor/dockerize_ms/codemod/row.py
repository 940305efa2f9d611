"""What became of one file: a row of the report."""

from __future__ import annotations

import enum
from typing import Any

from msgspec import Struct, structs

from dockerize_ms.context.recorded import Seen


class State(enum.StrEnum):
    """What became of a file of many."""

    REWRITTEN = "rewritten"
    LEFT_ALONE = "left-alone"
    INVALID = "invalid"
    FAILED = "failed"


class Why(Struct, frozen=True, omit_defaults=True):
    """A text for people, with a stable code and a line (from 1) where there are any.

    ``path`` is the file of the line from the repository's root; "" is the Dockerfile itself.
    """

    text: str
    code: str = ""
    line: int | None = None
    column: int | None = None
    advice: str = ""
    path: str = ""

    @property
    def place(self) -> str:
        """``path:line`` of another file, ``line 3`` of the Dockerfile; "" where there is none."""
        if self.line is None:
            return self.path
        return f"{self.path}:{self.line}" if self.path else f"line {self.line}"


class Note(Struct, frozen=True):
    """Why a line of the new file (from 1) stands there."""

    line: int
    text: str


class Stage(Struct, frozen=True):
    """A stage of the rewritten file, and the paths that it copies from others."""

    name: str
    base: str
    copies: tuple[tuple[str, str], ...] = ()


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file's row. ``path`` and ``repository`` are as the user named them.

    ``why`` is the reason of what was not rewritten. Sizes are MB, estimated. ``base`` is the
    last stage's image without its tag, ``line`` that of its FROM. ``evidence`` says where its
    context is named, ``findings`` what the checks say of the new text. ``notes`` are about
    the new text, ``edits`` say what refactorings that were asked for did, their names as codes.
    ``applied`` says that the file was written, and ``commit`` which commit holds it.
    """

    path: str
    repository: str
    state: State
    why: Why | None = None
    language: str = ""
    base: str = ""
    line: int | None = None
    context: str = ""
    targets: tuple[str, ...] = ()
    evidence: tuple[Why, ...] = ()
    ambiguous: bool = False
    verdict: str = ""
    before_mb: float | None = None
    after_mb: float | None = None
    saving_mb: float | None = None
    assumptions: tuple[Why, ...] = ()
    stages: tuple[Stage, ...] = ()
    diff: str = ""
    notes: tuple[Note, ...] = ()
    edits: tuple[Why, ...] = ()
    findings: tuple[Why, ...] = ()
    applied: bool = False
    commit: str = ""


def plain(row: Row) -> Row:
    """The same row with texts that can be encoded: bytes that are no UTF-8 are replaced."""
    found: Row = _plain(row)
    return found


def _plain(value: Any) -> Any:
    if type(value) is str:
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Struct):
        fields = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return structs.replace(value, **fields)
    return value


class Changed(Struct, frozen=True):
    """A file that a result changes, by its path from the repository's root, links resolved.

    ``before`` is a digest of the old content, empty where there was no such file; ``text`` is
    the new content.
    """

    path: bytes
    before: bytes
    text: bytes


class Done(Struct, frozen=True, kw_only=True):
    """A finished task: the row, and what writing and resuming need.

    ``changes`` are the files that change, the Dockerfile first, ``patch`` is what makes them of
    the old ones at the top of the repository; ``key`` is a digest of what the result depends on
    besides what was ``seen`` of the disk. ``reused`` says that an earlier run found it.
    """

    row: Row
    changes: tuple[Changed, ...] = ()
    patch: bytes = b""
    key: bytes = b""
    seen: tuple[Seen, ...] = ()
    reused: bool = False
