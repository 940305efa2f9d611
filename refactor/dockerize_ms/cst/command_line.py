"""A logical line taken apart: keyword, flags, arguments."""

from __future__ import annotations

import re

from msgspec import Struct

from dockerize_ms.cst import flags, json_form
from dockerize_ms.cst.characters import SPACE, WORD_BREAK
from dockerize_ms.cst.syntax import Syntax

_BREAK = re.compile(WORD_BREAK)
_HEREDOC_KEYWORDS = frozenset({"RUN", "COPY", "ADD"})


class CommandLine(Struct, frozen=True, kw_only=True):
    """Where the parts of a logical line begin and end."""

    keyword: tuple[int, int]
    flags: list[flags.Word]
    arguments: tuple[int, int]


def split(line: str, escape: str) -> CommandLine:
    """The parts of a logical line, each without the blanks around it."""
    start = len(line) - len(line.lstrip(SPACE))
    end = len(line.rstrip(SPACE))
    gap = _BREAK.search(line, start, end)
    if start >= end or gap is None:
        return CommandLine(keyword=(start, max(start, end)), flags=[], arguments=(end, end))
    words, rest = flags.split(line[gap.end() : end], escape)
    base = gap.end()
    found = [flags.Word(base + word.start, base + word.end, word.text) for word in words]
    rest = base + rest
    begin = end - len(line[rest:end].lstrip(SPACE))
    return CommandLine(keyword=(start, gap.start()), flags=found, arguments=(begin, end))


def may_hold_heredocs(line: str, escape: str, syntax: Syntax) -> bool:
    """Whether heredocs count: in RUN, COPY and ADD, also below ONBUILD, but not in JSON form."""
    if not syntax.heredocs:
        return False
    parts = split(line, escape)
    if line[slice(*parts.keyword)].upper() == "ONBUILD":
        line = line[slice(*parts.arguments)]
        parts = split(line, escape)
    if line[slice(*parts.keyword)].upper() not in _HEREDOC_KEYWORDS:
        return False
    try:
        return json_form.strings(line[slice(*parts.arguments)], syntax.strict_json) is None
    except json_form.NotStrings:
        return False
