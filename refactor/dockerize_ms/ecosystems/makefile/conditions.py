"""Conditionals of a Makefile: decided where all words are known."""

from __future__ import annotations

import re

from dockerize_ms.ecosystems.makefile.expansion import Scope, arguments_of
from dockerize_ms.text import HOLE

_WORD = re.compile(
    r"(?P<else>else\b[ \t]*)?(?P<name>ifeq|ifneq|ifdef|ifndef|endif|else)?\b[ \t]*(?P<rest>.*)",
    re.DOTALL,
)
_QUOTED = re.compile(r"[\"']([^\"']*)[\"'][ \t]*[\"']([^\"']*)[\"']")


class Conditions:
    """The conditionals that are open. ``holds``: True, False, or None where it is not decided."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._open: list[tuple[bool | None, bool | None]] = []  # this branch; an earlier one

    @property
    def holds(self) -> bool | None:
        """Whether the lines that follow count."""
        branches = [branch for branch, _ in self._open]
        if False in branches:
            return False
        return None if None in branches else True

    def read(self, text: str) -> bool:
        """Takes a line that belongs to a conditional; False for any other."""
        match = _WORD.match(text)
        if match is None or not (match["else"] or match["name"]):
            return False
        name = match["name"] or "else"
        if name == "endif":
            self._open = self._open[:-1]
        elif match["else"] or name == "else":
            self._else(None if name == "else" else self._test(name, match["rest"]), name == "else")
        else:
            self._open.append((self._test(name, match["rest"]), False))
        return True

    def _else(self, test: bool | None, plain: bool) -> None:
        if not self._open:
            return
        branch, earlier = self._open.pop()
        taken = (
            True
            if branch is True or earlier is True
            else None
            if None in (branch, earlier)
            else False
        )
        if taken is True:
            self._open.append((False, True))
        else:
            now = True if plain else test
            self._open.append((now if taken is False or now is False else None, taken))

    def _test(self, name: str, rest: str) -> bool | None:
        if name in ("ifdef", "ifndef"):
            variable = self._scope.get(self._scope.expand(rest.strip()))
            found = variable is not None and variable.value != ""
            return found == (name == "ifdef")
        pair = self._pair(rest.strip())
        if pair is None or HOLE in pair[0] + pair[1]:
            return None
        return (pair[0] == pair[1]) == (name == "ifeq")

    def _pair(self, rest: str) -> tuple[str, str] | None:
        quoted = _QUOTED.fullmatch(rest)
        if quoted:
            return self._scope.expand(quoted[1]), self._scope.expand(quoted[2])
        if rest[:1] != "(" or rest[-1:] != ")":
            return None
        words = arguments_of(rest[1:-1])
        if len(words) != 2:
            return None
        return self._scope.expand(words[0]).strip(), self._scope.expand(words[1]).strip()
