"""What an ELF file needs before it starts, read without running it.

Source: the gABI, and glibc's ``elf.h`` for symbol versions.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from mmap import mmap

from msgspec import Struct

MAGIC = b"\x7fELF"
PT_LOAD, PT_DYNAMIC, PT_INTERP = 1, 2, 3
DT_NEEDED, DT_STRTAB, DT_SONAME, DT_RPATH, DT_RUNPATH = 1, 5, 14, 15, 29
DT_VERDEF, DT_VERNEED = 0x6FFFFFFC, 0x6FFFFFFE
WEAK = 2
MOST = 100_000
"""No file has more entries in one of its lists; a broken one may claim so."""

Data = bytes | mmap


class Version(Struct, frozen=True):
    """A version of symbols that a file wants from a library."""

    library: str
    name: str


class Elf(Struct, frozen=True, kw_only=True):
    """What the loader reads of a file. ``kind`` is class, byte order and machine."""

    kind: tuple[int, int, int]
    interpreter: str = ""
    needed: tuple[str, ...] = ()
    soname: str = ""
    rpath: str = ""
    runpath: str = ""
    wants: tuple[Version, ...] = ()
    defines: frozenset[str] = frozenset()


def parse(data: Data) -> Elf | None:
    """The parts of an ELF file that matter to its start; None for what is none, or broken."""
    if data[:4] != MAGIC:
        return None
    try:
        return _File(data).read()
    except (struct.error, IndexError, KeyError, ValueError, OverflowError):
        return None


def shebang(data: bytes) -> tuple[str, ...]:
    """The interpreter of a script and its one argument."""
    if not data.startswith(b"#!"):
        return ()
    line = data[2:].split(b"\n", 1)[0].decode("utf-8", "surrogateescape").strip()
    return tuple(line.split(None, 1))


class _Segment(Struct, frozen=True):
    type: int
    offset: int
    address: int
    size: int


class _File:
    """One file while it is read."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.wide = {1: False, 2: True}[data[4]]
        self.order = {1: "<", 2: ">"}[data[5]]
        self.machine = self.unpack("H", 18)[0]
        self.segments = tuple(self._segments())

    def unpack(self, form: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(self.order + form, self.data, at)

    def read(self) -> Elf:
        dynamic = self._dynamic()
        strings = self._offset(dynamic.get(DT_STRTAB, [0])[0])

        def text(at: int) -> str:
            return self._string(strings + at)

        def first(tag: int) -> str:
            return text(dynamic[tag][0]) if tag in dynamic else ""

        wants = self._wants(dynamic[DT_VERNEED][0], strings) if DT_VERNEED in dynamic else ()
        defines = self._defines(dynamic[DT_VERDEF][0], strings) if DT_VERDEF in dynamic else ()
        return Elf(
            kind=(self.data[4], self.data[5], self.machine),
            interpreter=self._interpreter(),
            needed=tuple(map(text, dynamic.get(DT_NEEDED, ()))),
            soname=first(DT_SONAME),
            rpath=first(DT_RPATH),
            runpath=first(DT_RUNPATH),
            wants=tuple(wants),
            defines=frozenset(defines),
        )

    def _segments(self) -> Iterator[_Segment]:
        start = self.unpack("Q", 32)[0] if self.wide else self.unpack("I", 28)[0]
        size, count = self.unpack("HH", 54 if self.wide else 42)
        for index in range(count):
            at = start + index * size
            if self.wide:
                kind, _, offset, address, _, length = self.unpack("IIQQQQ", at)
            else:
                kind, offset, address, _, length = self.unpack("IIIII", at)
            yield _Segment(kind, offset, address, length)

    def _interpreter(self) -> str:
        for one in self.segments:
            if one.type == PT_INTERP:
                raw = self.data[one.offset : one.offset + one.size]
                return raw.rstrip(b"\0").decode("utf-8", "surrogateescape")
        return ""

    def _dynamic(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        form, step = ("qQ", 16) if self.wide else ("iI", 8)
        for one in self.segments:
            if one.type != PT_DYNAMIC:
                continue
            for at in range(one.offset, one.offset + one.size // step * step, step):
                tag, value = self.unpack(form, at)
                if tag == 0:
                    break
                found.setdefault(tag, []).append(value)
        return found

    def _offset(self, address: int) -> int:
        """Where in the file an address of the loaded program is."""
        for one in self.segments:
            if one.type == PT_LOAD and one.address <= address < one.address + one.size:
                return address - one.address + one.offset
        return address

    def _string(self, at: int) -> str:
        end = self.data.find(b"\0", at)
        if end < 0:
            raise ValueError(at)
        return self.data[at:end].decode("utf-8", "surrogateescape")

    def _wants(self, address: int, strings: int) -> Iterator[Version]:
        at = self._offset(address)
        for _ in range(MOST):
            _, count, name, auxiliary, following = self.unpack("HHIII", at)
            library = self._string(strings + name)
            inner = at + auxiliary
            for _ in range(count):
                _, flags, _, version, step = self.unpack("IHHII", inner)
                if not flags & WEAK:
                    yield Version(library, self._string(strings + version))
                inner += step
            if not following:
                return
            at += following

    def _defines(self, address: int, strings: int) -> Iterator[str]:
        at = self._offset(address)
        for _ in range(MOST):
            _, _, _, _, _, auxiliary, following = self.unpack("HHHHIII", at)
            yield self._string(strings + self.unpack("I", at + auxiliary)[0])
            if not following:
                return
            at += following
