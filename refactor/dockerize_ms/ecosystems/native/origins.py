"""From what a linker is given back to the sources: through objects, archives and includes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import cached_property

from dockerize_ms.ecosystems.native.command_line import is_source
from dockerize_ms.ecosystems.native.source import CFile
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

_FILES = 2_000
_LARGEST = 1 << 20
_ALL = 8 << 20  # characters of one program's sources
_SUFFIXES = (".c", ".cc", ".cpp", ".cxx", ".C", ".s", ".S", ".f", ".f90")


class Origins:
    """The sources of one program. ``inputs`` are paths, ``includes`` directories of headers."""

    def __init__(self, state: State, inputs: Iterable[str], includes: Iterable[str] = ()) -> None:
        self._state = state
        self._inputs = tuple(inputs)
        self._includes = tuple(includes)
        self._left = _ALL

    @property
    def files(self) -> tuple[CFile, ...]:
        """Sources and the headers of their own that they include, as far as they are known."""
        return self._read[0]

    @property
    def unseen(self) -> tuple[str, ...]:
        """What of it cannot be seen: objects of unknown origin, sources that are not there."""
        return self._read[1]

    @property
    def top(self) -> str:
        """The directory with all sources that come from the build context; "" where none does."""
        fs = self._state.fs
        own = [file.path for file in self.files if fs.follow(file.path).origin is not None]
        if not own:
            return ""
        top = posixpath.dirname(own[0])
        for path in own[1:]:
            while not paths.within(path, top):
                top = posixpath.dirname(top)
        return top if top != "/" else posixpath.dirname(own[0])

    @cached_property
    def _read(self) -> tuple[tuple[CFile, ...], tuple[str, ...]]:
        sources, unseen = self._sources()
        files: dict[str, CFile] = {}
        queue = list(sources)
        for path in queue:  # grows while it is gone through
            if path in files or len(files) >= _FILES:
                continue
            file = self._file(path)
            if file is None:
                unseen += [path] if path in sources else []
                continue
            files[path] = file
            queue += (found for name in file.includes if (found := self._header(path, name)))
        return tuple(files.values()), tuple(unseen)

    def _sources(self) -> tuple[list[str], list[str]]:
        """The source files behind the inputs, and what has none that is known."""
        sources: dict[str, None] = {}
        unseen: list[str] = []
        seen: set[str] = set()
        queue = list(self._inputs)
        for path in queue:  # grows while it is gone through
            if path in seen or len(seen) > _FILES:
                continue
            seen.add(path)
            if is_source(path):
                sources.setdefault(path)
            elif behind := self._behind(path):
                queue += behind
            else:
                unseen.append(path)
        return list(sources), unseen

    def _behind(self, path: str) -> tuple[str, ...]:
        """What an object or an archive was made of: what was read just before it was written.

        A rule of make's own has no command that was read: its source has the same name.
        """
        made = self._made.get(path)
        if made:
            return tuple(made)
        stem = posixpath.splitext(path)[0]
        beside = (stem + suffix for suffix in _SUFFIXES)
        return tuple(one for one in beside if self._state.fs.follow(one).yes)[:1]

    @cached_property
    def _made(self) -> dict[str, dict[str, None]]:
        """Of each file that was written, what the same command read right before."""
        found: dict[str, dict[str, None]] = {}
        reads: list[tuple[str, Evidence]] = []
        for entry in self._state.fs.entries():
            match entry.effect:
                case fx.Reads(path=path):
                    reads.append((path, entry.by))
                case fx.WritesFile(path=path):
                    mine = (read for read, by in reads if by == entry.by)
                    found.setdefault(path, {}).update(dict.fromkeys(mine))
                    reads = []
                case (
                    fx.CopiesTree(source=source, target=target)
                    | fx.Moves(source=source, target=target)
                ):
                    found.setdefault(target, {}).setdefault(source)
                case _:
                    pass
        return found

    def _file(self, path: str) -> CFile | None:
        if HOLE in path:
            return None
        content = self._state.fs.read(path)
        if content is None or len(content) > min(_LARGEST, self._left):
            return None
        self._left -= len(content)
        found = self._state.fs.follow(path)
        if not found.yes:
            return None
        text = content.decode("utf-8", "replace").replace("\r\n", "\n")
        return CFile(path, text, found.origin or path)

    def _header(self, path: str, name: str) -> str | None:
        for directory in (posixpath.dirname(path), *self._includes):
            header = paths.join(directory, name)
            if HOLE not in header and self._state.fs.follow(header).origin is not None:
                return header
        return None
