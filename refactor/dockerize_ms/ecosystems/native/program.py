"""A program or shared library that a compiler links: what it is made of, what it reads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property

from dockerize_ms import facts
from dockerize_ms.ecosystems.native import libraries
from dockerize_ms.ecosystems.native.calls import called, features
from dockerize_ms.ecosystems.native.command_line import Line
from dockerize_ms.ecosystems.native.origins import Origins
from dockerize_ms.errors import Assumption
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import Invocation, State

INPUTS = (
    ".c", ".h", ".cc", ".hh", ".cpp", ".hpp", ".cxx", ".hxx", ".inl", ".ipp", ".tcc", ".s", ".S",
    ".o", ".a", ".d",
)  # fmt: skip
"""Suffixes of files that only compilers and linkers read."""
_FEATURES = {"certificates": nd.Feature.CERTIFICATES}
_UNSEEN = nd.Feature.CERTIFICATES
_NSS = re.compile(
    r"\b(?:getaddrinfo|gethostby\w+|getpw\w+|getgr\w+|getserv\w+|getnetby\w+|dlopen|iconv_open"
    r"|getlogin|wordexp|initgroups)\s*\("
)
"""With the GNU C library they load shared libraries even in a static program (its manual, NSS)."""
_FOREIGN = re.compile(r"conda|\A\./|\A/(?!usr/bin/|bin/)")
"""Compilers that bring their own libraries, by how they are called."""


class Build:
    """One call of a linker, and all that can be read of it. ``inputs`` are paths."""

    def __init__(
        self, line: Line, inputs: tuple[str, ...], invocation: Invocation, state: State
    ) -> None:
        self.line = line
        self.invocation = invocation
        self.state = state
        self.by = invocation.evidence()
        self.own: dict[str, str] = dict(self._local())
        objects = (p for p in inputs if not re.search(r"\.so(\.[\d.]+)?\Z", p))
        archives = (path for path in self.own.values() if path.endswith(".a"))
        includes = tuple(state.path(word) for word in line.includes)
        self.origins = Origins(state, (*objects, *archives), includes)

    def _local(self) -> Iterator[tuple[str, str]]:
        """Libraries that the file builds itself, by name: found in the directories of ``-L``."""
        for name in self.line.libraries:
            for directory in self.line.directories:
                stem = paths.join(self.state.path(directory), f"lib{name}")
                found = next((stem + s for s in (".so", ".a") if self._is_made(stem + s)), None)
                if found is not None:
                    yield name, found
                    break

    def _is_made(self, path: str) -> bool:
        found = self.state.fs.follow(path)
        return found.yes and found.step is not None

    def program(self, path: str) -> nd.Program:
        """The program as the model knows it."""
        static = self.static
        return nd.Program(
            name=path,
            by=self.by,
            root=self.origins.top,
            inputs=INPUTS,
            static=static,
            static_by=self.invocation.evidence("linked with -static" if static else ""),
            mentions=lambda: tuple(self.mentions()),
            needs=lambda: tuple(self.needs()),
            embedded=lambda: tuple(self.embedded()),
            assumptions=tuple(self.assumptions()),
        )

    @cached_property
    def static(self) -> bool | None:
        """Whether it needs no shared library at all: True, False, or None when unknown."""
        if self.line.shared or not self.line.static:
            return None if self.line.unknown and not self.line.shared else False
        if self._is_musl:
            return True
        foreign = [n for n in self.line.libraries if not libraries.row_of(n).own]
        if self.line.unknown or self.origins.unseen or foreign:
            return None
        return not any(file.calls(_NSS) for file in self.origins.files)

    @property
    def _is_musl(self) -> bool:
        distribution = self.state.distribution
        native = distribution is not None and distribution.libc == "musl"
        return native or "musl" in self.invocation.name

    @property
    def is_cxx(self) -> bool:
        """Whether the C++ library is linked in."""
        return "++" in self.invocation.name or "stdc++" in self.line.libraries

    def mentions(self) -> Iterator[nd.Mention]:
        """Literals of the sources, and values that the command defines."""
        for file in self.origins.files:
            yield from file.mentions
        for definition in self.line.definitions:
            value = definition.partition("=")[2].strip("\"'\\")
            if value:
                yield nd.Mention(value, self.by)

    def embedded(self) -> Iterator[str]:
        """Paths of the image whose content is inside the program."""
        for file in self.origins.files:
            for name in file.holds:
                yield paths.join(posixpath.dirname(file.path), name)
                yield paths.join(self.state.cwd, name)

    def needs(self) -> Iterator[nd.Need]:
        """What it needs beyond its own data."""
        for file in self.origins.files:
            yield from called(file, self.state)
        yield from features(self.origins.files, self.state)
        if self.origins.unseen:
            yield nd.NeedsFeature(feature=_UNSEEN, by=self.by)
        if self.static:
            return
        distribution = self.state.distribution
        if distribution is not None:
            yield nd.NeedsLibc(
                family=distribution.libc or "",
                release=distribution.release,
                by=self.by,
                compiler=bool(self._wanted),
            )
        for path in self.own.values():
            if path.endswith(".so"):
                yield nd.NeedsPath(path=path, by=self.by, optional=True)
        yield from self._libraries()
        yield from self._of_compiler()

    def _libraries(self) -> Iterator[nd.Need]:
        """By their development packages; where one has none that is known, those of all."""
        unclear = ["a library that is not known"] if self.line.unknown else []
        for name in self.line.libraries:
            row = libraries.row_of(name)
            for feature in row.features:
                yield nd.NeedsFeature(feature=_FEATURES[feature], by=self.by)
            if row.own or row.compiler or row.kept or name in self.own:
                continue
            packages = libraries.bringing(name, row, self.state, self.by)
            for package, by in packages:
                yield nd.NeedsLibrary(package=package, by=by, linked=len(packages) == 1)
            if not packages:
                unclear.append(f"-l{name}")
        if not unclear:
            return
        every = list(libraries.linked(self.state, libraries.installed(self.state)))
        for package, by in every:
            yield nd.NeedsLibrary(package=package, by=by)
        for name in unclear:
            yield nd.NeedsUnknown(what=name, by=self.by)

    @property
    def _wanted(self) -> set[str]:
        """Libraries of the compiler that may be linked."""
        wanted = {name for name in self.line.libraries if libraries.row_of(name).compiler}
        wanted |= {"stdc++", "gcc"} if self.is_cxx else set()
        wanted |= {"gcc"} if self.origins.unseen else set()
        if any(flag.startswith("-fopenmp") for flag in self.line.flags):
            wanted.add("gomp")
        if "gfortran" in self.invocation.name or self.invocation.name.startswith("f"):
            wanted |= {"gfortran", "quadmath", "gcc"}
        if self.line.unknown:
            wanted |= {"stdc++", "gcc", "gomp", "atomic"}
        return wanted

    def _of_compiler(self) -> Iterator[nd.Need]:
        """Libraries that come with the compiler: kept by its package, or with the compiler."""
        wanted = self._wanted
        names = tuple(f"lib{name.removesuffix('_s')}" for name in sorted(wanted))
        for package, by in libraries.compilers(self.state, self.by, names):
            yield nd.NeedsLibrary(package=package, by=by)
        if self.is_cxx and "-static-libstdc++" not in self.line.flags:
            yield from libraries.given("stdc++", self.state, self.by)
        if self._brings_its_own(bool(wanted)):
            yield nd.NeedsCommand(name=self.invocation.called, by=self.by)

    def _brings_its_own(self, wanted: bool) -> bool:
        """Whether the program runs with libraries that no package but the compiler's has."""
        if any(flag.startswith("-fsanitize") for flag in self.line.flags):
            return True
        if any(libraries.row_of(name).kept for name in self.line.libraries):
            return True
        distribution = self.state.distribution
        if "musl" in self.invocation.name and distribution is not None:
            return distribution.libc != "musl"
        foreign = "gcc" in facts.layout(self.state.image).commands.own
        return wanted and (foreign or _FOREIGN.search(self.invocation.called) is not None)

    def assumptions(self) -> Iterator[Assumption]:
        """What is taken for granted of code that is not in the context."""
        if self.origins.unseen:
            first = posixpath.basename(self.origins.unseen[0])
            text = (
                f"{self.invocation.name} links {first}, whose sources are not in the context: "
                "it reads no files of the image"
            )
            yield Assumption("sources-not-seen", text, self.invocation.span)
