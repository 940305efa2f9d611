"""Build tools that are not followed: cmake, ninja, bazel …"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model.effects import Effect, Opaque
from dockerize_ms.model.invocation import Invocation, State

_ANYTHING = ("task", "just", "mage", "earthly")
"""Runners of tasks, which may do anything."""


@handles(
    "cmake", "ninja", "meson", "autoreconf", "autoconf", "automake", "aclocal", "libtoolize",
    "autoheader", "ccmake", "ctest", "cpack", "scons", "bazel", "buck", "xmake", "premake5",
    "qmake", "task", "just", "mage", "earthly"
)  # fmt: skip
def other_builders(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Other build tools are not followed; what they install may go anywhere."""
    words = invocation.arguments
    if words[:1] in (("--version",), ("--help",)):
        return
    installs = any("install" in word for word in words) or invocation.name in _ANYTHING
    yield Opaque(
        reason=f"{invocation.name} is not followed", below=() if installs else (place(state, ""),)
    )
