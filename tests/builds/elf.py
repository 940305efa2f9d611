"""What an executable file needs before it starts, read without running it."""

from __future__ import annotations

import struct

PT_INTERP = 3
PT_DYNAMIC = 2
DT_NEEDED = 1
PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
DYNAMIC = struct.Struct("<qQ")


def is_elf(head: bytes) -> bool:
    """Whether a file that begins so is a 64-bit little-endian ELF file."""
    return head[:6] == b"\x7fELF\x02\x01"


def segments(data: bytes) -> dict[int, bytes]:
    """The first segment of each type."""
    offset, size, count = (
        struct.unpack_from("<Q", data, 32)[0],
        *struct.unpack_from("<HH", data, 54),
    )
    found: dict[int, bytes] = {}
    for index in range(count):
        kind, _, start, _, _, length, _, _ = PROGRAM_HEADER.unpack_from(data, offset + index * size)
        found.setdefault(kind, data[start : start + length])
    return found


def interpreter(data: bytes) -> str:
    """The loader that an ELF file asks for; empty for a static program or a library."""
    return segments(data).get(PT_INTERP, b"").rstrip(b"\0").decode("utf-8", "surrogateescape")


def needs_libraries(data: bytes) -> bool:
    """Whether an ELF file names a shared library."""
    dynamic = segments(data).get(PT_DYNAMIC, b"")
    whole = dynamic[: len(dynamic) // DYNAMIC.size * DYNAMIC.size]
    return any(tag == DT_NEEDED for tag, _ in DYNAMIC.iter_unpack(whole))


def shebang(data: bytes) -> tuple[str, ...]:
    """The interpreter of a script and its one argument."""
    if not data.startswith(b"#!"):
        return ()
    line = data[2:].split(b"\n", 1)[0].decode("utf-8", "surrogateescape").strip()
    return tuple(line.split(None, 1))
