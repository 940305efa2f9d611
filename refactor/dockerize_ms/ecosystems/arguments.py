"""Reads a command's words as options, their values and operands, as getopt does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from dockerize_ms.text import HOLE

_ENTRY = re.compile(r"(?P<names>[^:?\s]+)(?P<value>[:?]?)")


class Arguments(Struct, frozen=True, kw_only=True, eq=False):
    """Words taken apart. Options carry the first of their names; ``unknown`` are not declared."""

    options: tuple[tuple[str, str], ...] = ()
    operands: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Whether one of the options is given."""
        return any(name in names for name, _ in self.options)

    def value(self, *names: str) -> str | None:
        """The value of the last of the options, None where none is given."""
        found = self.values(*names)
        return found[-1] if found else None

    def values(self, *names: str) -> list[str]:
        """The values of the options, in order."""
        return [value for name, value in self.options if name in names]


class Options:
    """Which options a command knows.

    ``-t|--target:`` takes a value (``-tX``, ``-t X``, ``--target=X``, ``--target X``),
    ``--backup?`` may have one attached, others have none. ``stops`` ends the options
    at the first operand; ``words`` allows long options with one dash (``-name``).
    """

    def __init__(self, spec: str, *, stops: bool = False, words: bool = False) -> None:
        self._spec = spec
        self._stops = stops
        self._words = words

    @cached_property
    def _canonical(self) -> dict[str, str]:
        """The first of an option's names, by each of them."""
        names = (match["names"].split("|") for match in _ENTRY.finditer(self._spec))
        return {name: every[0] for every in names for name in every}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """Whether an option takes a value, by each of its names."""
        found = _ENTRY.finditer(self._spec)
        return {name: match["value"] for match in found for name in match["names"].split("|")}

    def read(self, words: Sequence[str]) -> Arguments:
        """Takes the words apart; never fails."""
        options: list[tuple[str, str]] = []
        operands: list[str] = []
        unknown: list[str] = []
        at = 0
        while at < len(words):
            word = words[at]
            at += 1
            if word == "--":
                operands += words[at:]
                break
            if word == "-" or word[:1] != "-":
                operands.append(word)
                if self._stops:
                    operands += words[at:]
                    break
                continue
            long = word.startswith("--") or self._is_word(word)
            found = self._long(word) if long else self._short(word)
            for name, kind, value in found:
                if kind is None:
                    unknown.append(word)
                    continue
                if kind == ":" and value is None:
                    value = words[at] if at < len(words) else HOLE
                    at += 1
                options.append((self._canonical[name], value or ""))
        return Arguments(options=tuple(options), operands=tuple(operands), unknown=tuple(unknown))

    def _is_word(self, word: str) -> bool:
        return self._words and word.partition("=")[0] in self._kinds

    def _long(self, word: str) -> list[tuple[str, str | None, str | None]]:
        name, equals, value = word.partition("=")
        if name not in self._kinds:
            longer = [known for known in self._kinds if known.startswith(name) and len(name) > 3]
            if len(longer) != 1:
                return [(name, None, None)]
            name = longer[0]
        return [(name, self._kinds[name], value if equals else None)]

    def _short(self, word: str) -> list[tuple[str, str | None, str | None]]:
        found: list[tuple[str, str | None, str | None]] = []
        for at in range(1, len(word)):
            name = f"-{word[at]}"
            kind = self._kinds.get(name)
            if kind:
                return [*found, (name, kind, word[at + 1 :] or None)]
            found.append((name, kind, None))
        return found


def split(text: str | None) -> list[str]:
    """A text's words as a shell reads them; one hole where it cannot be read."""
    try:
        return shlex.split(text or "")
    except ValueError:
        return [HOLE]
