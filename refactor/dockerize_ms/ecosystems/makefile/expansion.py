"""make's variables and what ``$(…)`` stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from dockerize_ms.ecosystems.makefile import functions
from dockerize_ms.text import HOLE

_DEPTH = 40
_LONGEST = 64 * 1024
_REFERENCES = 20_000  # of one Makefile: variables that double each other end too
_FUNCTION = re.compile(r"([a-z][a-z-]*)[ \t]+", re.DOTALL)
_CONDITIONAL = ("if", "or", "and")
_LOST = (
    "shell", "wildcard", "eval", "call", "foreach", "value", "origin", "flavor", "file", "realpath",
    "abspath", "error", "warning", "info", "join", "wordlist", "let", "intcmp", "guile",
)  # fmt: skip


class Variable(Struct, frozen=True):
    """A value: expanded when it is used (``=``) unless ``simple`` (``:=``)."""

    value: str
    simple: bool = False


class Chunk(Struct, frozen=True):
    """A piece of a text after expansion. ``start`` is where it comes from; literal or expanded."""

    text: str
    start: int
    literal: bool


class Scope:
    """The variables in force.

    ``shell`` is asked for what ``$(shell …)`` prints, ``wildcard`` for the files of a glob;
    None where that is not known.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        overrides: Mapping[str, str],
        shell: Callable[[str], str | None],
        wildcard: Callable[[str], str | None],
    ) -> None:
        self.variables = {name: Variable(value, True) for name, value in env.items()}
        self.overrides = {name: Variable(value) for name, value in overrides.items()}
        self._ask = {"shell": shell, "wildcard": wildcard}
        self._left = _REFERENCES

    def get(self, name: str) -> Variable | None:
        """A variable; what the command line says comes first."""
        return self.overrides.get(name) or self.variables.get(name)

    def expand(self, text: str, local: Mapping[str, str] | None = None, depth: int = 0) -> str:
        """The text with every reference replaced; what is not known is a hole."""
        if "$" not in text:
            return text
        joined = "".join(chunk.text for chunk in self.chunks(text, local, depth))
        return joined if len(joined) <= _LONGEST else HOLE

    def chunks(
        self, text: str, local: Mapping[str, str] | None = None, depth: int = 0
    ) -> Iterator[Chunk]:
        """The pieces of an expanded text, in order."""
        at = 0
        while (mark := text.find("$", at)) >= 0 and mark + 1 < len(text):
            if mark > at:
                yield Chunk(text[at:mark], at, True)
            opening = text[mark + 1]
            if opening == "$":
                yield Chunk("$", mark, True)
                at = mark + 2
                continue
            end = closing(text, mark + 1) if opening in "({" else mark + 2
            body = text[mark + 2 : end - 1] if opening in "({" else opening
            yield Chunk(self._value(body, local or {}, depth), mark, False)
            at = end
        if at < len(text):
            yield Chunk(text[at:], at, True)

    def _value(self, body: str, local: Mapping[str, str], depth: int) -> str:
        self._left -= 1
        if depth > _DEPTH or self._left < 0:
            return HOLE
        match = _FUNCTION.match(body)
        if match and (match[1] in functions.TEXT or match[1] in _CONDITIONAL or match[1] in _LOST):
            return self._function(match[1], body[match.end() :], local, depth)
        name = self.expand(body, local, depth + 1)
        reference, colon, change = name.partition(":")
        if colon and "=" in change:
            pattern, _, replacement = change.partition("=")
            if "%" not in pattern:
                pattern, replacement = "%" + pattern, "%" + replacement
            value = self._variable(reference, local, depth)
            return functions.call("patsubst", [pattern, replacement, value]) or ""
        return self._variable(name, local, depth)

    def _variable(self, name: str, local: Mapping[str, str], depth: int) -> str:
        if name in local:
            return local[name]
        variable = self.get(name)
        if variable is None:
            return HOLE if HOLE in name else ""
        return variable.value if variable.simple else self.expand(variable.value, local, depth + 1)

    def _function(self, name: str, body: str, local: Mapping[str, str], depth: int) -> str:
        if name in self._ask:
            answer = self._ask[name](self.expand(body, local, depth + 1))
            return HOLE if answer is None else " ".join(answer.split("\n")).strip()
        if name in _LOST:
            return "" if name in ("eval", "info", "warning", "error") else HOLE
        arguments = arguments_of(body)
        if name == "if":
            condition = self.expand(arguments[0].strip(), local, depth + 1)
            if HOLE in condition:
                return HOLE
            taken = arguments[1:2] if condition else arguments[2:3]
            return self.expand((taken or [""])[0], local, depth + 1)
        expanded = [self.expand(argument, local, depth + 1) for argument in arguments]
        if name in _CONDITIONAL:
            return HOLE if any(HOLE in word for word in expanded) else _boolean(name, expanded)
        return functions.call(name, expanded) or ""


def _boolean(name: str, words: list[str]) -> str:
    stripped = [word.strip() for word in words]
    if name == "or":
        return next((word for word in stripped if word), "")
    return stripped[-1] if all(stripped) else ""


def closing(text: str, opening: int) -> int:
    """The offset after the bracket that closes the one at ``opening``; the end where none does."""
    left, right = text[opening], ")" if text[opening] == "(" else "}"
    depth = 0
    for at in range(opening, len(text)):
        if text[at] == left:
            depth += 1
        elif text[at] == right:
            depth -= 1
            if depth == 0:
                return at + 1
    return len(text) + 1


def arguments_of(body: str) -> list[str]:
    """A function's arguments: split at the commas outside of brackets."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(body):
        if character in "({":
            depth += 1
        elif character in ")}":
            depth -= 1
        elif character == "," and depth == 0:
            found.append(body[start:at])
            start = at + 1
    return [*found, body[start:]]
