"""What loaders find and what not, on programs that exist only as data."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Mapping
from typing import Any

import pytest

from dockerize_ms.compare import loader
from dockerize_ms.compare.elf import Elf, Version
from dockerize_ms.compare.tree import Entry

GLIBC, MUSL = "/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"
ARM = (2, 1, 183)


def elf(*needed: str, interpreter: str = GLIBC, **fields: Any) -> Elf:
    wants = tuple(Version(*want) for want in fields.pop("wants", ()))
    fields = {"kind": (2, 1, 62), **fields}
    return Elf(interpreter=interpreter, needed=needed, wants=wants, **fields)


LIBC = elf(soname="libc.so.6", interpreter="", defines=frozenset({"GLIBC_2.2.5", "GLIBC_2.31"}))
DEBIAN = {GLIBC: elf(interpreter=""), "/lib/x86_64-linux-gnu/libc.so.6": LIBC}
ALPINE = {MUSL: elf(interpreter=""), "/lib/libc.musl-x86_64.so.1": elf(interpreter="")}
PLAIN = elf("libx.so", interpreter="")
X = {"/opt/libx.so": elf(interpreter="")}
OLD = (("libc.so.6", "GLIBC_2.2.5"),)
NEW = (("libc.so.6", "GLIBC_2.34"),)
RPATH, RUNPATH = {"rpath": "$ORIGIN/../opt"}, {"runpath": "${ORIGIN}/../opt"}
CACHED = {"libx.so": ("/opt/libx.so",)}
NOT_FOUND = ["libx.so => not found"]
Files = Mapping[str, Elf]
# What is in the image, the program (/bin/p), where its loader looks besides, what is missing.
CASES: dict[str, tuple[Files, Elf, dict[str, Any], list[str]]] = {
    "static": ({}, elf(), {}, []),
    "no loader": ({}, elf("libc.so.6"), {}, ["no loader"]),
    "all there": (DEBIAN, elf("libc.so.6", wants=OLD), {}, []),
    "missing": (DEBIAN, elf("libx.so", "libc.so.6"), {}, NOT_FOUND),
    "missing further on": (
        {**DEBIAN, "/usr/lib/liby.so": elf("libx.so", interpreter="")},
        elf("liby.so"),
        {},
        NOT_FOUND,
    ),
    "older glibc": (
        DEBIAN,
        elf("libc.so.6", wants=NEW),
        {},
        ["/lib/x86_64-linux-gnu/libc.so.6: version GLIBC_2.34 not found (/bin/p)"],
    ),
    "a library without versions": (
        {**DEBIAN, **X},
        elf("libx.so", wants=(("libx.so", "X_1"),)),
        {"environment": ("/opt",)},
        [],
    ),
    "not in a place": ({**DEBIAN, **X}, elf("libx.so"), {}, NOT_FOUND),
    "by LD_LIBRARY_PATH": ({**DEBIAN, **X}, elf("libx.so"), {"environment": ("/opt",)}, []),
    "by the cache": (
        {**DEBIAN, **X},
        elf("libx.so"),
        {"cache": {"libx.so": ("/opt/libx.so",)}},
        [],
    ),
    "by a stale cache": (
        DEBIAN,
        elf("libx.so"),
        {"cache": {"libx.so": ("/opt/libx.so",)}},
        NOT_FOUND,
    ),
    "by RPATH": ({**DEBIAN, **X}, elf("libx.so", **RPATH), {}, []),
    "by RUNPATH": ({**DEBIAN, **X}, elf("libx.so", **RUNPATH), {}, []),
    "by path": ({**DEBIAN, **X}, elf("/opt/libx.so"), {}, []),
    "RPATH reaches further": (
        {**DEBIAN, **X, "/opt/liby.so": PLAIN},
        elf("liby.so", **RPATH),
        {},
        [],
    ),
    "RUNPATH does not": (
        {**DEBIAN, **X, "/opt/liby.so": PLAIN},
        elf("liby.so", **RUNPATH),
        {},
        NOT_FOUND,
    ),
    "another architecture": (
        {**DEBIAN, "/usr/lib/libx.so": elf(interpreter="", kind=ARM)},
        elf("libx.so"),
        {},
        NOT_FOUND,
    ),
    "a library of its own": (DEBIAN, elf("libc.so.6", interpreter=""), {"loader": GLIBC}, []),
    "musl": (ALPINE, elf("libc.musl-x86_64.so.1", interpreter=MUSL), {}, []),
    "musl: missing": (ALPINE, elf("libx.so", interpreter=MUSL), {}, NOT_FOUND),
    "musl: elsewhere": ({**ALPINE, **X}, elf("libx.so", interpreter=MUSL), {"musl": ("/opt",)}, []),
    "musl: RUNPATH reaches further": (
        {**ALPINE, **X, "/opt/liby.so": PLAIN},
        elf("liby.so", interpreter=MUSL, **RUNPATH),
        {},
        [],
    ),
    "glibc's module on musl": (
        ALPINE,
        elf("libc.so.6", interpreter="", wants=OLD),
        {"loader": MUSL},
        ["libc.so.6: version GLIBC_2.2.5 not found: musl's loader"],
    ),
    "glibc's program on musl": (ALPINE, elf("libc.so.6"), {}, ["no loader"]),
    "round in circles": (
        {**DEBIAN, "/lib/libx.so": elf("liby.so"), "/lib/liby.so": elf("libx.so")},
        elf("libx.so"),
        {},
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_finds(case: str) -> None:
    files, program, places, missing = CASES[case]

    def find(path: str) -> tuple[str, Elf] | None:
        path = posixpath.normpath(path)
        return (path, files[path]) if path in files else None

    found = loader.unresolved("/bin/p", program, loader.Places(**{"loader": "", **places}), find)
    assert list(found) == missing


def cache(*entries: tuple[str, str], before: bytes = b"") -> bytes:
    """An ``ld.so.cache``, maybe behind one in the old format."""
    start = 48 + 24 * len(entries)
    table, strings = b"", b""
    for name, path in entries:
        key = start + len(strings)
        strings += f"{name}\0{path}\0".encode()
        table += struct.pack("<iIIIQ", 0x303, key, key + len(name) + 1, 0, 0)
    head = loader.CACHE_MAGIC + struct.pack("<II", len(entries), len(strings)) + bytes(20)
    return before + head + table + strings


CACHES: list[tuple[bytes, dict[str, tuple[str, ...]]]] = [
    (b"", {}),
    (b"ld.so-1.7.0", {}),
    (loader.CACHE_MAGIC, {}),
    (loader.CACHE_MAGIC + b"\xff" * 100, {}),
    (cache(("a", "/a")), {"a": ("/a",)}),
    (cache(("a", "/x/a"), ("a", "/a"), before=b"ld.so-1.7.0\0"), {"a": ("/x/a", "/a")}),
]


@pytest.mark.parametrize(("data", "found"), CACHES)
def test_reads_the_cache(data: bytes, found: dict[str, tuple[str, ...]]) -> None:
    assert loader.cached(data) == found


FILE = Entry(kind="file", mode=0o644, owner="root:root")
WHERE: list[tuple[list[str], str, tuple[str, ...]]] = [
    ([], "", ("/lib", "/usr/local/lib", "/usr/lib")),
    (["/usr/lib64/ld-linux-x86-64.so.2", MUSL], "/usr/lib64/ld-linux-x86-64.so.2", ()),
    ([MUSL, "/etc/ld-musl-x86_64.path"], MUSL, ("/a", "/b")),
]


@pytest.mark.parametrize(("paths", "own", "musl"), WHERE)
def test_knows_the_places(paths: list[str], own: str, musl: tuple[str, ...]) -> None:
    found = loader.places(dict.fromkeys(paths, FILE), lambda _: b"/a:\n/b\n", "/l::/m")
    assert (found.loader, found.environment) == (own, ("/l", "/m"))
    assert found.musl == (musl or loader.Places(loader="").musl)
