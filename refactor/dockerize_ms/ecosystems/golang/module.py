"""Where Go finds packages: modules, vendor directories, GOPATH."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property

from dockerize_ms.ecosystems.golang.source import GoFile
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State

_MODULE = re.compile(r"^module\s+\"?([^\s\"]+)", re.MULTILINE)
_REQUIRE = re.compile(r"^\s*(?:require\s+)?([\w.-]+\.[\w-]+(?:/[\w.~-]+)+)\s+v\d", re.MULTILINE)
_REPLACE = re.compile(r"^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\.{1,2}/\S*)", re.MULTILINE)
_MAJOR = re.compile(r"v[2-9]|v[1-9]\d+")
_PACKAGES = 2_000  # of one module that are looked at


class Tree:
    """The Go code that a command sees: its module, or its GOPATH."""

    def __init__(self, state: State, directory: str) -> None:
        self.state = state
        self.directory = directory
        self._packages: dict[str, tuple[GoFile, ...]] = {}

    @cached_property
    def root(self) -> str | None:
        """The directory of go.mod; None in GOPATH mode."""
        if self.state.env.get("GO111MODULE") == "off":
            return None
        directory = self.directory
        while True:
            if self.state.fs.lookup(paths.join(directory, "go.mod")).yes:
                return directory
            if directory == "/":
                return None
            directory = posixpath.dirname(directory)

    @cached_property
    def manifest(self) -> str:
        """The text of go.mod, "" where it is not known."""
        return (self.state.text(paths.join(self.root, "go.mod")) or "") if self.root else ""

    @cached_property
    def module(self) -> str:
        """The module's path, "" where it is not known."""
        found = _MODULE.search(self.manifest)
        return found[1] if found else ""

    @cached_property
    def requires(self) -> tuple[str, ...]:
        """Modules that go.mod or vendor/modules.txt names."""
        return tuple(dict.fromkeys(_REQUIRE.findall(self.manifest)))

    @cached_property
    def replaced(self) -> tuple[tuple[str, str], ...]:
        """Modules that stand in local directories: (import path, directory)."""
        root = self.root or "/"
        return tuple((name, paths.join(root, to)) for name, to in _REPLACE.findall(self.manifest))

    @property
    def gopath(self) -> str:
        """GOPATH, or its default."""
        return (self.state.env.get("GOPATH") or paths.join(self.state.home, "go")).split(":")[0]

    def directory_of(self, name: str) -> str | None:
        """The directory of an import path where its code is visible, else None."""
        for prefix, directory in ((self.module, self.root), *self.replaced):
            if prefix and directory and (name == prefix or name.startswith(prefix + "/")):
                return paths.join(directory, name[len(prefix) :].lstrip("/"))
        if self.root:
            vendored = paths.join(self.root, "vendor", name)
            return vendored if self.files(vendored) else None
        places = [paths.join(self.gopath, "src", name)]
        if self.root is None:  # GOPATH mode looks in the vendor directories above, too
            directory = self.directory
            while paths.below(directory, paths.join(self.gopath, "src")):
                places.insert(-1, paths.join(directory, "vendor", name))
                directory = posixpath.dirname(directory)
        return next((place for place in places if self.files(place)), None)

    def import_path(self, directory: str) -> str:
        """The import path of a directory, "" where it has none that is known."""
        if self.root and self.module and paths.within(directory, self.root):
            inner = paths.relative(directory, self.root)
            return f"{self.module}/{inner}" if inner else self.module
        source = paths.join(self.gopath, "src")
        return paths.relative(directory, source) if paths.below(directory, source) else ""

    def files(self, directory: str) -> tuple[GoFile, ...]:
        """The Go files of a package that a build for Linux reads, where their text is known."""
        if directory not in self._packages:
            self._packages[directory] = tuple(self._read(directory))
        return self._packages[directory]

    def _read(self, directory: str) -> list[GoFile]:
        found: list[GoFile] = []
        for name in self.state.fs.children(directory):
            if name.endswith(".go") and not name.endswith("_test.go"):
                file = self.file(paths.join(directory, name))
                if file is not None and file.builds_here:
                    found.append(file)
        return found

    def file(self, path: str) -> GoFile | None:
        """One Go file, where its text is known."""
        text = self.state.text(path)
        if text is None:
            return None
        return GoFile(path, text, self.state.fs.lookup(path).origin or path)

    def is_main(self, directory: str) -> bool | None:
        """Whether a directory holds a program; None where its files are not known."""
        files = self.files(directory)
        return any(file.package == "main" for file in files) if files else None

    def below(self, directory: str) -> tuple[str, ...]:
        """A directory and all package directories below it (``./...``)."""
        found: list[str] = []
        queue = [directory]
        while queue and len(found) < _PACKAGES:
            current = queue.pop(0)
            found.append(current)
            for name in self.state.fs.children(current):
                inner = paths.join(current, name)
                if name in ("vendor", "testdata", "node_modules") or name[0] in "._":
                    continue
                if "." not in name and self.state.fs.lookup(inner).kind == "dir":
                    queue.append(inner)
        return tuple(found)

    def program_name(self, directory: str) -> str:
        """What ``go build`` calls the program of a directory (cmd/go: DefaultExecName)."""
        name = self.import_path(directory) or directory
        last = posixpath.basename(name)
        if _MAJOR.fullmatch(last) and self.root and "/" in name:
            return posixpath.basename(posixpath.dirname(name))
        return last
