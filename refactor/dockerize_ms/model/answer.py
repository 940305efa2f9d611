"""Answers about paths: yes, no or maybe, and why."""

from __future__ import annotations

import enum
from typing import Protocol

from msgspec import Struct, structs

from dockerize_ms.errors import Evidence
from dockerize_ms.model.needs import Program


class Answer(enum.Enum):
    """Whether something is so."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Found(Struct, frozen=True, kw_only=True, eq=False):
    """What is known of a path.

    ``kind`` is "file", "dir", "link" or "" (unknown). ``by`` is the line that makes
    it so. ``origin`` is the path in the build context that it was copied from,
    ``step`` the number of the step that made it (None: the base image), ``path`` where
    a search for it ended.
    """

    answer: Answer
    kind: str = ""
    by: Evidence | None = None
    origin: str | None = None
    target: str = ""
    step: int | None = None
    path: str = ""
    program: Program | None = None

    def doubted(self) -> Found:
        """The same, but only maybe."""
        return structs.replace(self, answer=Answer.MAYBE)

    @property
    def yes(self) -> bool:
        """Surely there."""
        return self.answer is Answer.YES

    @property
    def no(self) -> bool:
        """Surely not there."""
        return self.answer is Answer.NO


NOTHING = Found(answer=Answer.NO)
UNKNOWN = Found(answer=Answer.MAYBE)


class Tree(Protocol):
    """A filesystem, as far as effects and remedies ask. It never changes."""

    def __hash__(self) -> int:
        """What was read of it is remembered under it."""

    def lookup(self, path: str) -> Found:
        """What is known of a path."""

    def children(self, path: str) -> tuple[str, ...]:
        """The names known in a directory."""

    def read(self, path: str) -> bytes | None:
        """A file's content, where it is known."""
