"""Whatever a command is given, and whatever a Makefile holds, there is an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext, Effect
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, Span

_SPAN = Span("Dockerfile", 1, 1, 1, 1, 0, 0)
_TYPICAL = st.sampled_from(
    [
        "-f",
        "-C",
        "-o",
        "-x",
        "--",
        "-",
        "install",
        "add",
        "update",
        "--target=x",
        "-rf",
        "a",
        "/a/b",
        "*.c",
        "..",
        "/",
        "-R",
        "user:group",
        "-c",
        "-e",
        "s/a/b/",
        "$(x)",
        "{}",
        "-exec",
        ";",
        "+",
        "A=1",
        "clone",
        "http://h/x?y",
        "http://",
        "xzf",
        "--x",
        "[a-",
        "\\",
        "'",
        "%",
        "=",
        ":",
        HOLE,
        HOLE + "/x",
    ]
)
_WORDS = st.lists(_TYPICAL | st.text(max_size=8), max_size=6)
_TEXT = st.none() | st.text(max_size=20)
_LINES = st.lists(
    st.sampled_from(
        [
            "all: x",
            "x:",
            "\techo $@ $(A)",
            "A = $(B)",
            "B := $(A)",
            "ifeq ($(A),b)",
            "else",
            "endif",
            "define X",
            "endef",
            "include y",
            "\t$(shell x)",
            "%.o: %.c",
            "$(",
            "a:b:c",
            "export A",
            "A += $(A)",
            "x: A = 1",
            "else ifdef B",
            "\t\\",
            "B = $(subst a,b)",
            "C = $(word x,y)",
            "D = $(if ,)",
            ".PHONY:",
        ]
    )
    | st.text(max_size=12),
    max_size=12,
)
_MANY = settings(max_examples=1500, deadline=None)
_FEW = settings(max_examples=300, deadline=None)
_COMMANDS = sorted({name for kind, name in index.modules() if kind in ("handles", "standard")})
_PRINTS = sorted({name for kind, name in index.modules() if kind == "prints"})


def _state(makefile: str = "x:\n\ty\n") -> State:
    context = Context.from_files({"app/Makefile": makefile, "app/a": "a", "app/b/c": "#!/bin/sh\n"})
    effect = CopiesContext(context=context, source="", target="/")
    fs = Filesystem(Scratch()).apply(effect, Evidence("COPY"))
    return State(cwd="/app", env={"PATH": "/bin"}, fs=fs, image=image("debian", "bookworm"))


def _call(name: str, words: list[str], stdin: str | None) -> Invocation:
    return Invocation(called=name, arguments=tuple(words), span=_SPAN, text=name, stdin=stdin)


def _effects(name: str, words: list[str], stdin: str | None, state: State) -> list[Effect]:
    handler = index.handler(name)
    return [] if handler is None else list(handler(_call(name, words, stdin), state))


@_MANY
@given(name=st.sampled_from(_COMMANDS), words=_WORDS, stdin=_TEXT)
def test_effects(name: str, words: list[str], stdin: str | None) -> None:
    assert all(isinstance(effect, Effect) for effect in _effects(name, words, stdin, _state()))


@_FEW
@given(name=st.sampled_from(_PRINTS), words=_WORDS, stdin=_TEXT)
def test_prints(name: str, words: list[str], stdin: str | None) -> None:
    assert isinstance(index.printed(_call(name, words, stdin), _state()), str | None)


@_FEW
@given(lines=_LINES, goal=st.sampled_from([[], ["x"], ["a.o"], ["A=b"]]))
def test_makefiles(lines: list[str], goal: list[str]) -> None:
    effects = _effects("make", goal, None, _state("\n".join(lines) + "\n"))
    assert all(isinstance(effect, Effect) for effect in effects)


_DOUBLING = "".join(f"A{at} = $(A{at + 1})$(A{at + 1})\n" for at in range(40))
_BOMBS = {
    "variables of themselves": "A += $(A)\n" * 6 + "x:\n\techo $(A)\n",
    "variables of each other": "A = $(B)$(B)\nB = $(A)$(A)\nx: $(A)\n",
    "doubling variables": _DOUBLING + "A40 = xxxxxxxx\nx: $(A0)\n\techo $(A0)\n",
    "doubling values": "B := a\n" + "B := $(B)$(B)\n" * 60 + "x:\n\techo $(B)\n",
    "a long chain": "".join(f"t{at}: t{at + 1}\n\techo $^\n" for at in range(2000)),
    "open brackets": "$(" * 20_000,
}


@pytest.mark.parametrize("name", _BOMBS)
def test_every_makefile_ends(name: str) -> None:
    assert len(_effects("make", [], None, _state(_BOMBS[name]))) < 5_000
