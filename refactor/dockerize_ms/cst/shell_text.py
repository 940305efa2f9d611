"""The text that a shell gets from an instruction, with the way back to the file."""

from __future__ import annotations

import re

from dockerize_ms.cst import arguments, heredocs, lines
from dockerize_ms.cst.nodes import Heredoc
from dockerize_ms.text import SourceFile, SourceMap

_TABS = r"(?m)^\t+"
_QUOTES = (
    r"""(?s)\\.|(?P<single>'[^']*+')|(?P<double>"[^"\\]*+(?:\\.[^"\\]*+)*+")"""
    r"""|(?P<comment>(?<![^\s;&|()<>])\#.*)|(?P<open>['"]|\$')"""
)


def line(raw: str, escape: str, file: SourceFile, base: int) -> SourceMap:
    """The shell text of raw arguments that stand at an offset of a file.

    Where that means the same to a shell, it is as long as what stands in the file,
    so that offsets run alike: continuations stay, and what the shell must not see
    (comments and blank lines inside) is blanked. Elsewhere, as in quotes, it is the
    joined line that BuildKit hands over.
    """
    if "\n" not in raw:
        return SourceMap(raw, file, ((0, base),))
    _, text, pieces = lines.fold(raw, 0, escape, part=True)
    masked = _masked(raw, text, pieces)
    if masked is not None:
        return SourceMap(masked, file, ((0, base),))
    return SourceMap(text, file, _shifted(pieces, base))


def second_word(raw: str, escape: str) -> int:
    """Where the second word of raw arguments begins."""
    _, text, pieces = lines.fold(raw, 0, escape, part=True)
    at = arguments.after_first_word(text)
    return lines.origin(pieces, at) if at < len(text) else len(raw)


def script(heredoc: Heredoc, file: SourceFile, base: int) -> SourceMap:
    """The body of a heredoc, less the tabs that ``<<-`` strips."""
    if not heredoc.strip_tabs:
        return SourceMap(heredoc.body, file, ((0, base),))
    text, pieces = _without_tabs(heredoc.body)
    return SourceMap(text, file, _shifted(pieces, base))


def with_heredocs(
    raw: str, escape: str, found: tuple[Heredoc, ...], file: SourceFile, places: tuple[int, int]
) -> SourceMap:
    """What the shell gets of a line with heredocs: a script, or the line and the bodies.

    ``places`` are the offsets in the file of the arguments and of the first body.
    """
    _, text, pieces = lines.fold(raw, 0, escape, part=True)
    if heredocs.mark(text):
        return script(found[0], file, places[1])
    parts, mapped, length = [text], [*_shifted(pieces, places[0])], len(text)
    at = places[1]
    for each in found:
        end = at + len(each.body) + each.terminator.find(each.name)
        mapped += (length, at - 1), (length + 1, at), (length + 1 + len(each.body), end)
        parts += "\n", each.body, each.name
        length += 1 + len(each.body) + len(each.name)
        at += len(each.code)
    return SourceMap("".join(parts), file, tuple(mapped))


def _shifted(pieces: lines.Pieces, base: int) -> lines.Pieces:
    return tuple([(at, base + there) for at, there in pieces])


def _without_tabs(body: str) -> tuple[str, lines.Pieces]:
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = at = 0
    for tabs in re.finditer(_TABS, body):
        if tabs.start() > at:
            pieces.append((length, at))
            parts.append(body[at : tabs.start()])
            length += tabs.start() - at
        at = tabs.end()
    pieces.append((length, at))
    return "".join([*parts, body[at:]]), tuple(pieces)


def _masked(raw: str, text: str, pieces: lines.Pieces) -> str | None:
    """The raw text with a plain continuation in each joint; None where that is not the same."""
    quotes = _quotes(text)
    if quotes is None:
        return None
    parts = [raw[: pieces[0][1]]]
    at, upcoming = 0, iter([*quotes, (len(text), len(text), "")])
    start, end, kind = next(upcoming)
    for (log, there), (joint, after) in zip(
        pieces, [*pieces[1:], (len(text), len(raw))], strict=False
    ):
        at = there + joint - log
        parts.append(raw[there:at])
        if joint == len(text):
            break
        while end <= joint:
            start, end, kind = next(upcoming)
        plain = after - at == 2
        if text[joint - 1] == "\\" or (start < joint and (kind != "double" or not plain)):
            return None
        if not plain and not _apart(text, joint):
            return None
        parts.append(" " * (after - at - 2) + "\\\n")
    return "".join(parts)


def _apart(text: str, joint: int) -> bool:
    """Whether a blank at the joint changes nothing, as there is one already."""
    before = text[joint - 2 : joint]
    return text[joint] in " \t" or (before[-1:] in (" ", "\t") and before[:1] != "\\")


def _quotes(text: str) -> list[tuple[int, int, str]] | None:
    """Quoted texts and the comment: begin, end, kind. None where one cannot be sure."""
    found: list[tuple[int, int, str]] = []
    for match in re.finditer(_QUOTES, text):
        kind = match.lastgroup
        if kind == "open":
            return None
        if kind == "double" and "$(" in match[0] and match[0].count("(") != match[0].count(")"):
            return None
        if kind == "double" and "`" in match[0]:
            return None
        if kind:
            found.append((match.start(), match.end(), kind))
    return found
