"""The stages that one stage becomes: what is in each, and what it is called."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.rewrite.refactorings._cutting import Namer
from dockerize_ms.rewrite.refactorings._division import Part
from dockerize_ms.rewrite.refactorings._parting import Parting

_WORDS = """
app assets bin build cmd dist lib local node_modules opt out output package public release sbin
share src srv static target usr var work workspace www
"""
_GENERIC = frozenset(_WORDS.split())


class NewStage(Struct, frozen=True, kw_only=True, eq=False):
    """A stage: its own instructions and ``all``, with those that it stands on; ``on`` is that
    stage's name, "" where it stands on what the old one did. ``leaf``: nothing stands on it."""

    name: str
    on: str
    own: tuple[int, ...]
    all: frozenset[int]
    leaf: bool


def stages(parting: Parting, part: Part, namer: Namer) -> list[NewStage]:
    """The stages in the order of the file."""
    return list(_stages(parting, part, namer, "", "", frozenset()))


def _stages(
    parting: Parting, part: Part, namer: Namer, label: str, on: str, before: frozenset[int]
) -> Iterator[NewStage]:
    everything = before | frozenset(part.own)
    name = on
    if part.own or not part.parts:
        stem = parting.stage.name or "builder"
        words = (stem, label, "base" if part.parts else "")
        name = namer.name("-".join(filter(None, words)))
        yield NewStage(name=name, on=on, own=part.own, all=everything, leaf=not part.parts)
    for inner in part.parts:
        made = frozenset().union(*inner.leaves)
        tool = parting.tool(made) if inner.parts else ""
        yield from _stages(parting, inner, namer, tool or _label(parting, made), name, everything)


def _label(parting: Parting, numbers: frozenset[int]) -> str:
    """What a part is called by: a program that it makes, else the place of what is copied of it."""
    for number in sorted(numbers):
        for path in parting.programs(number):
            return _plain(posixpath.basename(path))
    copied = [path for one in parting.outputs for path in one.paths]
    mine = [path for path in copied if parting.makers(path) & parting.works & numbers]
    mine = [path for path in mine if not parting.places.is_shared(path)] or mine
    words = [word.split(".")[0] for path in mine for word in reversed(path.split("/"))]
    words = [word for word in words if word]
    telling = (word for word in words if word.lower() not in _GENERIC)
    return _plain(next(telling, words[0] if words else "part"))


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") or "part"
