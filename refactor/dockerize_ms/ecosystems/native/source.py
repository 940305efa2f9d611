"""One C or C++ file, read without a compiler: includes, literals, calls.

One pass over the tokens that can hide others (comments, strings, characters); nothing is
preprocessed, so what a disabled branch names counts as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from dockerize_ms.errors import Evidence
from dockerize_ms.model.needs import Mention
from dockerize_ms.text import SourceFile

_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)"
    r"|(?:u8|[LuU])?R\"(?P<mark>[^()\\\s]{0,16})\((?P<raw>.*?)(?:\)(?P=mark)\"|\Z)"
    r"|\"(?P<text>(?:[^\"\\\n]|\\.)*)(?:\"|(?=\n)|\\?\Z)|'(?:[^'\\\n]|\\.){1,12}'",
    re.DOTALL,
)
"""What is not closed goes on to the end, so that every text is read in one pass."""
_INCLUDE = re.compile(r"^[ \t]*#[ \t]*(?:include|import)[ \t]*\"([^\"\n]+)\"", re.MULTILINE)
_HOLDS = re.compile(r"(?:^[ \t]*#[ \t]*embed|\.incbin)\s*\\?[\"<]([^\"<>\n\\]+)", re.MULTILINE)
_CALL = re.compile(r"(?P<name>\w+)\s*\(\s*(?P<before>[^\"();{}]{0,80})\Z")
_LONGEST = 400  # a longer literal is a text, not a path
_MOST = 40_000  # literals of one file: those of a larger one are a table
_TEXTS = ("system", "popen", "_popen")
"""Functions whose argument is a text for the shell."""
_STARTS = re.compile(r"(?:execl|execlp|execle|execv|execvp|execvpe|execve|posix_spawnp?)\Z")
_NAMES = re.compile(r"(?:getenv|secure_getenv)\Z")
_LOADS = re.compile(r"(?:dlopen|dlmopen|g_module_open)\Z")


class CFile:
    """A source file. ``path`` is where it lies in the image, ``shown`` what messages call it."""

    def __init__(self, path: str, text: str, shown: str) -> None:
        self.path = path
        self.text = text
        self.source = SourceFile(text, shown)

    @cached_property
    def includes(self) -> tuple[str, ...]:
        """What it includes by names in quotation marks."""
        return tuple(_INCLUDE.findall(self.text))

    @cached_property
    def holds(self) -> tuple[str, ...]:
        """Files whose content the compiler or assembler puts into the program."""
        return tuple(_HOLDS.findall(self.text))

    @cached_property
    def _literals(self) -> tuple[tuple[str, int, int], ...]:
        """Literals with their places; those that only blanks part are one."""
        skipped = {*self.includes, *self.holds}
        found: list[tuple[str, int, int]] = []
        for token in _TOKEN.finditer(self.text):
            text = token["text"] if token["text"] is not None else token["raw"]
            if len(found) == _MOST:
                break
            if text is None or text in skipped:
                continue
            start = token.start()
            if found and not self.text[found[-1][2] : start].strip():
                before, start, _ = found.pop()
                text = before + text
            found.append((text, start, token.end()))
        return tuple(found)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """String literals that could name a path or a program."""
        return tuple(
            Mention(text, self.at(start, end))
            for text, start, end in self._literals
            if 0 < len(text) <= _LONGEST
        )

    @cached_property
    def _calls(self) -> tuple[tuple[str, str, Evidence], ...]:
        """Functions that are given a literal: name, literal, place."""
        found: list[tuple[str, str, Evidence]] = []
        for text, start, end in self._literals:
            call = _CALL.search(self.text, max(0, start - 120), start)
            if call is not None:
                found.append((call["name"], text, self.at(start, end)))
        return tuple(found)

    def texts(self) -> Iterator[tuple[str, Evidence]]:
        """Texts that it gives to a shell."""
        yield from ((text, by) for name, text, by in self._calls if name in _TEXTS)

    def started(self) -> Iterator[tuple[str, Evidence]]:
        """Programs that it starts by a literal name."""
        yield from ((text, by) for name, text, by in self._calls if _STARTS.match(name))

    def variables(self) -> Iterator[tuple[str, Evidence]]:
        """Environment variables that it reads."""
        yield from ((text, by) for name, text, by in self._calls if _NAMES.match(name))

    def loaded(self) -> Iterator[tuple[str, Evidence]]:
        """Shared libraries that it loads by a literal name."""
        yield from ((text, by) for name, text, by in self._calls if _LOADS.match(name))

    def calls(self, pattern: re.Pattern[str]) -> Evidence | None:
        """The first place outside of comments and literals where a pattern fits."""
        found = pattern.search(self._code)
        return self.at(found.start(), found.end()) if found else None

    def count(self, pattern: re.Pattern[str]) -> int:
        """How often a pattern fits outside of comments and literals."""
        return sum(1 for _ in pattern.finditer(self._code))

    @cached_property
    def _code(self) -> str:
        """The text with comments and literals blanked, so that offsets stay."""
        return _TOKEN.sub(lambda token: " " * len(token[0]), self.text)

    def at(self, start: int, end: int) -> Evidence:
        """A place of the file as the ground of a claim."""
        text = " ".join(self.text[start:end].split())
        return Evidence(text if len(text) <= 60 else text[:57] + "…", self.source.span(start, end))
