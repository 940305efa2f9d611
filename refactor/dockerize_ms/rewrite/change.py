"""What a refactoring makes of a file, as data: edits of its text, other files, and why."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Assumption, Evidence


class Safety(enum.StrEnum):
    """What a refactoring may change."""

    IMAGE = "the image behaves the same"
    BUILD = "the image stays the same, the build changes"
    ASKED = "changes what the image or its build does: only on request"


class Edit(Struct, frozen=True, kw_only=True, eq=False):
    """The text between two offsets of the file becomes another."""

    start: int
    end: int
    text: str


class FileEdit(Struct, frozen=True, kw_only=True):
    """A file before and after. ``before`` is None for a file that was not there."""

    path: str
    before: str | None
    after: str


class Change(Struct, frozen=True, kw_only=True, eq=False):
    """What a refactoring does to a file.

    ``done`` says what and where, for people, ``kept`` what it leaves as it is and why, and
    ``notes`` what the reader should know besides. ``ignore`` is the new text of the build
    context's ignore file, None where that stays as it is.
    """

    edits: tuple[Edit, ...] = ()
    ignore: str | None = None
    done: tuple[Evidence, ...] = ()
    kept: tuple[Evidence, ...] = ()
    notes: tuple[Evidence, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changes."""
        return bool(self.edits) or self.ignore is not None


class Applied(Struct, frozen=True, kw_only=True, eq=False):
    """A refactoring that was asked for by name, and what came of it."""

    name: str
    change: Change


class Editor:
    """Collects edits of one file. New lines get the file's line ends and case of keywords."""

    def __init__(self, tree: cst.Dockerfile) -> None:
        self.tree = tree
        first = tree.instructions[0]
        self.newline = "\r\n" if first.newline.startswith("\r") else "\n"
        self.lower = first.keyword.islower()
        self.edits: list[Edit] = []

    def line(self, text: str) -> str:
        """A line of ours, with its end."""
        keyword, space, rest = text.partition(" ")
        if self.lower:
            keyword, rest = keyword.lower(), rest.replace(" AS ", " as ", 1)
        return (keyword + space + rest).replace("\n", self.newline) + self.newline

    def replace(self, start: int, end: int, text: str) -> None:
        """Puts a text in place of another."""
        self.edits.append(Edit(start=start, end=end, text=text))

    def above(self, instruction: Instruction, lines: Iterable[str]) -> None:
        """Adds lines above an instruction and its comments."""
        at = top(instruction)
        self.replace(at, at, "".join(map(self.line, lines)))

    def below(self, instruction: Instruction, lines: Iterable[str], *, apart: bool = False) -> None:
        """Adds lines right below an instruction; ``apart``: with a blank line between."""
        text = (self.newline if apart else "") + "".join(map(self.line, lines))
        if not instruction.newline and not instruction.heredocs:
            text = self.newline + text.removesuffix(self.newline)
        self.replace(instruction.end, instruction.end, text)

    def flags(self, instruction: Instruction, flags: Sequence[str]) -> None:
        """Adds flags behind those that an instruction has."""
        at = instruction.arguments_start
        self.replace(at, at, "".join(f"{flag} " for flag in flags))

    def cut(self, instruction: Instruction) -> str:
        """Takes an instruction and its comments away; gives their text."""
        start, end = top(instruction), instruction.end
        self.replace(start, end, "")
        text = self.tree.file.text[start:end]
        return text if text.endswith("\n") else text + self.newline


def top(instruction: Instruction) -> int:
    """Where an instruction with the comments right above it begins."""
    comments = instruction.comments
    return comments[0].start if comments else instruction.start


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made. They must not overlap; at one offset they stay in order."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < at:
            raise AssertionError("edits overlap")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])
