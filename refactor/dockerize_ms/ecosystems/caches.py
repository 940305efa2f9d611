"""Where tools that are not followed otherwise keep what they fetch, by ``caches.ini``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems import tables
from dockerize_ms.ecosystems.places import place
from dockerize_ms.model import effects as fx
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Cache
from dockerize_ms.text import HOLE

_WHY = "what a build tool fetched"
_VARIABLE = re.compile(r"\$(\w+)")


def kept(invocation: Invocation, state: State) -> Iterator[fx.WritesTree]:
    """The caches of a command; none for all that the table does not list."""
    for row in _rows().get(invocation.name, ()):
        wanted = row.words.get("for")
        if wanted is None or not set(wanted).isdisjoint(invocation.arguments):
            path = _moved(row, invocation, state) or _usual(row, state)
            yield fx.WritesTree(path=path, build_only=_WHY, cache=_cache(row, invocation))


@functools.cache
def _rows() -> dict[str, tuple[tables.Section, ...]]:
    found: dict[str, tuple[tables.Section, ...]] = {}
    for row in tables.read("caches"):
        for name in row.words["commands"]:
            found[name] = (*found.get(name, ()), row)
    return found


def _cache(row: tables.Section, invocation: Invocation) -> Cache:
    patterns = row.words.get("leaves", ())
    words = invocation.arguments
    return Cache(
        name=row.title,
        native="native" in row.words,
        alone=True,
        setup=" ".join(row.words.get("setup", ())),
        named=row.words.get("named", ()),
        needed=not set(row.words.get("offline", ())).isdisjoint(words),
        leaves=any(fnmatchcase(word, pattern) for word in words for pattern in patterns),
        tool=row.words["commands"],
    )


def _moved(row: tables.Section, invocation: Invocation, state: State) -> str:
    """Where an option puts it, "" where none does."""
    words = invocation.arguments
    for option in row.words.get("moves", ()):
        for word, following in zip(words, (*words[1:], HOLE), strict=True):
            if option.endswith(":") and word == option[:-1]:
                return place(state, following)
            if option.endswith("=") and word.startswith(option):
                return place(state, word.removeprefix(option))
    return ""


def _usual(row: tables.Section, state: State) -> str:
    for word in row.words["path"]:
        names = _VARIABLE.findall(word)
        if all(state.env.get(name) for name in names):
            text = _VARIABLE.sub(lambda match: state.env[match[1]], word.replace("?", HOLE))
            return place(state, re.sub(r"\A~", lambda _: state.home or HOLE, text))
    return place(state, HOLE)
