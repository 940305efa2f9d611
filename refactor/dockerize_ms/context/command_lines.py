"""Command lines that build or run containers, found in any text by their first word."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.context.command_words import words
from dockerize_ms.text import SourceFile, Span

FIRST_WORD = r"(?<![\w./:-])(?:docker-compose|docker|podman|nerdctl|buildah)(?=[ \t\\])"
HINTS = ("docker", "podman", "nerdctl", "buildah")
PRINTED = r"\b(?:echo|printf|print|log)\b|(?:^|\s)#|^\s*//"
FENCE = r"(?m)^[ \t>*+-]*(?:```|~~~)"
COMMAND_LIMIT = 1_000
LINE_LIMIT = 400


class CommandLine(Struct, frozen=True, kw_only=True, eq=False):
    """A container tool's command: its words without the tool, and where it stands."""

    tool: str
    words: tuple[str, ...]
    span: Span


def command_lines(file: SourceFile) -> tuple[CommandLine, ...]:
    """The commands of a file, in order. What is only printed or commented out is not there."""
    text = file.text
    if not any(hint in text for hint in HINTS):
        return ()
    code = _code(file) if file.path.lower().endswith(".md") else None
    first_word = re.compile(FIRST_WORD)
    found: list[CommandLine] = []
    at = 0
    for _ in range(COMMAND_LIMIT):
        match = first_word.search(text, at)
        if match is None:
            break
        start, at = match.span()
        line = _before(text, start)
        if re.search(PRINTED, line) or not (code is None or _in_code(code, line, start)):
            continue
        arguments, at = words(text, at)
        found.append(
            CommandLine(tool=match.group(), words=tuple(arguments), span=file.span(start, at))
        )
    return tuple(found)


def _code(file: SourceFile) -> list[int]:
    """The offsets at which fenced code begins and ends."""
    return [match.start() for match in re.finditer(FENCE, file.text)]


def _before(text: str, at: int) -> str:
    """The line up to an offset; of a very long one, the last part."""
    start = max(0, at - LINE_LIMIT)
    return text[max(start, text.rfind("\n", start, at) + 1) : at]


def _in_code(fences: Sequence[int], line: str, at: int) -> bool:
    """Whether a place of a Markdown page is code: fenced, indented or between backticks."""
    if bisect.bisect_left(fences, at) % 2:
        return True
    return line.startswith(("    ", "\t")) or line.count("`") % 2 == 1


class Syntax(Struct, frozen=True, kw_only=True):
    """Which options of a command stand alone; all others take a value."""

    switches: frozenset[str]
    short_switches: frozenset[str]


class Arguments(Struct, frozen=True, kw_only=True, eq=False):
    """Options in order (without their dashes) and what follows them."""

    options: tuple[tuple[str, str], ...]
    rest: tuple[str, ...]

    def last(self, *names: str) -> str | None:
        """The value of the last of these options."""
        return next((value for name, value in reversed(self.options) if name in names), None)


def split_options(
    arguments: Sequence[str], syntax: Syntax, *, interspersed: bool = False
) -> Arguments:
    """Take the options off the front, or with ``interspersed`` from everywhere."""
    pending = iter(arguments)
    options: list[tuple[str, str]] = []
    rest: list[str] = []
    for word in pending:
        if word == "--" or (not word.startswith("-") and not interspersed):
            rest += [word] if word != "--" else []
            rest += pending
        elif not word.startswith("-") or word == "-":
            rest.append(word)
        elif word.startswith("--"):
            options.append(_long(word[2:], pending, syntax))
        else:
            options += _short(word[1:], pending, syntax)
    return Arguments(options=tuple(options), rest=tuple(rest))


def _long(word: str, pending: Iterator[str], syntax: Syntax) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if equals or name in syntax.switches:
        return name, value
    return name, next(pending, "")


def _short(letters: str, pending: Iterator[str], syntax: Syntax) -> Iterator[tuple[str, str]]:
    """``-itp 80:80``: switches, then at most one letter with a value."""
    for at, letter in enumerate(letters):
        if letter not in syntax.short_switches:
            value = letters[at + 1 :].removeprefix("=")
            yield letter, value or next(pending, "")
            return
        yield letter, ""
