"""One Go source file, read without a Go parser: imports, literals, directives.

A single linear pass over the tokens that can hide others (comments, strings,
runes) is enough for what is asked of a file here.
"""

from __future__ import annotations

import re
from functools import cached_property

from dockerize_ms.errors import Evidence
from dockerize_ms.model.needs import Mention
from dockerize_ms.text import SourceFile

_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|`(?P<raw>[^`]*)`|\"(?P<text>(?:[^\"\\\n]|\\.)*)\"|'(?:[^'\\\n]|\\.)+'",
    re.DOTALL,
)
_PACKAGE = re.compile(r"^\s*package\s+(\w+)", re.MULTILINE)
_IMPORTS = re.compile(
    r"^import\s*(?:\((?P<many>[^)]*)\)|(?P<one>[\w.]*\s*[\"`][^\"`\n]+[\"`]))", re.MULTILINE
)
_QUOTED = re.compile(r"[\"`]([^\"`\n]+)[\"`]")
_EMBED = re.compile(r"^//go:embed[ \t]+(.+)$", re.MULTILINE)
_GENERATE = re.compile(r"^//go:generate[ \t]+(.+)$", re.MULTILINE)
_IGNORED = re.compile(r"^//\s*(?:go:build|\+build)\s+(?:ignore|tools?)\b", re.MULTILINE)
_CONSTRAINT = re.compile(r"^//[ \t]*(?:go:build|\+build)[ \t]+(.+)$", re.MULTILINE)
_OTHER_SYSTEM = re.compile(
    r"_(windows|darwin|freebsd|openbsd|netbsd|plan9|solaris|js|wasm|android|ios|aix)(_\w+)?\.go$"
)
_CALL = re.compile(
    r"(?:exec\.Command|exec\.CommandContext|exec\.LookPath|syscall\.Exec)"
    r"\s*\(\s*(?:[\w.]+(?:\(\))?\s*,\s*)?$"
)
_OPENS = re.compile(
    r"(?:\bos\.(?:Open|ReadFile|ReadDir|DirFS)|\bioutil\.(?:ReadFile|ReadDir)|\bhttp\.Dir"
    r"|\.?\b(?:ParseFiles|ParseGlob|LoadHTMLGlob|LoadHTMLFiles|ServeFile|SendFile|Static|StaticFile))"
    r"\s*\((?:[^()\"\n]|\"[^\"\n]*\")*$"
)
"""A call that opens files, up to a literal among its arguments."""
_BUNDLERS = re.compile(
    r"bindata|statik|packr|go\.rice|\brice\b|pkger|vfsgen|fileb0x|mjibson/esc|\besc\b|parcello|broccoli"
)
_LONGEST = 400  # a longer literal is a text, not a path


class GoFile:
    """A source file. ``path`` is where it lies in the image, ``shown`` what messages call it."""

    def __init__(self, path: str, text: str, shown: str) -> None:
        self.path = path
        self.text = text
        self.source = SourceFile(text, shown)

    @property
    def is_test(self) -> bool:
        """Left out of a build."""
        return self.path.endswith("_test.go")

    @property
    def builds_here(self) -> bool:
        """Whether it is part of a build for Linux."""
        return not (self.is_test or _OTHER_SYSTEM.search(self.path) or _IGNORED.search(self._head))

    @cached_property
    def _head(self) -> str:
        found = _PACKAGE.search(self.text)
        return self.text[: found.start()] if found else self.text

    @cached_property
    def is_bundled(self) -> bool:
        """Whether a tool makes source code of files, so that the program holds them inside."""
        words = (*self.imports, *self.generates, self._head)
        return any(_BUNDLERS.search(word) for word in words)

    @cached_property
    def is_conditional(self) -> bool:
        """Whether a build for Linux with cgo may leave it out."""
        terms = {term for line in _CONSTRAINT.findall(self._head) for term in line.split()}
        return not terms <= {"linux", "cgo", "unix", "&&"}

    @cached_property
    def package(self) -> str:
        """The name of its package clause."""
        for found in _PACKAGE.finditer(self.text):
            line_start = self.text.rfind("/*", 0, found.start())
            if line_start < 0 or self.text.find("*/", line_start) < found.start():
                return found[1]
        return ""

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """Import paths, ``C`` among them."""
        found: list[str] = []
        for declaration in _IMPORTS.finditer(self.text):
            body = declaration["many"] or declaration["one"] or ""
            for line in body.splitlines():
                if not line.lstrip().startswith("//"):
                    found += _QUOTED.findall(line)
        return tuple(found)

    @cached_property
    def embeds(self) -> tuple[str, ...]:
        """Patterns of ``//go:embed``."""
        words = (word for line in _EMBED.findall(self.text) for word in line.split())
        return tuple(word.strip('"`').removeprefix("all:") for word in words)

    @cached_property
    def generates(self) -> tuple[str, ...]:
        """Commands of ``//go:generate``."""
        return tuple(line.strip() for line in _GENERATE.findall(self.text))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """String literals that could name a path or a program, imports left out."""
        imports = set(self.imports)
        found: list[Mention] = []
        for token in _TOKEN.finditer(self.text):
            text = token["text"] if token["text"] is not None else token["raw"]
            if text and len(text) <= _LONGEST and text not in imports:
                before = self.text[max(0, token.start() - 80) : token.start()]
                by = self.at(token.start(), token.end(), token[0])
                opened = bool(_OPENS.search(before))
                found.append(Mention(text, by, opened, certain=not self.is_conditional))
        return tuple(found)

    @cached_property
    def called(self) -> tuple[Mention, ...]:
        """Programs that it starts by a literal name."""
        found: list[Mention] = []
        for token in _TOKEN.finditer(self.text):
            before = self.text[max(0, token.start() - 80) : token.start()]
            if token["text"] and _CALL.search(before):
                found.append(Mention(token["text"], self.at(token.start(), token.end(), token[0])))
        return tuple(found)

    def find(self, *words: str) -> Evidence | None:
        """The first place where one of some texts stands."""
        for word in words:
            at = self.text.find(word)
            if at >= 0:
                return self.at(at, at + len(word), word)
        return None

    def at(self, start: int, end: int, text: str) -> Evidence:
        """A place of the file as the ground of a claim."""
        return Evidence(text if len(text) <= 60 else text[:57] + "…", self.source.span(start, end))
