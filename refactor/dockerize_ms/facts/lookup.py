"""Sorted text files, looked up without being loaded.

A line is ``key<TAB>value``, the lines are sorted by their bytes, and the lines
that begin with ``#`` come first and say where the facts are from.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from functools import cache, lru_cache

_DATA = os.path.join(os.path.dirname(__file__), "data")


class Table:
    """A sorted file of ``key<TAB>value`` lines, or any bytes of that form."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        self._content = content
        self._size = len(content)

    def get(self, key: str) -> str | None:
        """The value of a key, or None."""
        wanted = _bytes(key) + b"\t"
        start = self._at(wanted)
        if self._content[start : start + len(wanted)] != wanted:
            return None
        return self._line(start)[len(wanted) :].decode()

    def starting(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Every key that starts with a prefix, and its value, in order."""
        for key, value in self.since(prefix):
            if not key.startswith(prefix):
                return
            yield key, value

    def since(self, first: str) -> Iterator[tuple[str, str]]:
        """Every key that is not smaller than one, and its value, in order."""
        start = self._at(_bytes(first))
        while start < self._size:
            line = self._line(start)
            start += len(line) + 1
            if line[:1] != b"#":
                key, _, value = line.decode().partition("\t")
                yield key, value

    def ending(self, prefix: str, suffix: str) -> Iterator[tuple[str, str]]:
        """Every key that starts and ends with these, and its value, in order."""
        start, end = _bytes(prefix), _bytes(suffix) + b"\t"
        stop = self._at(start + b"\xff")
        found = self._content.find(end, self._at(start), stop)
        while found >= 0:
            line = self._line(self._content.rfind(b"\n", 0, found) + 1)
            key, _, value = line.decode().partition("\t")
            if key.startswith(prefix) and key.endswith(suffix):
                yield key, value
                found += len(value)  # a tab in the value ends no key
            found = self._content.find(end, found + 1, stop)

    def _line(self, start: int) -> bytes:
        end = self._content.find(b"\n", start)
        return self._content[start : self._size if end < 0 else end]

    def _at(self, wanted: bytes) -> int:
        """Where the first line begins that is not smaller than the wanted bytes."""
        low, high = 0, self._size
        while low < high:
            start = self._content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._content.find(b"\n", start)
            if end < 0:
                end = self._size
            if self._content[start:end] < wanted:
                low = end + 1
            else:
                high = start
        return low


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@cache
def table(name: str) -> Table | None:
    """The table in a file below ``data``, or None if there is no such file."""
    try:
        with open(os.path.join(_DATA, f"{name}.tsv"), "rb") as file:
            return Table(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        return None


@lru_cache(maxsize=8192)
def find(name: str, key: str) -> str | None:
    """The value of a key in a table, or None if the table or the key is missing."""
    found = table(name)
    return None if found is None else found.get(key)
