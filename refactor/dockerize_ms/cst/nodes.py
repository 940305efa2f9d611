"""The pieces of an instruction and what stands between instructions.

They hold no nodes, so that no cycle goes through them: the garbage collector need not look.
"""

from __future__ import annotations

from typing import Any, Self

from dockerize_ms.cst.characters import BREAK
from dockerize_ms.cst.node import Node


class Comment(Node, frozen=True, kw_only=True, gc=False):
    """A whole comment line. ``start`` is the line's offset in the parsed text, or -1."""

    indent: str = ""
    text: str
    newline: str = "\n"
    start: int = -1


class Blank(Node, frozen=True, kw_only=True, gc=False):
    """A line without any character that one could see."""

    text: str = ""
    newline: str = "\n"
    start: int = -1


class Directive(Node, frozen=True, kw_only=True, gc=False):
    """A parser directive, such as ``# syntax=docker/dockerfile:1``."""

    before: str = "# "
    key: str
    equals: str = "="
    value: str
    after: str = ""
    newline: str = "\n"
    start: int = -1

    @property
    def name(self) -> str:
        """The key in lower case."""
        return self.key.lower()


Trivia = Comment | Blank | Directive


class Flag(Node, frozen=True, kw_only=True, gc=False):
    """One ``--name=value`` in front of the arguments, and the blanks after it.

    ``name`` and ``value`` are what BuildKit reads, without quotes; ``value`` is None
    where there is no ``=``. ``raw`` is how the file spells the flag.
    """

    raw: str
    gap: str = " "
    name: str
    value: str | None = None
    start: int = -1

    @property
    def code(self) -> str:
        """The spelling and the blanks after it."""
        return self.raw + self.gap

    @classmethod
    def of(cls, name: str, value: str | None = None, *, escape: str = "\\") -> Flag:
        """A new flag, quoted where its value needs it, for a file with that escape character."""
        return cls(raw=_spelled(name, value, escape), name=name, value=value)

    def with_changes(self, **changes: Any) -> Self:
        """A copy with some fields replaced, spelled anew when the meaning changed.

        A value with an escape character in it is spelled for a backslash: use ``of``
        in other files.
        """
        if "raw" not in changes and ("name" in changes or "value" in changes):
            name = changes.get("name", self.name)
            changes["raw"] = _spelled(name, changes.get("value", self.value), "\\")
            changes.setdefault("start", -1)
        return super().with_changes(**changes)


def _spelled(name: str, value: str | None, escape: str) -> str:
    if value is None:
        return f"--{name}"
    if not any(char in value for char in f"{BREAK}'\"{escape}"):
        return f"--{name}={value}"
    inner = value.replace(escape, escape * 2).replace('"', f'{escape}"')
    return f'--{name}="{inner}"'


class Heredoc(Node, frozen=True, kw_only=True, gc=False):
    """The lines of a heredoc and the line that ends it, which is empty if it is missing.

    ``name`` is that line's text, ``expand`` says whether the name stood without
    quotes, ``strip_tabs`` whether it followed ``<<-``, and ``fd`` is the number before.
    """

    body: str
    terminator: str
    name: str
    expand: bool = True
    strip_tabs: bool = False
    fd: int = 0
    start: int = -1

    @property
    def code(self) -> str:
        """The body and the end line."""
        return self.body + self.terminator
