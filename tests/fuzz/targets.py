"""What each input is tried with. A target raises ``AssertionError`` for a broken property."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from tests.cst import properties
from tests.cst.buildkit import seen_alike

from dockerize_ms import cst, shell
from dockerize_ms.context import Ignore
from dockerize_ms.cst.second import agrees
from dockerize_ms.pipeline import Outcome, refactor, verify
from dockerize_ms.text import HOLE, SourceMap

_VALUES = {"A": "a b", "B": "", "x": "ab" * 20, "e": "", "p": "*/x", "HOLE": HOLE, "v": "a-b-c"}
_PATHS = ("a", "a/b", "b/a/b", ".git", "node_modules/a", "é\udc80/[x]", "a" * 300, "a/" * 40 + "a")


class Target(Struct, frozen=True):
    """One thing to try: on texts of which kind, with which share of all inputs, and how."""

    kind: str
    share: int
    check: Callable[[str], Any]


def tree(text: str) -> None:
    """The exact reader: the round trip, positions, and every lazy answer."""
    read = cst.parse(text)
    properties.code_is_the_text(read, text)
    properties.positions_point_into_the_text(read, text)
    properties.everything_can_be_asked(read)
    properties.quick_reading_is_careful_reading(read, text)


def second(text: str) -> None:
    """dockerfile-parse sees what we see, where it is known to understand."""
    read = cst.parse(text)
    assert read.errors or agrees(read) is None


def buildkit(text: str) -> None:
    """BuildKit's own parser sees what we see. Its binding takes UTF-8 alone."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        seen_alike(text)


def run(text: str) -> None:
    """The shell texts of a Dockerfile, with their way back to the file."""
    for each in cst.parse(text).instructions:
        if each.shell_source is not None:
            _script(shell.parse(each.shell_source, joined=not each.heredocs))


def script(text: str) -> None:
    """A shell text by itself; its units, joined again, are its text."""
    for joined in (False, True):
        read = shell.parse(SourceMap.literal(text), joined=joined)
        units = shell.split(read)
        assert shell.join(read, range(len(units))) == (text if units else "")
        _script(read)


def _script(read: shell.Script) -> None:
    length = len(read.source.text)
    for node in shell.below(read.body):
        assert 0 <= node.start <= node.end <= length
        if isinstance(node, shell.Word):
            shell.expand(node, _VALUES.get)
    shell.join(read, range(0, len(shell.split(read)), 2))


def word(text: str) -> None:
    """Variables in the words of instructions."""
    for escape in "\\`":
        cst.variables(text, escape=escape)
        with contextlib.suppress(cst.ExpansionError):
            cst.expand(text, _VALUES.get, escape=escape)


def ignore(text: str) -> None:
    """Patterns of ``.dockerignore``."""
    read = Ignore.parse(text)
    for path in _PATHS:
        assert read.excluded(path) or not read.prunes(path)


def whole(text: str) -> None:
    """``refactor`` and ``verify``: what is written is read again, and is left alone."""
    result = refactor(text)
    assert result.text == text or result.outcome is Outcome.REWRITTEN
    for each in (text, result.text):
        verify(each)
    if result.outcome is Outcome.REWRITTEN:
        assert not cst.parse(result.text).errors
        assert refactor(result.text).text == result.text


TARGETS = {
    "tree": Target("dockerfile", 50, tree),
    "second": Target("dockerfile", 6, second),
    "buildkit": Target("dockerfile", 12, buildkit),
    "run": Target("dockerfile", 8, run),
    "script": Target("shell", 8, script),
    "word": Target("word", 7, word),
    "ignore": Target("ignore", 6, ignore),
    "whole": Target("dockerfile", 3, whole),
}
