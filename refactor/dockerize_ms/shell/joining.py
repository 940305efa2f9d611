"""The text of some units of a script, every byte of theirs as it was.

Texts come from the file, not from the masked source: so comments between lines come back
and a Dockerfile's own escape character stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dockerize_ms.shell.nodes import Script
from dockerize_ms.shell.units import split

_NOTHING: Mapping[int, str] = MappingProxyType({})
_BLANK = re.compile(r"(?:\s|\\\n|#[^\n]*)*")
_REMARK = re.compile(r"[ \t]*;?[ \t]*#[^\n]*(?=\n)")
_COMMENT = re.compile(r"^[ \t]*#[^\n]*\n", re.MULTILINE)


def join(script: Script, keep: Sequence[int], replace: Mapping[int, str] = _NOTHING) -> str:
    """The script's text with only the units of these indices, given in ascending order.

    What stood between two units that stay neighbours stays too. Where units are dropped,
    the comments right above them go with them, and what separates the rest is ``&&`` only
    if there was nothing else between them. ``replace`` holds other texts for units.
    Dropping the last unit after a ``;`` makes the status of the one before it count.
    """
    layout = _Layout(script)
    pieces = []
    before = None
    for index in keep:
        pieces.append(layout.lead(index) if before is None else layout.between(before, index))
        pieces.append(replace[index] if index in replace else layout.unit(index))
        before = index
    return "".join(pieces) + ("" if before is None else layout.tail(before))


def source_text(script: Script, start: int, end: int) -> str:
    """The file's text for a range of the script's, comments and blank lines included."""
    source = script.source
    if start >= end:
        return ""
    return source.file.text[source.offset(start) : source.offset(end - 1) + 1]


class _Layout:
    def __init__(self, script: Script) -> None:
        self.script = script
        self.units = split(script)

    def unit(self, index: int) -> str:
        unit = self.units[index]
        return source_text(self.script, unit.start, unit.end)

    def gap(self, index: int) -> str:
        """The file's text before a unit, from the end of the one before it."""
        return _gap(self.script, *self._bounds(index))

    def _bounds(self, index: int) -> tuple[int, int]:
        start = self.units[index - 1].end if index else 0
        last = index == len(self.units)
        return start, len(self.script.source.text) if last else self.units[index].start

    def remark(self, index: int) -> str:
        """A comment in the gap that stands on the line of the unit before it."""
        found = _REMARK.match(self.gap(index)) if index else None
        return found.group() if found else ""

    def rest(self, index: int) -> str:
        """The gap without that remark."""
        return self.gap(index)[len(self.remark(index)) :]

    def bare(self, index: int) -> str:
        """The rest of the gap without its operator."""
        start, end = self._bounds(index)
        operator = self.units[index].operator
        text = self.script.source.text[start:end]
        found = _BLANK.match(text)
        at = found.end() if found else 0
        remark = len(self.remark(index))
        if not operator.strip() or operator == "&" or not text.startswith(operator, at):
            return self.rest(index)
        place = self.script.source.offset(start + at) - _origin(self.script, start)
        if place < remark:
            return self.rest(index)
        gap = self.gap(index)
        left, right = gap[remark:place], gap[place + len(operator) :]
        return left + (right.lstrip(" \t") if left[-1:].isspace() else right)

    def lead(self, index: int) -> str:
        """What stands before the first unit that is kept."""
        head = self.gap(0)
        if not index:
            return head
        script = _ends_line(self.script.source.text[: self.units[0].start])
        bare = self.bare(index)
        comment = _COMMENT.search(bare)
        if comment and script:
            return head + bare.lstrip()
        if comment:
            line = bare.lstrip()
            escape = "" if line[0] == "#" else line[: line.find("\n") + 1]
            return escape + bare[comment.start() :]
        return head if script else _COMMENT.sub("", head)

    def between(self, before: int, index: int) -> str:
        """What separates two units of which those between them are dropped."""
        if index == before + 1:
            return self.gap(index)
        operators = [unit.operator for unit in self.units[before + 1 : index + 1]]
        remark = self.remark(before + 1)
        if self.units[before].parts[-1].background:
            return remark + self.bare(index)
        if "\n" in operators:
            if operators[-1] == "\n" and operators[0] != "\n":
                return remark + self.rest(index)
            line = before + 1 + operators.index("\n")
            return remark + self._line_end(line, index)
        if operators[-1] == ";" or set(operators) == {"&&"}:
            return remark + self.rest(index)
        return remark + ";" + self.bare(index)

    def _line_end(self, line: int, index: int) -> str:
        """The line end before one unit, with the comments above another."""
        if line == index or self.units[index].operator == "\n":
            rest = self.rest(index)
            feed = _COMMENT.sub("", self.rest(line))
            return (
                rest if rest.startswith("\n") else feed[: feed.find("\n") + 1] + rest.lstrip("\n")
            )
        return _COMMENT.sub("", self.rest(line))

    def tail(self, index: int) -> str:
        """What stands after the last unit that is kept."""
        if index == len(self.units) - 1:
            return self.gap(index + 1)
        feed = "\n" if _ends_line(self.script.source.text) else ""
        return self.remark(index + 1) + feed


def _ends_line(text: str) -> bool:
    return text.endswith("\n") and not text.endswith("\\\n")


def _origin(script: Script, start: int) -> int:
    """The file's offset right behind the character before ``start``."""
    return script.source.offset(start - 1) + 1 if start else script.source.offset(0)


def _gap(script: Script, start: int, end: int) -> str:
    """The file's text between two pieces, with lines that the source leaves out."""
    source = script.source
    stop = len(source.text)
    last = source.offset(end) if end < stop else _origin(script, end)
    return source.file.text[_origin(script, start) : last]
