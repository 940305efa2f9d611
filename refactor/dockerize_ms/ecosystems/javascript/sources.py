"""The project's own JavaScript and TypeScript: which packages it asks for, what it starts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.ecosystems.sources import classify
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.text import SourceFile

SUFFIXES = (".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".mts", ".cts")
_SKIPPED = frozenset(
    ["node_modules", "bower_components", ".git", ".yarn", ".next", ".nuxt", ".output", ".cache",
     "coverage", "storybook-static", ".storybook", "__tests__", "__mocks__", "cypress", "e2e"]
)  # fmt: skip
_FILES = 4_000
_ENTRIES = 40_000
_LARGEST = 2 * 1024 * 1024
_TOTAL = 40 * 1024 * 1024
_DEPTH = 24

_CALL = re.compile(r"\b(?:require|require\.resolve|import)\s*\(\s*(['\"`])([^'\"`\n$]+)\1")
_FROM = re.compile(
    r"\b(?:import|export)\b(?P<clause>[^'\"`;()=]*?)\bfrom\s*(['\"])(?P<name>[^'\"\n]+)\2"
)
_BARE = re.compile(r"\bimport\s*(['\"])([^'\"\n]+)\1")
_TYPES = re.compile(r"\s+type\b(?!\s*(?:,|from\b))")
_LITERAL = re.compile(r"(['\"])((?:@[\w.~-]+/)?[\w.~][\w.~-]*)\1")
_STARTS = re.compile(
    r"(?:(?<![\w.$])|\b(?:child_process['\"]?\)?|childProcess|child|cp|proc|shell|shelljs|sh)\s*\.)"
    r"(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|execa|execaSync|execaCommand"
    r"|execaCommandSync|execAsync|execPromise)\s*\(\s*(['\"`])([^'\"`\n]+)\1"
)
_STARTING = re.compile(r"child_process|execa|shelljs|cross-spawn|child-process-promise|\bzx\b")
_COMMENT = re.compile(r"\s*(?://|\*|/\*)")
_PROGRAM = re.compile(r"[\w./+-]+")


class Asked(Struct, frozen=True):
    """A package, or a program, that a line of a file asks for."""

    name: str
    at: int


class Code:
    """One file."""

    def __init__(self, path: str, content: bytes, origin: str) -> None:
        self.path = path
        self.origin = origin
        self._content = content

    @property
    def packages(self) -> tuple[Asked, ...]:
        """The packages that it imports or requires, types alone left out."""
        return _packages(self._content)

    @property
    def literals(self) -> frozenset[str]:
        """String literals that may be names of packages."""
        return _literals(self._content)

    @property
    def starts(self) -> tuple[Asked, ...]:
        """Programs that it starts by a literal name."""
        return _starts(self._content)

    def evidence(self, at: int, text: str) -> Evidence:
        """A place of the file as the ground of a claim."""
        file = SourceFile(self._content.decode("utf-8", "replace"), self.origin)
        return Evidence(text, file.span(at, at))

    def says(self, word: str) -> Evidence:
        """The first place of a string literal."""
        text = self._content.decode("utf-8", "replace")
        found = (text.find(f"{quote}{word}{quote}") for quote in "'\"")
        return self.evidence(max(*found, 0), f"{self.origin} names {word}")


class Sources:
    """The code below a directory. ``complete``: none was left out for its size or number."""

    def __init__(self, directory: str, fs: Tree) -> None:
        self.complete = True
        self.files: list[Code] = []
        self.others: list[str] = []
        self._left = [_FILES, _ENTRIES, _TOTAL]
        self._fs = fs
        for path in self._walk(directory, "", 0):
            content = fs.read(path)
            if content is None:
                continue
            self._left[0] -= 1
            self._left[2] -= len(content)
            if self._left[0] < 0 or self._left[2] < 0 or len(content) > _LARGEST:
                self.complete = False
                continue
            self.files.append(Code(path, content, fs.lookup(path).origin or path))

    def _walk(self, directory: str, inner: str, depth: int) -> Iterator[str]:
        if depth > _DEPTH:
            self.complete = False
            return
        for name in self._fs.children(directory):
            self._left[1] -= 1
            if self._left[1] < 0:
                self.complete = False
                return
            path = paths.join(directory, name)
            local = f"{inner}/{name}" if inner else name
            if name.endswith(SUFFIXES):
                if not name.endswith((".d.ts", ".d.mts", ".d.cts")) and not is_test(local):
                    yield path
            elif self._is_entered(path, name, local):
                yield from self._walk(path, local, depth + 1)

    def _is_entered(self, path: str, name: str, local: str) -> bool:
        if name in _SKIPPED or self._fs.lookup(path).kind != "dir":
            return False
        return classify(f"{local}/x") not in ("test", "vcs", "ci", "editor")


def is_test(path: str) -> bool:
    """Whether a file is a test, or a story of a component, by its path in the project."""
    return ".stories." in path or classify(path) == "test"


def package_of(specifier: str) -> str:
    """The package that a module specifier names; "" for a path or a module of Node itself."""
    if specifier[:1] in (".", "/", "#", "~") or ":" in specifier:
        return ""
    parts = specifier.split("/")
    return "/".join(parts[:2]) if specifier[:1] == "@" else parts[0]


@functools.lru_cache(maxsize=8192)
def _packages(content: bytes) -> tuple[Asked, ...]:
    text = content.decode("utf-8", "replace")
    found = [(match[2], match.start()) for match in _CALL.finditer(text)]
    found += [(match[2], match.start()) for match in _BARE.finditer(text)]
    found += [
        (match["name"], match.start())
        for match in _FROM.finditer(text)
        if not _TYPES.match(match["clause"])
    ]
    asked: dict[str, Asked] = {}
    for specifier, at in found:
        name = package_of(specifier)
        if name and name not in asked and not _commented(text, at):
            asked[name] = Asked(name, at)
    return tuple(asked.values())


@functools.lru_cache(maxsize=8192)
def _literals(content: bytes) -> frozenset[str]:
    text = content.decode("utf-8", "replace")
    return frozenset(match[2] for match in _LITERAL.finditer(text))


@functools.lru_cache(maxsize=8192)
def _starts(content: bytes) -> tuple[Asked, ...]:
    text = content.decode("utf-8", "replace")
    if not _STARTING.search(text):
        return ()
    asked: dict[str, Asked] = {}
    for match in _STARTS.finditer(text):
        words = match[2].split()
        if words and _PROGRAM.fullmatch(words[0]) and not _commented(text, match.start()):
            asked.setdefault(words[0], Asked(words[0], match.start()))
    return tuple(asked.values())


def _commented(text: str, at: int) -> bool:
    """Whether a place stands on a line that begins as a comment."""
    return _COMMENT.match(text, text.rfind("\n", 0, at) + 1) is not None
