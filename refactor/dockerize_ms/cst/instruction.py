"""One Dockerfile statement."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, Self

from msgspec import Struct

from dockerize_ms.cst import anatomy, arguments, lines, shell_text
from dockerize_ms.cst.arguments import Arguments
from dockerize_ms.cst.lazy import lazy
from dockerize_ms.cst.node import Node
from dockerize_ms.cst.nodes import Comment, Flag, Heredoc, Trivia
from dockerize_ms.cst.syntax import TODAY, Syntax
from dockerize_ms.text import SourceFile, SourceMap, Span


class Origin(Struct, frozen=True, eq=False):
    """The file that an instruction was read from, its escape character and its syntax."""

    file: SourceFile
    escape: str = "\\"
    syntax: Syntax = TODAY


_COMMANDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})
NOWHERE = Origin(SourceFile(""))


class View(Struct, frozen=True, kw_only=True, eq=False):
    """What an instruction says, by type: ``Run``, ``Copy`` and so on."""


class Instruction(Node, frozen=True, kw_only=True, dict=True):
    """One statement with the comments and blank lines above it.

    ``arguments`` is raw: continuations and the comments and blank lines inside
    included. ``tail`` is what follows it on its last line, or a continuation that
    leads nowhere. ``start`` is -1 for a statement that is not as it was parsed.
    """

    leading: tuple[Trivia, ...] = ()
    indent: str = ""
    keyword: str
    gap: str = " "
    flags: tuple[Flag, ...] = ()
    arguments: str = ""
    tail: str = ""
    newline: str = "\n"
    heredocs: tuple[Heredoc, ...] = ()
    start: int = -1
    origin: Origin = NOWHERE

    def with_changes(self, **changes: Any) -> Self:
        """A copy with some fields replaced; ``start`` is lost unless only trivia change."""
        if not changes.keys() <= {"leading", "origin", "start"}:
            changes.setdefault("start", -1)
        return super().with_changes(**changes)

    @lazy
    def text(self) -> str:
        """The code without what stands above the instruction."""
        return self.with_changes(leading=()).code if self.leading else self.code

    @lazy
    def name(self) -> str:
        """The keyword in upper case."""
        if "\n" not in self.keyword:
            return self.keyword.upper()
        return lines.fold(self.keyword, 0, self.origin.escape, part=True)[1].upper()

    @property
    def end(self) -> int:
        """The offset in the parsed text behind the last newline; -1 if synthesised."""
        return self.start + len(self.text) if self.start >= 0 else -1

    @property
    def start_line(self) -> int:
        """The first physical line, from 1, as BuildKit counts; -1 if synthesised."""
        return self.origin.file.position(self.start)[0] if self.start >= 0 else -1

    @property
    def end_line(self) -> int:
        """The last physical line, heredocs included; -1 if synthesised."""
        return self.origin.file.position(self.end - 1)[0] if self.start >= 0 else -1

    @property
    def span(self) -> Span:
        """From the keyword to the end of the arguments; in its own text if synthesised."""
        file, base = self._place
        return file.span(base + len(self.indent), self.arguments_start + len(self.arguments))

    def span_of(self, flag: Flag) -> Span:
        """Where one of the flags stands, without the blanks after it."""
        file, start = self._place
        if self.start >= 0:
            return file.span(flag.start, flag.start + len(flag.raw))
        start += len(self.indent) + len(self.keyword) + len(self.gap)
        for one in self.flags:
            if one is flag:
                break
            start += len(one.code)
        return file.span(start, start + len(flag.raw))

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comment lines directly above, without a blank line between."""
        above: list[Comment] = []
        for line in reversed(self.leading):
            if not isinstance(line, Comment):
                break
            above.append(line)
        return tuple(reversed(above))

    @lazy
    def _place(self) -> tuple[SourceFile, int]:
        if self.start >= 0:
            return self.origin.file, self.start
        return SourceFile(self.text, self.origin.file.path), 0

    @property
    def file(self) -> SourceFile:
        """The parsed file, or the instruction's own text if synthesised."""
        return self._place[0]

    @lazy
    def arguments_start(self) -> int:
        """The offset of the arguments in ``file``."""
        head = len(self.indent) + len(self.keyword) + len(self.gap)
        return self._place[1] + head + sum(len(flag.code) for flag in self.flags)

    @lazy
    def source(self) -> SourceMap:
        """The logical text of the arguments, with the way back to the file."""
        base = self.arguments_start
        if "\n" not in self.arguments:
            return SourceMap(self.arguments, self.file, ((0, base),))
        _, text, pieces = lines.fold(self.arguments, 0, self.origin.escape, part=True)
        return SourceMap(text, self.file, tuple([(at, base + there) for at, there in pieces]))

    @property
    def arguments_text(self) -> str:
        """The arguments as one line: continuations joined, comments dropped."""
        return self.source.text if "\n" in self.arguments else self.arguments

    @lazy
    def parsed(self) -> Arguments:
        """The arguments as BuildKit's parser hands them on."""
        origin = self.origin
        return arguments.read(self.name, self.arguments_text, origin.escape, origin.syntax)

    @property
    def values(self) -> tuple[str, ...]:
        """The single arguments: words, JSON strings, or one shell text, as the keyword demands."""
        return self.parsed.values

    @property
    def is_json(self) -> bool:
        """Whether the arguments are in JSON form."""
        return self.parsed.is_json

    @lazy
    def shell_source(self) -> SourceMap | None:
        """What a shell gets from RUN, CMD, ENTRYPOINT or HEALTHCHECK CMD; None in JSON form."""
        kind = self.name if self.name in _COMMANDS and self.arguments else ""
        if not kind or self.is_json:
            return None
        raw, base, escape = self.arguments, self.arguments_start, self.origin.escape
        if self.heredocs:
            body = base + len(raw) + len(self.tail) + len(self.newline)
            return shell_text.with_heredocs(raw, escape, self.heredocs, self.file, (base, body))
        if kind == "HEALTHCHECK":
            if self.values[0].upper() != "CMD":
                return None
            skipped = shell_text.second_word(raw, escape)
            raw, base = raw[skipped:], base + skipped
        return shell_text.line(raw, escape, self.file, base)

    @lazy
    def inner(self) -> Instruction:
        """The instruction that ONBUILD keeps for later: its arguments, read as one."""
        line, escape = self.source, self.origin.escape
        base = self.arguments_start
        pieces = tuple([(at, there - base) for at, there in line.pieces])
        raw = self.arguments
        parts = anatomy.parts(raw, 0, len(raw), line.text, pieces, escape)
        parts |= {"tail": self.tail, "newline": self.newline, "heredocs": self.heredocs}
        start = base if self.start >= 0 else -1
        return Instruction(**parts, start=start, origin=self.origin)

    @lazy
    def view(self) -> View:
        """The typed view."""
        return _READERS.get(self.name, _READERS[""])(self)


Reader = Callable[[Instruction], View]
_READERS: dict[str, Reader] = {}


def reads(*names: str) -> Callable[[Reader], Reader]:
    """Registers how the view of some instructions is read; no name stands for all others."""

    def register(reader: Reader) -> Reader:
        _READERS.update(zip(names or ("",), itertools.repeat(reader)))
        return reader

    return register
