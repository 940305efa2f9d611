"""Where in the file a finding points: the very word, where it can be found."""

from __future__ import annotations

from dockerize_ms import cst
from dockerize_ms.errors import Evidence
from dockerize_ms.text import Span

_EDGE = frozenset(" \t\n\"'[],=:")


def word_span(instruction: cst.Instruction, word: str) -> Span:
    """The first place of a word in an instruction's arguments; else the whole instruction."""
    source = instruction.source
    text = source.text
    first = at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        if (at == 0 or text[at - 1] in _EDGE) and (end == len(text) or text[end] in _EDGE):
            return source.span(at, end)
        at = text.find(word, at + 1)
    return source.span(first, first + len(word)) if first >= 0 else instruction.span


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


def quoted(instruction: cst.Instruction) -> Evidence:
    """An instruction as it is written, at its place."""
    return Evidence(instruction.text.strip(), instruction.span)
