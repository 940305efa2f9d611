"""A compiler driver's words: what it does, from what, and to which file.

After the GCC manual ("Overall Options", "Link Options", "Preprocessor Options"); clang takes
the same. The options are none of getopt's: ``-shared`` is one word, ``-lz`` are two parts.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

_VALUED = frozenset([
    "-o", "-x", "-I", "-L", "-l", "-D", "-U", "-include", "-imacros", "-isystem", "-idirafter",
    "-iprefix", "-iquote", "-isysroot", "-iwithprefix", "-MF", "-MT", "-MQ", "-Xlinker",
    "-Xassembler", "-Xpreprocessor", "-Xclang", "-mllvm", "-T", "-u", "-z", "-e", "-arch",
    "-framework", "-target", "-B", "-b", "--param", "--sysroot", "-aux-info", "-dumpbase",
    "-dumpdir", "-wrapper", "-gcc-toolchain", "-rpath", "-soname", "-h", "-J",
])  # fmt: skip
"""Options whose value may be the next word."""
_JOINED = ("-o", "-I", "-L", "-l", "-D", "-U", "-x", "-T", "-B", "-J", "-isystem", "-iquote")
"""Options whose value may be in the same word, of those that matter here."""
_INFORMATION = (
    "--version", "--help", "-dumpversion", "-dumpfullversion", "-dumpmachine", "-dumpspecs", "-###",
    "--print", "-print-", "--target-help",
)  # fmt: skip
_MODES = {"-c": "compile", "-S": "assemble", "-E": "preprocess", "-fsyntax-only": "check"}
_WORDS = 20_000


class Line(Struct, frozen=True, kw_only=True):
    """A command taken apart.

    ``mode`` is "link", "compile", "assemble", "preprocess", "check" or "information".
    ``libraries`` are the values of ``-l``, ``definitions`` those of ``-D``. ``unknown``: there
    are words of which nothing is known before the build runs.
    """

    mode: str
    output: str | None
    inputs: tuple[str, ...]
    includes: tuple[str, ...]
    directories: tuple[str, ...]
    libraries: tuple[str, ...]
    definitions: tuple[str, ...]
    flags: frozenset[str]
    dependencies: str | None
    target: str
    unknown: bool

    @property
    def shared(self) -> bool:
        """Whether a shared library is linked."""
        return bool(self.flags & {"-shared", "--shared", "-dynamiclib", "-bundle"})

    @property
    def static(self) -> bool:
        """Whether the linker is told to use static libraries alone."""
        return bool(self.flags & {"-static", "--static", "-static-pie"})


def read(words: Sequence[str], state: State) -> Line:
    """Takes the words of ``gcc`` apart; never fails."""
    options: list[tuple[str, str]] = []
    flags: set[str] = set()
    inputs: list[str] = []
    unknown = False
    rest = iter(list(_spelled(words, state)))
    for word in rest:
        if word[:1] == HOLE and not word.strip(HOLE).endswith(_KNOWN_SUFFIX):
            unknown = True
        elif word[:1] != "-" or word == "-":
            inputs.append(word)
        elif word in _VALUED:
            options.append((word, next(rest, HOLE)))
        elif (name := _joined(word)) is not None:
            options.append((name, word[len(name) :]))
        else:
            flags.update(_linker_words(word))
    return _line(options, flags, inputs, unknown)


_KNOWN_SUFFIX = (".c", ".cc", ".cpp", ".cxx", ".C", ".o", ".a", ".so", ".s", ".S", ".lo")


def _line(
    options: list[tuple[str, str]], flags: set[str], inputs: list[str], unknown: bool
) -> Line:
    def values(*names: str) -> tuple[str, ...]:
        return tuple(value for name, value in options if name in names)

    asks = any(flag.startswith(_INFORMATION) for flag in flags)
    asks = asks or (not inputs and not unknown and flags <= {"-v"} and not options)
    mode = next((_MODES[flag] for flag in ("-fsyntax-only", "-E", "-S", "-c") if flag in flags), "")
    if not mode:
        mode = "preprocess" if flags & {"-M", "-MM"} else "link"
    targets = values("-target") + tuple(f.split("=", 1)[1] for f in flags if f[:9] == "--target=")
    return Line(
        mode="information" if asks else mode,
        output=(values("-o") or (None,))[-1],
        inputs=tuple(inputs),
        includes=values("-I", "-iquote", "-isystem", "-idirafter"),
        directories=values("-L"),
        libraries=values("-l"),
        definitions=values("-D"),
        flags=frozenset(flags),
        dependencies=(values("-MF") or (None,))[-1],
        target=" ".join(targets),
        unknown=unknown or any(value == HOLE for _, value in options if _ == "-l"),
    )


def _joined(word: str) -> str | None:
    return next((name for name in _JOINED if word.startswith(name) and word != name), None)


def _linker_words(word: str) -> Iterator[str]:
    """``-Wl,a,b`` are words of the linker."""
    if word.startswith("-Wl,"):
        yield from word.split(",")[1:]
    else:
        yield word


def _spelled(words: Sequence[str], state: State) -> Iterator[str]:
    """The words, those of response files (``@FILE``) included, each file once."""
    seen: set[str] = set()
    waiting = list(reversed(words))
    for _ in range(_WORDS):
        if not waiting:
            return
        word = waiting.pop()
        if word[:1] != "@" or len(word) == 1:
            yield word
        elif word not in seen:
            seen.add(word)
            waiting += reversed(_words(state.text(word[1:])))
    yield HOLE


def _words(text: str | None) -> list[str]:
    if text is None or len(text) > 1 << 20:
        return [HOLE]
    try:
        return shlex.split(text)[:_WORDS]
    except ValueError:
        return [HOLE]


_CXX = re.compile(r"\.(cc|cp|cpp|cxx|c\+\+|C|CPP|ii|mm|cu)\Z")
_SOURCE = re.compile(
    r"\.(c|i|m|s|S|sx|asm|f|for|f77|f90|f95|f03|f08|F|F90|cc|cp|cpp|cxx|c\+\+|C|CPP|ii|mm|cu)\Z"
)
_HEADER = re.compile(r"\.(h|hh|hp|hpp|hxx|h\+\+|H|tcc|inl)\Z")


def is_cxx(path: str) -> bool:
    """Whether a file's name says that it is C++."""
    return _CXX.search(path) is not None


def is_source(path: str) -> bool:
    """Whether a file's name says that a compiler reads it."""
    return _SOURCE.search(path) is not None or path == "-"


def is_header(path: str) -> bool:
    """Whether a file's name says that it is a header, which is compiled for later use."""
    return _HEADER.search(path) is not None
