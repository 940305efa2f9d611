"""The whole file."""

from __future__ import annotations

from dockerize_ms.cst import directives, validate
from dockerize_ms.cst.instruction import Instruction
from dockerize_ms.cst.lazy import lazy
from dockerize_ms.cst.node import Node
from dockerize_ms.cst.nodes import Trivia
from dockerize_ms.errors import ParseError
from dockerize_ms.text import SourceFile


class Dockerfile(Node, frozen=True, kw_only=True, dict=True):
    """A Dockerfile: its instructions, each with what stands above it, and the rest.

    ``file`` is the text as parsed; it stays the same when the tree is changed.
    """

    bom: str = ""
    items: tuple[Instruction, ...] = ()
    footer: tuple[Trivia, ...] = ()
    file: SourceFile

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """The instructions, in order."""
        return self.items

    @lazy
    def directives(self) -> dict[str, str]:
        """The parser directives, by lower-case name; unknown ones are mere comments."""
        return directives.read(self.code)

    @lazy
    def escape(self) -> str:
        """The character that escapes and continues lines: a backslash or a backtick."""
        found, _ = directives.zone(self.code, len(self.bom))
        return directives.escape_character(found)

    @lazy
    def errors(self) -> tuple[ParseError, ...]:
        """Everything for which BuildKit would refuse the file, in the order of the text."""
        found = validate.errors(self.items, self.footer, self.file)
        return tuple(sorted(found, key=_place))


def _place(error: ParseError) -> int:
    return error.span.start
