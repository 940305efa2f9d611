"""The C and C++ compilers: what they write, and what the programs they link need.

``gcc``, ``clang`` and their like are drivers: they compile, assemble and link as their words
say (the GCC manual, "Overall Options").
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.native.command_line import Line, is_header, read
from dockerize_ms.ecosystems.native.program import Build
from dockerize_ms.ecosystems.places import changed, is_device, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import Configures, Effect, Opaque, Reads, Runs, WritesFile
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

OBJECT = "an object file of the compiler"
_DEPENDENCIES = "a list of headers, for make"
_NOTES = "notes of the compiler"
_OBJECTS = (".o", ".lo", ".obj", ".os")
_TEXTS = (".s", ".S", ".i", ".ii", ".d")
_SUFFIXES = {"compile": ".o", "assemble": ".s"}


@standard(
    "cc", "gcc", "g++", "c++", "clang", "clang++", "c89", "c99", "gfortran", "f77", "f95", "tcc",
    "musl-gcc", "musl-g++", "musl-clang", "x86_64-linux-gnu-gcc", "x86_64-linux-gnu-g++",
    "aarch64-linux-gnu-gcc", "aarch64-linux-gnu-g++", "arm-linux-gnueabihf-gcc",
    "arm-linux-gnueabihf-g++", "i686-linux-gnu-gcc", "i686-linux-gnu-g++",
    "x86_64-linux-musl-gcc", "x86_64-linux-musl-g++", "aarch64-linux-musl-gcc",
    "aarch64-linux-musl-g++", "x86_64-alpine-linux-musl-gcc", "x86_64-alpine-linux-musl-g++",
    "x86_64-conda-linux-gnu-gcc", "x86_64-conda-linux-gnu-g++", "x86_64-conda-linux-gnu-cc",
    "x86_64-conda-linux-gnu-c++", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-g++",
    "i686-w64-mingw32-gcc", "i686-w64-mingw32-g++"
)  # fmt: skip
def compiler(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Compiles, assembles or links. What it is not told before the build is opaque here."""
    line = read(invocation.arguments, state)
    if line.mode == "information":
        return
    inputs = [path for word in line.inputs for path in _paths(word, state)]
    if not inputs and line.output is None:
        yield Opaque(reason=f"what {invocation.name} compiles is not known", below=_below(state))
        return
    if line.mode == "link" and inputs and all(is_header(path) for path in inputs):
        yield from _precompiled(line, inputs, state)
    elif line.mode == "link":
        yield from _linked(line, inputs, invocation, state)
    elif line.mode in _SUFFIXES:
        yield from _compiled(line, inputs, state)
    elif line.output is not None:
        yield from _file(line.output, state)
    yield from _notes(line, inputs, state)


def _paths(word: str, state: State) -> tuple[str, ...]:
    return ("-",) if word == "-" else changed(state, word)


def _below(state: State) -> tuple[str, ...]:
    return (place(state, ""),)


def _precompiled(line: Line, inputs: list[str], state: State) -> Iterator[Effect]:
    for path in inputs:
        target = f"{path}.gch" if line.output is None else place(state, line.output)
        yield WritesFile(path=target, build_only="a header that was compiled beforehand")


def _linked(
    line: Line, inputs: list[str], invocation: Invocation, state: State
) -> Iterator[Effect]:
    target = place(state, line.output or "a.out")
    if is_device(target):
        return
    for path in inputs:
        if path != "-":
            yield Reads(path=path)
    if "-r" in line.flags or "--relocatable" in line.flags:
        yield WritesFile(path=target, build_only=OBJECT)
        return
    program = Build(line, tuple(inputs), invocation, state).program(target)
    yield WritesFile(path=target, executable=True, program=program)


def _compiled(line: Line, inputs: list[str], state: State) -> Iterator[Effect]:
    """Objects. Those for another machine, or for a compiler in a program, are loaded by it."""
    suffix = _SUFFIXES[line.mode]
    loaded = "bpf" in line.target or bool(line.flags & {"-emit-llvm", "-mbpf"})
    for source in inputs:
        if line.output is not None:
            target = place(state, line.output)
        else:
            stem = posixpath.splitext(posixpath.basename(source))[0]
            target = place(state, stem + suffix)
        if is_device(target):
            continue
        if source != "-":
            yield Reads(path=source)
        known = target.endswith((*_OBJECTS, *_TEXTS)) or HOLE in target
        yield WritesFile(path=target, build_only=OBJECT if known and not loaded else "")


def _file(word: str, state: State) -> Iterator[Effect]:
    """What the preprocessor writes may be any text, for anybody."""
    target = place(state, word)
    if not is_device(target):
        reason = OBJECT if target.endswith(_TEXTS) else ""
        yield WritesFile(path=target, build_only=reason)


def _notes(line: Line, inputs: list[str], state: State) -> Iterator[Effect]:
    """Files beside: dependencies for make, intermediate ones, counters of a profile."""
    if line.dependencies is not None:
        yield WritesFile(path=place(state, line.dependencies), build_only=_DEPENDENCIES)
    elif line.flags & {"-MD", "-MMD"}:
        for path in (place(state, line.output),) if line.output else tuple(map(_here, inputs)):
            stem = posixpath.splitext(path)[0]
            yield WritesFile(path=place(state, stem + ".d"), build_only=_DEPENDENCIES)
    if any(flag.startswith(("-save-temps", "-fdump", "-ftest-coverage", "--coverage",
                            "-gsplit-dwarf", "-ftime-trace")) for flag in line.flags):  # fmt: skip
        yield Opaque(reason=_NOTES, below=_below(state), build_only=_NOTES)


def _here(path: str) -> str:
    return posixpath.basename(path)


@standard("ld", "ld.gold", "ld.lld", "ld.bfd", "lld", "gold", "mold")
def linker(invocation: Invocation, state: State) -> Iterator[Effect]:
    """The linker by itself: its words are those that ``-Wl`` hands over."""
    line = read(invocation.arguments, state)
    inputs = [path for word in line.inputs for path in _paths(word, state)]
    if line.mode == "information" or line.flags & {"-V", "-v"}:
        return
    if inputs or line.output is not None:
        yield from _linked(line, inputs, invocation, state)
    else:
        yield Opaque(reason="what the linker is given is not known", below=_below(state))


@standard("ccache", "sccache", "distcc")
def cached(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``ccache gcc …`` runs the compiler, with a cache of its own."""
    words = invocation.arguments
    if words and words[0][:1] != "-":
        yield Runs(argv=words)
    yield Configures()


@standard("cpp")
def preprocessor(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``cpp [INPUT [OUTPUT]]``: writes a text where it is told to."""
    line = read(invocation.arguments, state)
    if line.output is not None:
        yield from _file(line.output, state)
    elif len(line.inputs) > 1:
        yield from _file(line.inputs[1], state)
