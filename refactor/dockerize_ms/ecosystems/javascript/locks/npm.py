"""package-lock.json and npm-shrinkwrap.json, versions 1 to 3.

The flags are npm's own (docs: package-lock.json): ``dev`` is a package that only
development dependencies ask for, ``hasInstallScript`` one with a script or a binding.gyp.
Version 1 tells of neither scripts nor programs.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct, field

from dockerize_ms.ecosystems.javascript.locks.lock import Lock, Locked

_DEPTH = 60


class _Entry(Struct):
    dev: object = False
    link: object = False
    name: object = None
    scripts: object = field(name="hasInstallScript", default=False)
    os: object = None
    cpu: object = None
    bin: object = None


class _Old(Struct):
    dev: object = False
    dependencies: dict[str, _Old] = {}


class _File(Struct):
    version: object = field(name="lockfileVersion", default=0)
    packages: dict[str, _Entry] = {}
    dependencies: object = None


class _OldFile(Struct):
    dependencies: dict[str, _Old] = {}


def read(content: bytes) -> Lock | None:
    """The lock file's packages; None where it is not one."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        new = msgspec.json.decode(content, type=_File)
        if new.packages:
            version = new.version if isinstance(new.version, int) else 0
            return Lock("npm", tuple(_packages(new)), version=version)
        old = msgspec.json.decode(content, type=_OldFile)
        return Lock("npm", tuple(_old(old.dependencies, 0)), version=1)
    except (msgspec.DecodeError, RecursionError, UnicodeError, ValueError):
        return None


def _packages(file: _File) -> Iterator[Locked]:
    for path, entry in file.packages.items():
        name = path.rpartition("node_modules/")[2]
        if "node_modules/" not in path or not name or entry.link:
            continue  # the project itself, and packages of its workspaces
        yield Locked(
            name=name,
            development=entry.dev is True,
            builds=entry.scripts is True,
            native=on_linux(entry.os, entry.cpu),
            commands=_commands(name, entry.bin),
        )


def on_linux(systems: object, machines: object) -> bool:
    """Whether a package is for certain platforms, and Linux may be one of them."""
    if not isinstance(systems, list):
        return isinstance(machines, list) and bool(machines)
    named = [system for system in systems if isinstance(system, str)]
    return bool(named) and (
        "linux" in named or (named[0][:1] == "!" and "!linux" not in named and bool(machines))
    )


def _commands(name: str, programs: object) -> tuple[str, ...]:
    if isinstance(programs, dict):
        return tuple(str(program) for program in programs)
    return (name.rpartition("/")[2],) if isinstance(programs, str) else ()


def _old(entries: dict[str, _Old], depth: int) -> Iterator[Locked]:
    for name, entry in entries.items():
        yield Locked(name=name, development=entry.dev is True)
        if depth < _DEPTH:
            yield from _old(entry.dependencies, depth + 1)
