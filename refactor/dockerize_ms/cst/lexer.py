"""BuildKit's own shell words: quotes, escapes, variables, and where one word ends."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from dockerize_ms.cst import operators
from dockerize_ms.cst.characters import SPACE, decoded
from dockerize_ms.cst.expansion_error import ExpansionError

Lookup = Callable[[str], str | None]
"""A variable's value, None if it is unset."""

_DEEPEST = 50
_OUTSIDE = f"$<'\"}}/{SPACE}"
_SPECIAL = "@*#?-$!0"


@functools.cache
def _plain(escape: str, ends: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(escape)}{ends}]+")


class Lexer:
    """Reads one text once; without ``lookup`` variables stay as written.

    ``quotes`` and ``escapes`` keep these characters, ``blanks`` may stand behind ``<<``,
    and to a ``plain`` text, such as a heredoc's, quotes are letters.

    What BuildKit does by accident is done here too, for it decides where a heredoc is.
    """

    def __init__(
        self,
        text: str,
        escape: str,
        lookup: Lookup | None = None,
        *,
        quotes: bool = False,
        escapes: bool = False,
        blanks: bool = True,
        plain: bool = False,
        patterns: bool = True,
    ) -> None:
        self.text = decoded(text.removeprefix("\ufeff"))
        self.escape = escape
        self.lookup = lookup
        self.keep_quotes = quotes
        self.keep_escapes = escapes
        self.blanks = blanks
        self.plain = plain
        self.patterns = patterns
        self.at = 0
        self.depth = 0
        self.words: list[str] = []
        self.buffer: list[str] = []

    def process(self) -> str:
        """The whole text, processed; the words are in ``words``. Raises ``ExpansionError``."""
        result: list[str] = []
        while self.at < len(self.text):
            splits = self.text[self.at] == "$" or self.text[self.at] in SPACE
            part = self.piece()
            result.append(part)
            self._collect(part, splits)
        self._end_word()
        return "".join(result)

    def _collect(self, part: str, splits: bool) -> None:
        if not splits:
            self.buffer.append(part)
            return
        for char in part:
            if char in SPACE:
                self._end_word()
            else:
                self.buffer.append(char)

    def _end_word(self) -> None:
        if word := "".join(self.buffer):
            self.words.append(word)
        self.buffer.clear()

    def piece(self) -> str:
        """The next token outside quotes, processed."""
        plain = _plain(self.escape, _OUTSIDE).match(self.text, self.at)
        if plain:
            self.at = plain.end()
            return plain[0]
        char = self.text[self.at]
        if char == "$":
            return self._dollar()
        if char == "'" and not self.plain:
            return self._single()
        if char == '"' and not self.plain:
            return self._double()
        self.at += 1
        if char == self.escape:
            following = self.text[self.at : self.at + 1]
            self.at += 1
            return char + following if self.keep_escapes else following
        if char == "<" and self.text.startswith("<", self.at):
            return self._heredoc()
        return char

    def _heredoc(self) -> str:
        start = self.at - 1
        self.at += 1
        while self.blanks and self.text[self.at : self.at + 1] in ("\t", "\r", " "):
            self.at += 1
        return self.text[start : self.at]

    def _single(self) -> str:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise ExpansionError("unexpected end of statement while looking for a single quote")
        start, self.at = self.at, end + 1
        return self.text[start : end + 1] if self.keep_quotes else self.text[start + 1 : end]

    def _double(self) -> str:
        result: list[str] = []
        self.at += 1
        while self.at < len(self.text):
            plain = _plain(self.escape, '$"').match(self.text, self.at)
            char = self.text[self.at]
            if plain:
                result.append(plain[0])
                self.at = plain.end()
            elif char == '"':
                self.at += 1
                inner = "".join(result)
                return f'"{inner}"' if self.keep_quotes else inner
            elif char == "$":
                result.append(self._dollar())
            else:
                result.append(self._quoted_escape())
        raise ExpansionError("unexpected end of statement while looking for a double quote")

    def _quoted_escape(self) -> str:
        self.at += 1
        following = self.text[self.at : self.at + 1]
        kept = self.escape if self.keep_escapes else ""
        if not following:
            return kept
        if following not in ('"', "$", self.escape):
            return kept + self.escape
        self.at += 1
        return kept + following

    def _dollar(self) -> str:
        self.at += 1
        if not self.text.startswith("{", self.at):
            name = self._name()
            return self._variable(name, f"${name}") if name else "$"
        self.at += 1
        if self.at >= len(self.text):
            raise ExpansionError("syntax error: missing '}'")
        if self.text[self.at] in "{}:":
            raise ExpansionError("syntax error: bad substitution")
        name = self._name()
        operator = self._next()
        if not operator:
            raise ExpansionError("syntax error: missing '}'")
        if operator == "}":
            return self._variable(name, f"${{{name}}}")
        if operator in ("#", "%", "/") and not self.patterns:
            raise ExpansionError(f"unsupported modifier ({operator}) in substitution")
        if operator == "/":
            return self._replacement(name)
        if operator == ":":
            operator += self._next()
        elif operator not in ("+", "-", "?", "#", "%"):
            raise ExpansionError(f"unsupported modifier ({operator}) in substitution")
        if operator in (":#", ":%"):
            raise ExpansionError(f"unsupported modifier ({operator}) in substitution")
        word = self._until("}", operator in ("#", "%"))
        if self.lookup is None:
            return f"${{{name}{operator}{word}}}"
        return operators.substitute(name, operator, word, self.lookup(name))

    def _variable(self, name: str, written: str) -> str:
        return written if self.lookup is None else self.lookup(name) or ""

    def _replacement(self, name: str) -> str:
        every = self.text.startswith("/", self.at)
        self.at += every
        pattern = self._until("/", True)
        text = self._until("}", True)
        if self.lookup is None:
            return f"${{{name}/{pattern}/{text}}}"
        return operators.replace(self.lookup(name), pattern, text, every)

    def _until(self, stop: str, keep_escapes: bool) -> str:
        if self.depth >= _DEEPEST:
            raise ExpansionError("syntax error: nested too deeply")
        outside, self.keep_escapes = self.keep_escapes, keep_escapes
        self.depth += 1
        result: list[str] = []
        while self._peek() != stop:
            if self.at >= len(self.text):
                raise ExpansionError(f"syntax error: missing '{stop}'")
            result.append(self.piece())
        self.at += 1
        self.depth -= 1
        self.keep_escapes = outside
        self.buffer.clear()  # BuildKit uses one buffer for all: the word's beginning is lost
        return "".join(result)

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _next(self) -> str:
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def _name(self) -> str:
        start = self.at
        first = self._peek()
        if first.isdecimal():
            while self._peek().isdecimal():
                self.at += 1
        elif first and first in _SPECIAL:
            self.at += 1
        else:
            while (char := self._peek()) == "_" or char.isalpha() or char.isdecimal():
                self.at += 1
        return self.text[start : self.at]
