"""What the dynamic loader would not find, by the rules of glibc's and musl's. Nothing is run.

Sources: ``ld.so(8)``; musl's ``ldso/dynlink.c``. Not followed: hardware variants of libraries,
and undefined symbols without a version.
"""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from dockerize_ms.compare.elf import Elf
from dockerize_ms.compare.tree import Tree

CACHE, MUSL_PATH = "/etc/ld.so.cache", re.compile(r"/etc/ld-musl-\w+\.path")
CACHE_MAGIC = b"glibc-ld.so.cache1.1"
LOADERS = re.compile(r"(?:/usr)?/lib\w*/(?:ld-linux[\w-]*\.so\.\d|ld64\.so\.\d|ld-musl-\w+\.so\.1)")
MUSL_OWN = re.compile(r"lib(?:c|pthread|rt|m|dl|util|xnet)\.so\b.*")
"""Libraries that musl's loader is itself, also under the names that glibc gives them."""
TRIPLETS = {
    3: "i386-linux-gnu",
    21: "powerpc64le-linux-gnu",
    22: "s390x-linux-gnu",
    40: "arm-linux-gnueabihf",
    62: "x86_64-linux-gnu",
    183: "aarch64-linux-gnu",
    243: "riscv64-linux-gnu",
}
MOST = 2000
"""No program has more libraries."""


class Places(Struct, frozen=True, kw_only=True):
    """Where an image's loader looks beside what a file says.

    ``cache`` is ``ld.so.cache``: names to paths. ``musl`` are musl's own places.
    """

    loader: str
    environment: tuple[str, ...] = ()
    cache: Mapping[str, tuple[str, ...]] = {}
    musl: tuple[str, ...] = ("/lib", "/usr/local/lib", "/usr/lib")


def places(tree: Tree, content: Callable[[str], bytes], libraries: str = "") -> Places:
    """Where an image's loader looks. ``libraries`` is its own ``LD_LIBRARY_PATH``."""
    musl = next(filter(MUSL_PATH.fullmatch, sorted(tree)), None)
    found = Places(
        loader=min(filter(LOADERS.fullmatch, tree), key=_preference, default=""),
        environment=tuple(place for place in libraries.split(":") if place),
        cache=cached(content(CACHE)) if CACHE in tree else {},
    )
    return replace(found, musl=musl_places(content(musl))) if musl else found


def _preference(loader: str) -> tuple[bool, str]:
    """glibc's loader is the image's own where both are there: musl is easily added."""
    return "ld-musl" in loader, loader


class Library(Struct, frozen=True, kw_only=True):
    """A file of the closure: what it is, where it is, and the RPATHs of those that led to it."""

    path: str
    elf: Elf
    inherited: tuple[str, ...] = ()


def unresolved(
    path: str, elf: Elf, places: Places, find: Callable[[str], tuple[str, Elf] | None]
) -> tuple[str, ...]:
    """What a file lacks: libraries, and versions of symbols that the ones there do not have.

    ``find`` gives the real path and the content of a path, links followed. Empty also for a file
    that needs no library.
    """
    loader = elf.interpreter or places.loader
    if not elf.needed:
        return ()
    if not loader or find(loader) is None:
        return ("no loader",)
    search = _Search(places, find, musl="ld-musl" in loader)
    return tuple(dict.fromkeys(search.complaints(Library(path=path, elf=elf))))


class _Search:
    """One run of a loader."""

    def __init__(
        self, places: Places, find: Callable[[str], tuple[str, Elf] | None], *, musl: bool
    ) -> None:
        self.places = places
        self.find = find
        self.musl = musl

    def complaints(self, program: Library) -> Iterator[str]:
        """Libraries that are missing, breadth first as the loader goes."""
        todo, loaded = [program], {program.elf.soname: program}
        for current in todo:
            for name in current.elf.needed:
                if name in loaded or (self.musl and MUSL_OWN.fullmatch(name)):
                    continue
                found = self._locate(name, current)
                if found is None:
                    yield f"{name} => not found"
                elif len(todo) < MOST:
                    loaded[name] = found
                    todo.append(found)
            yield from self._versions(current, loaded)

    def _locate(self, name: str, by: Library) -> Library | None:
        inherited = self._inherited(by)
        places = [name] if "/" in name else self._candidates(name, by, inherited)
        for candidate in places:
            found = self.find(candidate)
            if found is not None and found[1].kind == by.elf.kind:
                return Library(path=found[0], elf=found[1], inherited=inherited)
        return None

    def _inherited(self, by: Library) -> tuple[str, ...]:
        """RPATHs, from the file to the program; a RUNPATH switches the file's own ones off."""
        own = by.elf.rpath if not by.elf.runpath else ""
        if self.musl:
            own = own or by.elf.runpath
        return (*_directories(own, by.path), *by.inherited)

    def _candidates(self, name: str, by: Library, inherited: tuple[str, ...]) -> Iterator[str]:
        runpath = _directories(by.elf.runpath, by.path)
        rpath = inherited if self.musl or not by.elf.runpath else ()
        order = (
            (*self.places.environment, *rpath, *self.places.musl)
            if self.musl
            else (*rpath, *self.places.environment, *runpath)
        )
        yield from (f"{directory}/{name}" for directory in order)
        if not self.musl:
            yield from self.places.cache.get(name, ())
            yield from (f"{place}/{name}" for place in _standard(by.elf.kind[2]))

    def _versions(self, by: Library, loaded: Mapping[str, Library]) -> Iterator[str]:
        for version in by.elf.wants:
            provider = loaded.get(version.library)
            if provider is not None:
                if provider.elf.defines and version.name not in provider.elf.defines:
                    yield f"{provider.path}: version {version.name} not found ({by.path})"
            elif self.musl and MUSL_OWN.fullmatch(version.library):
                yield f"{version.library}: version {version.name} not found: musl's loader"


def _directories(value: str, path: str) -> tuple[str, ...]:
    """The places of an RPATH or RUNPATH of a file at a path."""
    origin = posixpath.dirname(path)
    places = value.replace("${ORIGIN}", origin).replace("$ORIGIN", origin).split(":")
    return tuple(place for place in places if place)


def _standard(machine: int) -> Iterator[str]:
    """glibc's trusted directories, with Debian's for each architecture."""
    if machine in TRIPLETS:
        yield f"/lib/{TRIPLETS[machine]}"
        yield f"/usr/lib/{TRIPLETS[machine]}"
    yield from ("/lib64", "/usr/lib64", "/lib", "/usr/lib")


def cached(data: bytes) -> dict[str, tuple[str, ...]]:
    """The names and paths of an ``ld.so.cache`` in today's format; empty for any other."""
    start = data.find(CACHE_MAGIC)
    if start < 0:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    try:
        (count,) = struct.unpack_from("<I", data, start + len(CACHE_MAGIC))
        for index in range(min(count, len(data) // 24)):
            _, key, value = struct.unpack_from("<iII", data, start + 48 + index * 24)
            name, path = _text(data, start + key), _text(data, start + value)
            found[name] = (*found.get(name, ()), path)
    except (struct.error, ValueError):
        return {}
    return found


def _text(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode("utf-8", "surrogateescape")


def musl_places(data: bytes) -> tuple[str, ...]:
    """The directories of musl's ``ld-musl-ARCH.path``."""
    words = re.split(r"[:\n]", data.decode("utf-8", "replace"))
    return tuple(word.strip() for word in words if word.strip())
