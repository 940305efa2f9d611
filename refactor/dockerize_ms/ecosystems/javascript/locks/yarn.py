"""yarn.lock of yarn 1 and of later yarns: names, and what asks for what.

    "@babel/core@^7.1.0", "@babel/core@^7.7.5":
      version "7.12.3"
      dependencies:
        debug "^4.1.0"

Later yarns write YAML (``debug: ^4.1.0``, keys ``debug@npm:^4.1.0``). Neither tells of
install scripts or programs (later yarns: ``bin:``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from dockerize_ms.ecosystems.javascript.locks.lock import Lock, Locked

_KEY = re.compile(r'"?((?:@[^@/"\s]+/)?[^@"\s]+)@([^",]*)"?')
_PAIR = re.compile(r' {4}"?((?:@[^@/"\s]+/)?[^@"\s:]+)"?:? "?([^"\n]+)"?')
_SECTION = re.compile(r" {2}([A-Za-z]+):\s*$")
_ASKED = ("dependencies", "optionalDependencies")
_HOST = re.compile(r'^ {2}resolved "[a-z+]*://(?:[^/@"]*@)?([^/"]+)', re.MULTILINE)
_PUBLIC = ("registry.yarnpkg.com", "registry.npmjs.org", "codeload.github.com", "github.com")


class _Entry(Struct):
    name: str
    asks: list[tuple[str, str]] = field(default_factory=list)
    commands: list[str] | None = None


def read(text: str, direct: Iterable[str]) -> Lock | None:
    """The lock file's packages. ``direct`` are the application's own, as ``name@range``."""
    by_key: dict[tuple[str, str], _Entry] = {}
    entries = _entries(text, by_key)
    if not entries:
        return None
    wanted = [_split(spec) for spec in direct]
    public = all(host in _PUBLIC for host in _HOST.findall(text))
    if any(_found(pair, by_key) is None for pair in wanted):
        return Lock("yarn", tuple(_locked(one, None) for one in entries), public=public)
    running: set[int] = set()
    while wanted:
        entry = _found(wanted.pop(), by_key)
        if entry is not None and id(entry) not in running:
            running.add(id(entry))
            wanted += entry.asks
    packages = tuple(_locked(one, id(one) not in running) for one in entries)
    return Lock("yarn", packages, public=public)


def _locked(entry: _Entry, development: bool | None) -> Locked:
    commands = None if entry.commands is None else tuple(entry.commands)
    return Locked(name=entry.name, development=development, commands=commands)


def _split(spec: str) -> tuple[str, str]:
    name, _, wanted = spec[1:].partition("@")
    return spec[:1] + name, wanted


def _found(pair: tuple[str, str], by_key: dict[tuple[str, str], _Entry]) -> _Entry | None:
    name, wanted = pair
    return by_key.get(pair) or by_key.get((name, f"npm:{wanted}"))


def _entries(text: str, by_key: dict[tuple[str, str], _Entry]) -> list[_Entry]:
    entries: list[_Entry] = []
    section = ""
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        if line[0] != " ":
            keys = _KEY.findall(line.rstrip(":"))
            section = ""
            if not keys or any("@workspace:" in line for _ in keys):
                entries.append(_Entry(name=""))
                continue
            entries.append(_Entry(name=keys[0][0]))
            by_key.update(dict.fromkeys(_keys(line), entries[-1]))
        elif match := _SECTION.match(line):
            section = match[1]
        elif line[:4] != "    ":
            section = ""
        elif entries and (pair := _PAIR.match(line)):
            if section in _ASKED:
                entries[-1].asks.append((pair[1], pair[2]))
            elif section == "bin":
                entries[-1].commands = [*(entries[-1].commands or ()), pair[1]]
    return [entry for entry in entries if entry.name]


def _keys(line: str) -> list[tuple[str, str]]:
    """``a@^1, a@^2:`` and ``"a@npm:^1, a@npm:^2":`` as pairs."""
    words = line.rstrip().removesuffix(":").replace('"', "").split(", ")
    return [_split(word) for word in words]
