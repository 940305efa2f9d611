"""Build tools that are not followed: cmake, ninja, bazel …"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import pairwise

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model.effects import Effect, Opaque
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_ANYTHING = ("task", "mage", "earthly")
"""Runners of tasks, which may do anything."""
_CMAKE = Options(
    "-S: -B: --build: --install: --prefix: --target: -t: --config: --component: -j? --parallel?"
    " -D: -G: -A: -T: -C: -U: -W: -P: -E: -N -L --preset? -v --verbose --clean-first --fresh"
    " --strip --toolchain: --log-level: --default-directory-permissions: --install-prefix:"
)
_INFORMATION = ("--version", "--help", "-version", "-V")


@handles("cmake")
def cmake(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes into its build directory and, as projects do, beside their sources.

    ``--install DIR --prefix PATH`` fills the prefix; where it is not told, anything.
    """
    words = invocation.arguments
    if words[:1] and words[0] in _INFORMATION:
        return
    arguments = _CMAKE.read([f"-D{HOLE}" if word == HOLE else word for word in words])
    yield Opaque(reason="cmake is not followed", below=_reach(arguments, state))


def _reach(arguments: Arguments, state: State) -> tuple[str, ...]:
    installs = arguments.has("--install", "-P", "-E") or any(
        "install" in target for target in arguments.values("--target", "-t")
    )
    given = [*arguments.values("-S", "-B"), *arguments.operands]
    if arguments.has("--build"):
        built = arguments.values("--build")
        given = [*built, *(posixpath.dirname(word.rstrip("/")) or "." for word in built)]
    if installs:
        prefix, directory = arguments.value("--prefix"), arguments.value("--install")
        if prefix is None or directory is None:
            return ()
        given = [prefix, directory]
    directories = dict.fromkeys(place(state, word) for word in ("", *given))
    return () if any(HOLE in path or path == "/" for path in directories) else tuple(directories)


@handles(
    "ninja", "meson", "autoreconf", "autoconf", "automake", "aclocal", "libtoolize",
    "autoheader", "ccmake", "ctest", "cpack", "scons", "bazel", "buck", "xmake", "premake5",
    "qmake", "task", "mage", "earthly"
)  # fmt: skip
def other_builders(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Other build tools are not followed; what they install may go anywhere."""
    words = invocation.arguments
    if words[:1] in (("--version",), ("--help",)):
        return
    installs = any("install" in word for word in words) or invocation.name in _ANYTHING
    below = (place(state, ""), *_directories(words, state))
    yield Opaque(reason=f"{invocation.name} is not followed", below=() if installs else below)


def _directories(words: tuple[str, ...], state: State) -> Iterator[str]:
    """``ninja -C DIR``: where it builds."""
    for option, word in pairwise(words):
        if option == "-C":
            yield place(state, word)
