"""Which instructions of a stage can be carried out side by side: a graph, and its parts.

Numbers stand for the instructions of one stage. *Work* is done once. A copy of the context is
repeated wherever it is needed, and settings are in force in every part.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct


class Part(Struct, frozen=True, kw_only=True, eq=False):
    """Instructions in order, and the parts that all stand on them; none: it is a stage's end."""

    own: tuple[int, ...]
    parts: tuple[Part, ...] = ()

    @property
    def leaves(self) -> Iterator[tuple[int, ...]]:
        """For each part without further ones the instructions it ends with."""
        if not self.parts:
            yield self.own
        for part in self.parts:
            yield from part.leaves


class Graph(Struct, frozen=True, kw_only=True, eq=False):
    """``works`` and ``copies`` by number, all else being settings.

    ``needs`` are those that each cannot do without: the earlier ones that it may read, and of a
    work the later copies that land on what it wrote. A work that nothing is copied of, or that is
    too ``slight``, gets no part of its own: it goes with one that is ``alike``. ``products`` are
    the makers of each path that is copied out; ``lasting`` are the settings that hold in all that
    is built on a stage.
    """

    works: frozenset[int]
    copies: frozenset[int]
    lasting: frozenset[int]
    needs: Mapping[int, frozenset[int]]
    alike: Callable[[int, int], bool]
    slight: Callable[[int], bool]
    products: Sequence[frozenset[int]]

    def part(self, numbers: Sequence[int]) -> Part:
        """The instructions, parted as far as can be, with as little as possible in common."""
        for at in (0, *(n + 1 for n, one in enumerate(numbers) if one in self.works)):
            groups = self._groups(numbers[at:])
            if len(groups) > 1:
                common = at + self._shared(numbers[at:], groups)
                while common and numbers[common] in self.lasting:
                    common += 1
                left = [[n for n in numbers[common:] if n in group] for group in groups]
                return Part(own=tuple(numbers[:common]), parts=tuple(map(self.part, left)))
        return Part(own=tuple(numbers))

    def _groups(self, numbers: Sequence[int]) -> list[set[int]]:
        """What each of several parts needs, settings included; one part or none: no parting."""
        inside = set(numbers)
        products = [makers & inside for makers in self.products if makers & inside & self.works]
        groups = [self._closed({work}, inside) for work in numbers if work in self.works]
        groups = self._joined([*groups, *(self._closed(set(made), inside) for made in products)])
        used = frozenset().union(*products)
        for idle in [one for one in groups if not one & used or self._is_slight(one)]:
            if len(groups) > 1:
                groups.remove(idle)
                other = self._fellow(idle, groups)
                groups[groups.index(other)] = other | idle
        if len(groups) < 2:
            return groups
        first = min(min(group & self.works) for group in groups)
        for copy in (inside & self.copies).difference(*groups):  # that no work reads
            for group in groups if copy < first else groups[-1:]:
                group.add(copy)
        settings = inside - self.works - self.copies
        return [group | {n for n in settings if n < max(group)} for group in groups]

    def _is_slight(self, group: set[int]) -> bool:
        return all(map(self.slight, group & self.works))

    def _closed(self, numbers: set[int], inside: set[int]) -> set[int]:
        """Instructions with all that they need of those that are inside."""
        found, queue = set(numbers), list(numbers)
        while queue:
            new = (self.needs[queue.pop()] & inside) - found
            found |= new
            queue += new
        return found

    def _joined(self, groups: list[set[int]]) -> list[set[int]]:
        """Groups that have work in common become one."""
        found: list[set[int]] = []
        for group in groups:
            same = [other for other in found if other & group & self.works]
            found = [other for other in found if other not in same]
            found.append(functools.reduce(set.union, same, group))
        return sorted(found, key=lambda group: min(group & self.works, default=0))

    def _fellow(self, idle: set[int], groups: list[set[int]]) -> set[int]:
        """The group that work without a product goes with: a like one, else the one before it."""
        works = idle & self.works
        for group in groups:
            if any(self.alike(one, other) for one in works for other in group & self.works):
                return group
        before = [g for g in groups if min(g & self.works) < min(works)]
        return before[-1] if before else groups[0]

    def _shared(self, numbers: Sequence[int], groups: Iterable[set[int]]) -> int:
        """How many of the first instructions all groups begin with, up to a copy."""
        count = 0
        for at, one in enumerate(numbers):
            if one in self.works or not all(one in group for group in groups):
                break
            if one in self.copies:
                count = at + 1
        return count
