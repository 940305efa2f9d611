"""From text to tree. Never fails: what BuildKit would refuse is in the tree's ``errors``."""

from __future__ import annotations

import functools
import re

from dockerize_ms.cst import anatomy, command_line, directives, heredocs, lines, syntax
from dockerize_ms.cst.characters import INDENT, SPACE
from dockerize_ms.cst.dockerfile import Dockerfile
from dockerize_ms.cst.instruction import Instruction, Origin
from dockerize_ms.cst.nodes import Blank, Comment, Flag, Heredoc, Trivia
from dockerize_ms.text import SourceFile

_TRIVIUM = re.compile(rf"([{INDENT}]*+)(#[^\n]*+|)(\n|\Z)")
_HOLDS_HEREDOCS = frozenset({"RUN", "COPY", "ADD", "ONBUILD"})


class _Patterns:
    """Instructions of the usual kind; what does not fit is read carefully instead.

    ``head`` matches up to the arguments: the gaps may hold continuations, but no
    comment or blank line, and what comes next cannot mean anything special there.
    ``flag`` is one flag of such a head. ``body`` matches the arguments.
    """

    def __init__(self, escape: str) -> None:
        mark = re.escape(escape)
        newline = r"[ \t]*+\r*+\n"
        gap = rf"[ \t]++(?:{mark}{newline}[ \t]*+)*+(?=[!-~])(?![#{mark}])"
        flag = r"--[a-z-]++(?:=[!#-&(-\[\]-_a-~]*+)?+"
        line = rf"(?:[^\n{mark}]++|{mark}{{2,}}+|{mark}(?![ \t]*+\r*+(?:\n|\Z)))*+"
        skipped = rf"(?:[{INDENT}]*+(?:#[^\n]*+|)\n)*+"
        head = rf"([ \t]*+)([A-Za-z]++)({gap})((?:{flag}{gap})*+)(?!-[-{mark}])"
        self.head = re.compile(head)
        self.flag = rf"({flag})({gap})"
        ends = rf"[{INDENT}]*+(?:#|\Z)"
        self.body = re.compile(rf"(?:{line}{mark}{newline}{skipped}(?!{ends}))*+{line}")


_patterns = functools.cache(_Patterns)  # no file needs both, and compiling takes its time


def parse(text: str, *, path: str = "-") -> Dockerfile:
    """The syntax tree of a Dockerfile, in linear time, whatever the text.

    ``parse(text).code == text`` holds for every string.
    """
    return _Reader(text, path).dockerfile()


class _Reader:
    """Where in the text we are, and what its directives said."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.origin = Origin(SourceFile(text, path))
        self.escape = "\\"
        self.at = 0

    def dockerfile(self) -> Dockerfile:
        bom = "\ufeff" if self.text.startswith("\ufeff") else ""
        found, self.at = directives.zone(self.text, len(bom))
        self.escape = directives.escape_character(found)
        pinned = directives.read(self.text).get("syntax", "")
        self.origin = Origin(self.origin.file, self.escape, syntax.read(pinned))
        self.patterns = _patterns(self.escape)
        leading: list[Trivia] = [*found]
        items: list[Instruction] = []
        while self.at < len(self.text):
            trivium = _TRIVIUM.match(self.text, self.at)
            if trivium:
                leading.append(self._trivium(trivium))
                continue
            items.append(self._instruction(tuple(leading)))
            if leading:
                leading = []
        return Dockerfile(bom=bom, items=tuple(items), footer=tuple(leading), file=self.origin.file)

    def _trivium(self, line: re.Match[str]) -> Trivia:
        start, self.at = line.span()
        indent, text, newline = line.groups()
        seen = text or indent
        if seen[-1:] == "\r":
            bare = seen.rstrip("\r")
            newline = seen[len(bare) :] + newline
            seen = bare
        if text:
            return Comment(indent=indent, text=seen, newline=newline, start=start)
        return Blank(text=seen, newline=newline, start=start)

    def _instruction(self, leading: tuple[Trivia, ...]) -> Instruction:
        start, text = self.at, self.text
        head = self.patterns.head.match(text, start)
        if head is None:
            return self._careful(leading)
        begin = head.end()
        body = self.patterns.body.match(text, begin)
        stop = body.end() if body else begin
        if text[stop : stop + 1] not in ("\n", ""):
            return self._careful(leading)  # a continuation that leads nowhere
        indent, keyword, gap, flag_text = head.groups()
        raw = text[begin:stop]
        arguments = raw.rstrip(SPACE)
        self.at = stop + 1 if stop < len(text) else stop
        newline = text[stop : self.at]
        tail = raw[len(arguments) :]
        if tail[-1:] == "\r" and newline:
            tail, newline = tail[:-1], "\r\n"
        found: tuple[Heredoc, ...] = ()
        if "<" in raw or "<" in flag_text:
            found = self._heredocs(start, keyword.upper())
        return Instruction(
            leading=leading,
            indent=indent,
            keyword=keyword,
            gap=gap,
            flags=self._flags(head.start(4), begin) if flag_text else (),
            arguments=arguments,
            tail=tail,
            newline=newline,
            heredocs=found,
            start=start,
            origin=self.origin,
        )

    def _flags(self, start: int, end: int) -> tuple[Flag, ...]:
        found: list[Flag] = []
        flag = re.compile(self.patterns.flag)
        while start < end and (match := flag.match(self.text, start)):
            found.append(anatomy.flag(match[1], match[1], match[2], start))
            start = match.end()
        return tuple(found)

    def _heredocs(self, start: int, name: str) -> tuple[Heredoc, ...]:
        """The heredocs of an instruction whose line has just been read."""
        if name not in _HOLDS_HEREDOCS:
            return ()
        _, line, _ = lines.fold(self.text, start, self.escape)
        version = self.origin.syntax
        if "<<" not in line or not command_line.may_hold_heredocs(line, self.escape, version):
            return ()
        marks = heredocs.marks(line, version.blank_before_delimiter)
        found, self.at = heredocs.bodies(self.text, self.at, marks)
        return found

    def _careful(self, leading: tuple[Trivia, ...]) -> Instruction:
        """An instruction of any kind."""
        start, text = self.at, self.text
        self.at, line, pieces = lines.fold(text, start, self.escape)
        parts = anatomy.parts(text, start, self.at, line, pieces, self.escape)
        name = lines.fold(parts["keyword"], 0, self.escape, part=True)[1].upper()
        return Instruction(
            leading=leading,
            **parts,
            heredocs=self._heredocs(start, name),
            start=start,
            origin=self.origin,
        )
