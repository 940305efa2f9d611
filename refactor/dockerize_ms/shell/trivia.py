"""Comments and heredocs of a shell text, found before it is parsed.

The grammar nests what follows a heredoc's operator inside the heredoc, reads
``# comment`` between backticks to the end of the line, and does not know that a
Dockerfile joins the lines of a comment.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Heredoc(Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """``<<delimiter``: its body lies from ``start`` to ``stop``, its last line ends at ``end``."""

    operator: int
    width: int
    quoted: bool
    start: int
    stop: int
    end: int


class Trivia(Struct, frozen=True, kw_only=True, eq=False):
    """What was found, in order.

    ``hashes`` begin no comment, ``hidden`` are comments between backticks, those included,
    ``strings`` are where a ``<<<`` stands.
    """

    comments: tuple[tuple[int, int], ...]
    hashes: tuple[int, ...]
    hidden: tuple[tuple[int, int], ...]
    strings: tuple[int, ...]
    heredocs: tuple[Heredoc, ...]


_TOKEN = re.compile(r"\\.|['\"`)}#\n]|\$?\(\(?|\$\{|<<<|<<-?", re.DOTALL)
_ARITHMETIC = re.compile(r"\$?\(\((?:[^()]|\([^()]*\))*\)\)")
_ANSI = re.compile(r"(?:[^'\\]|\\.)*'?", re.DOTALL)
_LINE = re.compile(r"[^\n]*")
_JOINED_LINE = re.compile(r"(?:\\\n|[^\n])*")
_HIDDEN = re.compile(r"`[ \t]*#(?:\\\n|[^`\n])*`")
_DELIMITER = re.compile(r"[ \t]*((?:\\[^\n]|'[^'\n]*'|\"[^\"\n]*\"|[^\s;&|<>()'\"\\`])+)")
_QUOTES = re.compile(r"\\(.)|['\"]")
_BEFORE_COMMENT = frozenset(" \t\n;&|()`")
_COMMANDS = frozenset(("", ")", "`"))  # the contexts in which commands stand
_OPENERS = {"(": ")", "$(": ")", "${": "}", '"': '"'}


class _Scanner:
    """Walks over quotes and brackets. ``stack`` holds what will close each open context."""

    def __init__(self, text: str, joined: bool) -> None:
        self.text = text
        self.line = _JOINED_LINE if joined else _LINE
        self.stack = [""]
        self.comments: list[tuple[int, int]] = []
        self.hashes: list[int] = []
        self.hidden: list[tuple[int, int]] = []
        self.strings: list[int] = []
        self.heredocs: list[Heredoc] = []
        self.pending: list[tuple[int, int, bool, str]] = []
        self.escape = 0

    def run(self) -> Trivia:
        """Scans the whole text, in linear time."""
        at = 0
        search = _TOKEN.search
        while found := search(self.text, at):
            at = self.step(found.group(), found.start(), found.end())
        self.bodies(len(self.text))
        return Trivia(
            comments=tuple(self.comments),
            hashes=tuple(self.hashes),
            hidden=tuple(self.hidden),
            strings=tuple(self.strings),
            heredocs=tuple(self.heredocs),
        )

    def step(self, sign: str, start: int, end: int) -> int:
        """Handles one token; where to go on."""
        top = self.stack[-1]
        if sign[0] == "\\":
            self.escape = self.escape if sign == "\\\n" else end
        elif sign == top or sign + "quoted" == top:
            self.stack.pop()
        elif sign == "'":
            return self.single_quotes(start, end)
        elif sign[-2:] == "((":
            return self.parentheses(start, end)
        elif sign == "`":
            return self.backtick(start, end)
        elif top in _COMMANDS and sign in ("#", "<<", "<<-", "<<<", "\n"):
            return self.command_token(sign, start, end)
        elif sign in _OPENERS and not (top == '"' and sign == "("):
            quoted = top[:1] == '"' or top == "}quoted"
            self.stack.append("}quoted" if quoted and sign == "${" else _OPENERS[sign])
        return end

    def single_quotes(self, start: int, end: int) -> int:
        if self.stack[-1] in ('"', "}quoted"):
            return end
        if self.text[start - 1 : start] == "$":
            found = _ANSI.match(self.text, end)
            return found.end() if found else end
        close = self.text.find("'", end)
        return close + 1 if close >= 0 else len(self.text)

    def parentheses(self, start: int, end: int) -> int:
        if self.stack[-1] == '"' and self.text[start] != "$":
            return end
        found = _ARITHMETIC.match(self.text, start)
        if found:
            return found.end()
        self.stack += (")", ")")
        return end

    def command_token(self, sign: str, start: int, end: int) -> int:
        if sign == "#":
            return self.comment(start, end)
        if sign == "\n":
            return self.bodies(end) if self.pending else end
        if sign == "<<<":
            self.strings.append(start)
            return end
        found = _DELIMITER.match(self.text, end)
        if not found:
            return end
        delimiter = found.group(1)
        plain = _QUOTES.sub(r"\1", delimiter)
        self.pending.append((start, end - start, plain != delimiter, plain))
        return found.end()

    def comment(self, start: int, end: int) -> int:
        text, at = self.text, start
        while text[at - 2 : at] == "\\\n":
            at -= 2
        if at and (at == self.escape or text[at - 1] not in _BEFORE_COMMENT):
            if text[at - 1] != "$":
                self.hashes.append(start)
            return end
        found = self.line.match(self.text, start)
        stop = found.end() if found else end
        if self.stack[-1] == "`":
            tick = self.text.find("`", start, stop)
            stop = tick if tick >= 0 else stop
        self.comments.append((start, stop))
        return stop

    def backtick(self, start: int, end: int) -> int:
        found = _HIDDEN.match(self.text, start)
        if found:
            self.hidden.append(found.span())
            return found.end()
        self.stack.append("`")
        return end

    def bodies(self, at: int) -> int:
        """Reads the bodies of the heredocs that wait for this line to end."""
        for operator, width, quoted, delimiter in self.pending:
            start = at
            stop, end = self.body(start, delimiter, tabs=width == 3)
            self.heredocs.append(
                Heredoc(
                    operator=operator, width=width, quoted=quoted, start=start, stop=stop, end=end
                )
            )
            at = min(end + 1, len(self.text))
        # The line feed after the last delimiter ends the command: leave it to the caller.
        at = self.heredocs[-1].end if self.pending else at
        self.pending.clear()
        return at

    def body(self, at: int, delimiter: str, *, tabs: bool) -> tuple[int, int]:
        text = self.text
        while at < len(text):
            feed = text.find("\n", at)
            feed = len(text) if feed < 0 else feed
            line = text[at:feed].rstrip("\r")
            if (line.lstrip("\t") if tabs else line) == delimiter:
                return at, feed
            at = feed + 1
        return len(text), len(text)


def trivia(text: str, *, joined: bool = False) -> Trivia:
    """The comments and heredocs of a shell text. A heredoc without an end takes all the rest."""
    return _Scanner(text, joined).run()
