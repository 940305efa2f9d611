"""package.json: what it says, and where its scripts stand in it."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property

from dockerize_ms.ecosystems.javascript import jsonc
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.text import SourceFile, SourceMap

NAME = "package.json"
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_SCRIPTS = re.compile(r'"scripts"\s*:\s*\{')
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
_LEVELS = 40  # directories above a file where its package.json is looked for


class Manifest:
    """One package.json; whatever has the wrong type is not there."""

    def __init__(self, directory: str, content: bytes, origin: str) -> None:
        self.directory = directory
        self.data = jsonc.read_object(content)
        self.file = SourceFile(content.decode("utf-8", "surrogateescape"), origin)

    def text(self, key: str) -> str:
        """A value that is a text, "" otherwise."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def table(self, key: str) -> Mapping[str, str]:
        """A value that maps names to texts; entries of other types are left out."""
        value = self.data.get(key)
        if not isinstance(value, dict):
            return {}
        return {name: text for name, text in value.items() if isinstance(text, str)}

    @cached_property
    def scripts(self) -> Mapping[str, str]:
        """The scripts by name."""
        return self.table("scripts")

    @cached_property
    def production(self) -> Mapping[str, str]:
        """Dependencies of the running application, optional ones included."""
        return {**self.table("dependencies"), **self.table("optionalDependencies")}

    @cached_property
    def development(self) -> Mapping[str, str]:
        """Dependencies of the build alone: those that are not also of the application."""
        listed = self.table("devDependencies")
        return {name: text for name, text in listed.items() if name not in self.production}

    @cached_property
    def commands(self) -> Mapping[str, str]:
        """The package's own programs (``bin``) and their files."""
        value = self.data.get("bin")
        if isinstance(value, str):
            return {self.text("name").rpartition("/")[2]: value}
        return self.table("bin")

    @cached_property
    def workspaces(self) -> tuple[str, ...]:
        """Globs of the directories of its workspaces."""
        value = self.data.get("workspaces")
        if isinstance(value, dict):
            value = value.get("packages")
        return tuple(g for g in value if isinstance(g, str)) if isinstance(value, list) else ()

    def depends(self, name: str) -> bool:
        """Whether it names a package as any kind of dependency."""
        kinds = (self.production, self.development, self.table("peerDependencies"))
        return any(name in kind for kind in kinds)

    def evidence(self, word: str, text: str = "") -> Evidence:
        """The first line that has a JSON string of this word, as the ground of a claim."""
        at = max(self.file.text.find(json.dumps(word)), 0)
        return Evidence(text or f"{NAME} names {word}", self.file.span(at, at + len(word) + 2))

    def script(self, name: str, words: str = "") -> SourceMap | None:
        """The shell text of a script with more words behind it; None where there is none."""
        text = self.scripts.get(name)
        if text is None:
            return None
        pieces = self._place(name, text)
        if words:
            end = pieces[-1][1] + len(text) - pieces[-1][0]
            pieces = (*pieces, (len(text), end))
            text = f"{text} {words}"
        return SourceMap(text, self.file, pieces)

    def _place(self, name: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the characters of a script stand in the file."""
        scripts = _SCRIPTS.search(self.file.text)
        entry = re.compile(re.escape(json.dumps(name, ensure_ascii=False)) + r"\s*:\s*")
        key = entry.search(self.file.text, scripts.end()) if scripts else None
        value = _STRING.match(self.file.text, key.end()) if key else None
        if value is None or jsonc.read(value[0].encode("utf-8", "replace")) != text:
            return ((0, max(key.start() if key else 0, 0)),)
        pieces = [(0, value.start(1))]
        shorter = 0  # by how much the text is shorter than its spelling so far
        for escape in _ESCAPE.finditer(value[1]):
            shorter += len(escape[0]) - 1
            pieces.append((escape.end() - shorter, value.start(1) + escape.end()))
        return tuple(dict(pieces).items())


def load(directory: str, fs: Tree) -> Manifest | None:
    """The package.json of a directory, where its text is known."""
    path = paths.join(directory, NAME)
    content = fs.read(path)
    if content is None:
        return None
    return Manifest(directory, content, fs.lookup(path).origin or path)


def home(directory: str, fs: Tree) -> str:
    """The nearest directory, from here upwards, that surely has a package.json; else here."""
    current = directory
    for _ in range(_LEVELS):
        if fs.lookup(paths.join(current, NAME)).yes:
            return current
        if current == "/":
            break
        current = posixpath.dirname(current)
    return directory
