"""Well-known scripts that are fetched and given to a shell, from ``installer_scripts.ini``.

A fetched script is not known before the build, so a text stands for it that calls
``fetched-installer ADDRESS``: however the script is run, that says what it does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems import tables
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Configures, Effect, Opaque, WritesFile, WritesTree
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_VARIABLE = re.compile(r"\$(\w+)")
_WHY = "read while packages are installed"


@functools.cache
def _rows() -> list[tables.Section]:
    return tables.read("installer_scripts")


def _row(address: str) -> tables.Section | None:
    bare = re.sub(r"\Ahttps?://(www\.)?|[?#].*\Z", "", address)
    fits = (row for row in _rows() if any(fnmatchcase(bare, a) for a in row.words["address"]))
    return next(fits, None)


def stand_in(address: str) -> str | None:
    """A shell text that does what the script at an address does; None for all others."""
    if _row(address) is None or re.search(r"[\s'\"$`\\]", address):
        return None
    return f"#!/bin/sh\nfetched-installer '{address}'\n"


@handles("fetched-installer")
def run(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What the script does, by the table."""
    row = _row(invocation.arguments[0]) if invocation.arguments else None
    if row is None:
        yield Opaque(reason="a script that is not known before the build fetches it")
        return
    words = row.words
    programs = words.get("programs", ())
    if directory := _first(words.get("into", ()), state):
        for name in programs:
            yield WritesFile(path=paths.join(directory, name), executable=True)
    if tree := _first(words.get("tree", ()), state):
        yield WritesTree(path=tree, programs=programs, readers=programs)
    for path in _all(words.get("writes", ()), state):
        yield WritesTree(path=path, readers=programs)
    for path in words.get("sources", ()):
        yield WritesTree(path=path, repeats=True)
    for path in _all(words.get("caches", ()), state):
        yield WritesTree(path=path, build_only=_WHY)
    for path in _all(words.get("settings", ()), state):
        yield Configures(path=path)


def _first(words: tuple[str, ...], state: State) -> str:
    """The first place whose variables are set, "" where there is none."""
    return next((path for word in words if (path := _place(word, state))), "")


def _all(words: tuple[str, ...], state: State) -> list[str]:
    """The places; of one by a variable and the usual one after it, the first that is set."""
    found: list[str] = []
    chosen = False
    for word in words:
        path = "" if chosen and word[0] == "~" else _place(word, state)
        chosen = word[0] == "$" and bool(path)
        found += [path] if path else []
    return found


def _place(word: str, state: State) -> str:
    names = _VARIABLE.findall(word)
    if not all(state.env.get(name) for name in names):
        return ""
    text = _VARIABLE.sub(lambda match: state.env[match[1]], word)
    return place(state, re.sub(r"\A~", lambda _: state.home or HOLE, text))
