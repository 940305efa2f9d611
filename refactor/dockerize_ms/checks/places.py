"""Where in the file a finding points: the very word, where it can be found."""

from __future__ import annotations

import re

from dockerize_ms import cst
from dockerize_ms.text import Span

_EDGE = r"[\s\"'\[\],=:]"


def word_span(instruction: cst.Instruction, word: str) -> Span:
    """The first place of a word in an instruction's arguments; else the whole instruction."""
    source = instruction.source
    if word:
        found = re.search(rf"(?:(?<={_EDGE})|\A){re.escape(word)}(?={_EDGE}|\Z)", source.text)
        at = found.start() if found else source.text.find(word)
        if at >= 0:
            return source.span(at, at + len(word))
    return instruction.span


def flag_span(instruction: cst.Instruction, name: str, value: str = "") -> Span:
    """A flag with a name, and a value in it; else the whole instruction."""
    for flag in instruction.flags:
        if flag.name == name and value in (flag.value or "") and flag.start >= 0:
            return instruction.file.span(flag.start, flag.start + len(flag.raw))
    return instruction.span


def keyword_span(instruction: cst.Instruction) -> Span:
    """The keyword of an instruction."""
    whole = instruction.span
    return instruction.file.span(whole.start, whole.start + len(instruction.keyword))
