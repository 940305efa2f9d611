"""pnpm-lock.yaml, versions 5 to 9.

Read line by line: its indentation is fixed. Up to version 6 packages tell whether they are
of the development alone (``dev: true``) and whether they have scripts (``requiresBuild``);
in version 9 the first follows from ``importers`` and ``snapshots``, the second is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from dockerize_ms.ecosystems.javascript.locks.lock import Lock, Locked

_LINE = re.compile(
    r"( *)(?:'([^'\n]+)'|\"([^\"\n]+)\"|([^'\"\s#][^:\n]*?(?::[^ :\n]+)*)):(?: (.*))?$"
)
_NAME = re.compile(r"/?((?:@[^/@\s]+/)?[^/@\s]+)[@/]([^(_\s]*)")
_RUNNING = ("dependencies", "optionalDependencies")


class _Package(Struct):
    fields: dict[str, str] = field(default_factory=dict)
    asks: list[str] = field(default_factory=list)


class _File(Struct):
    """``direct`` are the keys that the importers ask for when they run."""

    packages: dict[str, _Package] = field(default_factory=dict)
    snapshots: dict[str, _Package] = field(default_factory=dict)
    direct: list[str] = field(default_factory=list)


def read(text: str) -> Lock | None:
    """The lock file's packages; None where it has none."""
    file = _parse(text)
    if not file.packages:
        return None
    running = _reached(file) if file.snapshots else None
    return Lock("pnpm", tuple(_locked(file, running)))


def _locked(file: _File, running: set[str] | None) -> Iterator[Locked]:
    for key, package in file.packages.items():
        match = _NAME.match(key)
        if match is None:
            continue
        old = running is None
        flag = package.fields.get("dev")
        development = (flag == "true" if flag else None) if old else key not in (running or ())
        systems = package.fields.get("os", "")
        yield Locked(
            name=match[1],
            development=development,
            builds=package.fields.get("requiresBuild") == "true" if old else None,
            native="linux" in systems or (bool(package.fields.get("cpu")) and not systems),
            commands=None if package.fields.get("hasBin") == "true" else (),
        )


def _reached(file: _File) -> set[str]:
    """Keys of ``packages`` (without peers) that the importers reach when they run."""
    seen: set[str] = set()
    queue = list(file.direct)
    while queue:
        key = queue.pop()
        if key in seen:
            continue
        seen.add(key)
        queue += file.snapshots.get(key, _Package()).asks
    return {key.partition("(")[0] for key in seen}


def _parse(text: str) -> _File:
    file = _File()
    stack: list[str] = []
    for raw in text.splitlines():
        match = _LINE.match(raw)
        if match is None:
            continue
        depth = len(match[1]) // 2
        key, value = match[2] or match[3] or match[4], (match[5] or "").strip()
        stack[depth:] = [key]
        if len(stack) == depth + 1:
            _enter(file, stack, value.strip("'\""))
    return file


def _enter(file: _File, stack: list[str], value: str) -> None:
    match stack:
        case ["packages", key]:
            file.packages[key] = _Package()
        case ["packages", key, name]:
            file.packages[key].fields[name] = value
        case ["snapshots", key]:
            file.snapshots[key] = _Package()
        case ["snapshots", key, kind, name] if kind in _RUNNING and value:
            file.snapshots[key].asks += _versions(name, value)
        case ["importers", _, kind, name, "version"] if kind in _RUNNING:
            file.direct += _versions(name, value)
        case _:
            pass


def _versions(name: str, value: str) -> list[str]:
    """The keys that a version may stand for: its own name's, or that of an alias."""
    return [f"{name}@{value}", value]
