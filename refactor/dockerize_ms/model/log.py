"""The log of a filesystem, with an index: the entries that can say something of a path.

A question of a path concerns the few entries that cover it (at the path or above) or that
make something at it or below. The index keeps their numbers by path, oldest first; a
question goes through them from the newest back, and stops at the one that settles it.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain

from msgspec import Struct

from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths, reach

_Index = dict[str, dict[Hashable, list[int]]]
"""By path, then by what entries share; of such only the newest is asked (None: each is)."""


_NONE: dict[Hashable, list[int]] = {}


class Entry(Struct, frozen=True, kw_only=True, eq=False):
    """One effect that took place, with its ground, its step and whether it surely did."""

    effect: fx.Effect
    by: Evidence
    step: int
    certain: bool = True


class Log:
    """Entries, which are only ever added; whoever shares it reads it up to a length of his own."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self._covered: _Index = {}
        self._made: _Index = {}
        self._names: dict[str, dict[str, int]] = {}
        self._commands: dict[str, list[int]] = {}
        self._packages: list[int] = []
        for entry in entries:
            self.append(entry)

    def append(self, entry: Entry) -> None:
        """Adds an entry and makes it known wherever it can say something."""
        number, effect = len(self.entries), entry.effect
        self.entries.append(entry)
        for path, shared in reach.covered(effect):
            _add(self._covered, paths.key(paths.literal_ancestor(path)), shared, number)
        for path in reach.made(effect):
            self._add_made(path, entry, number)
        match effect:
            case fx.InstallsCommand(name=name):
                self._commands.setdefault(name, []).append(number)
            case fx.InstallsPackages():
                self._packages.append(number)
            case _:
                pass

    def _add_made(self, path: str, entry: Entry, number: int) -> None:
        for key in paths.upwards(path):
            if name := paths.child(path, key):
                self._names.setdefault(key, {}).setdefault(name, number)
        # All say yes, or maybe where they are not certain; the newest of each is enough.
        for key in reach.sure(entry.effect, path):
            _add(self._made, key, entry.certain, number)

    def about(self, path: str, length: int) -> Iterator[tuple[int, Entry]]:
        """Entries that can say something of a path, newest first, of the first ``length``."""
        groups = [*self._made.get(paths.key(path), _NONE).items()]
        for key in paths.upwards(path):
            groups += self._covered.get(key, _NONE).items()
        return self._newest_first(groups, length)

    def of_command(self, name: str, length: int) -> Iterator[tuple[int, Entry]]:
        """Entries that can bring a command, newest first, of the first ``length``."""
        return self._newest_first(
            [
                *((None, found) for found in (self._commands.get(name), self._packages) if found),
                *self._covered.get("", _NONE).items(),
            ],
            length,
        )

    def names(self, directory: str, length: int) -> Iterator[str]:
        """Names in a directory that entries made, or something below them; no patterns."""
        for name, first in self._names.get(paths.key(directory), {}).items():
            if first < length and not paths.is_pattern(name):
                yield name

    def _newest_first(
        self, groups: Iterable[tuple[Hashable, list[int]]], length: int
    ) -> Iterator[tuple[int, Entry]]:
        found = [
            _numbers(shared, numbers, length) for shared, numbers in groups if numbers[0] < length
        ]
        last = -1
        for number in heapq.merge(*found, reverse=True) if len(found) > 1 else chain(*found):
            if number != last:
                yield number, self.entries[number]
            last = number


def _numbers(shared: Hashable, numbers: list[int], length: int) -> Iterator[int]:
    """Those that are asked, newest first."""
    newest = bisect_left(numbers, length) - 1
    oldest = 0 if shared is None else max(0, newest)
    return map(numbers.__getitem__, range(newest, oldest - 1, -1))


def _add(index: _Index, key: str, shared: Hashable, number: int) -> None:
    index.setdefault(key, {}).setdefault(shared, []).append(number)
