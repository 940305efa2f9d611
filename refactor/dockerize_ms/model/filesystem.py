"""The filesystem of a stage: a base image and a log of what was done to it.

A question goes through the entries of the log that concern it from the newest back,
until one settles it; the base image answers what nothing settled. A context of 20,000
files is one entry, and a file of it costs nothing until someone asks.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar, cast

from msgspec import structs

from dockerize_ms.errors import Evidence
from dockerize_ms.model import layers, paths
from dockerize_ms.model.answer import NOTHING, UNKNOWN, Answer, Found
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.log import Entry, Log

_LINKS = 20  # as many links as a path may go through; Linux allows 40
_COPIES = 60  # as many copies of copies are followed; each takes some of Python's stack
Said = TypeVar("Said")


class _Nesting:
    depth = 0


Known = dict[tuple[str, int, str], Any]
"""Answers by the question, the length of the log and the path."""


def _once(
    otherwise: Any,
) -> Callable[[Callable[[Filesystem, str], Said]], Callable[[Filesystem, str], Said]]:
    """Keeps the answer to a question; ``otherwise``, where it leads to too many others."""

    def decorate(ask: Callable[[Filesystem, str], Said]) -> Callable[[Filesystem, str], Said]:
        question = ask.__name__

        @functools.wraps(ask)
        def asked(self: Filesystem, path: str) -> Said:
            key = (question, self._length, path)
            said = self._known.get(key, _Nesting)
            if said is _Nesting:
                if _Nesting.depth >= _COPIES:
                    return cast(Said, otherwise)
                _Nesting.depth += 1
                try:
                    said = self._known[key] = ask(self, path)
                finally:
                    _Nesting.depth -= 1
            return cast(Said, said)

        return asked

    return decorate


class Base(Protocol):
    """What the log starts from."""

    def lookup(self, path: str) -> Found:
        """What the base image has at a path (no links followed)."""

    def children(self, path: str) -> tuple[str, ...]:
        """Names known in a directory of the base image."""

    def normal(self, path: str) -> str:
        """The path with the base image's own directory links resolved."""

    def command(self, name: str) -> Found:
        """What the base image has of a command by name."""

    def family(self) -> str:
        """The distribution's family, "" unknown."""


class Filesystem:
    """An immutable filesystem; ``apply`` gives the next one and shares the log.

    What was asked is kept with the log: many ask for the same paths.
    """

    def __init__(
        self,
        base: Base,
        log: Log | None = None,
        length: int = 0,
        known: Known | None = None,
    ) -> None:
        self.base = base
        self._log = log or Log()
        self._length = length
        self._known = {} if known is None else known

    def apply(
        self, effect: Effect, by: Evidence, step: int = -1, certain: bool = True
    ) -> Filesystem:
        """The filesystem after an effect."""
        log, known = self._log, self._known
        if len(log.entries) != self._length:  # another filesystem went on from here
            log, known = Log(self.entries()), {}
        effect = layers.normalised(effect, self.base.normal)
        log.append(Entry(effect=effect, by=by, step=step, certain=certain))
        return Filesystem(self.base, log, self._length + 1, known)

    def entries(self) -> Iterator[Entry]:
        """What happened, oldest first."""
        return iter(self._log.entries[: self._length])

    def before(self, length: int) -> Filesystem:
        """The filesystem as it was after its first ``length`` entries."""
        return Filesystem(self.base, self._log, min(length, self._length), self._known)

    def __len__(self) -> int:
        return self._length

    def _earlier(self, length: int) -> Callable[[], Filesystem]:
        return lambda: self.before(length)

    @_once(UNKNOWN)
    def lookup(self, path: str) -> Found:
        """What is known of a path; a link at its end is not followed."""
        path = self.base.normal(path)
        made: Found | None = None  # something that may have made it
        gone = False  # something that may have removed it
        for index, entry in self._log.about(path, self._length):
            said = layers.ask(entry.effect, path, self._earlier(index))
            if said is None:
                continue
            if not entry.certain:
                said = said.doubted()
            said = _credited(said, entry)
            if said.answer is Answer.MAYBE:
                gone = gone or said.kind == "gone"
                made = made or (None if said.kind == "gone" else said)
                continue
            return _settle(said, made, gone)
        return _settle(self.base.lookup(path), made, gone)

    def follow(self, path: str) -> Found:
        """What is known of a path, with links followed to their end."""
        found = self.lookup(path)
        for _ in range(_LINKS):
            if found.kind != "link" or not found.target:
                return found
            path = paths.join(posixpath.dirname(path), found.target)
            found = self.lookup(path)
        return UNKNOWN

    def exists(self, path: str) -> Answer:
        """Whether there is something at a path."""
        return self.follow(path).answer

    @_once(None)
    def read(self, path: str) -> bytes | None:
        """A file's content where it is known: written by a command, or copied from the context.

        A command that may have changed it does not count: ``lookup`` tells of the doubt.
        """
        path = self.base.normal(path)
        for index, entry in self._log.about(path, self._length):
            said = layers.ask(entry.effect, path, self._earlier(index))
            if said is None or not (said.yes and entry.certain):
                continue  # what only may have written it leaves the content that we know
            return layers.read(entry.effect, path, self._earlier(index))
        return None

    @_once(())
    def children(self, path: str) -> tuple[str, ...]:
        """The names in a directory that are surely or maybe there, sorted; there may be more."""
        path = self.base.normal(path)
        names = {*self.base.children(path), *self._log.names(path, self._length)}
        for index, entry in self._log.about(path, self._length):
            names.update(layers.copied_names(entry.effect, path, self._earlier(index)))
        return tuple(sorted(name for name in names if not self.lookup(paths.join(path, name)).no))

    @_once(UNKNOWN)
    def command(self, name: str) -> Found:
        """Whether there is a command that no path of ours shows: by packages and the base."""
        doubt: Found | None = None
        family = self.base.family()
        for _, entry in self._log.of_command(name, self._length):
            said = layers.command(entry.effect, name, family)
            if said is None:
                continue
            if said.yes and entry.certain:
                return _credited(said, entry)
            doubt = doubt or _credited(said.doubted(), entry)
        return _settle(self.base.command(name), doubt, False)

    def closed(self, path: str) -> bool:
        """Whether all that is in a directory is known."""
        return self.lookup(paths.join(path, "\ue001")).no


def _credited(said: Found, entry: Entry) -> Found:
    return structs.replace(said, by=said.by or entry.by, step=entry.step)


def _settle(said: Found, made: Found | None, gone: bool) -> Found:
    if said.yes:
        return said.doubted() if gone else said
    return made or said


class Scratch:
    """The base that holds nothing."""

    def lookup(self, path: str) -> Found:
        """Nothing is there but the root."""
        return Found(answer=Answer.YES, kind="dir") if path == "/" else NOTHING

    def children(self, path: str) -> tuple[str, ...]:
        """None."""
        return ()

    def normal(self, path: str) -> str:
        """There are no links."""
        return path

    def command(self, name: str) -> Found:
        """There are no commands."""
        return NOTHING

    def family(self) -> str:
        """Of no distribution."""
        return ""
