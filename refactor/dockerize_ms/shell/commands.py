"""From concrete simple commands, with their assignments and redirections, to ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dockerize_ms.shell.grammar import Syntax
from dockerize_ms.shell.nodes import Assignment, Command, Redirect, Word
from dockerize_ms.shell.trivia import Heredoc
from dockerize_ms.shell.words import WordReader

_FD = re.compile(r"\d+\Z")
_NAME = re.compile(r"[^=+]*")
RESERVED = frozenset(("then", "fi", "elif", "else", "do", "done", "esac", "in", "}", "!"))
"""Words that no command is called, so that a statement that begins with one is broken."""


class _Items:
    """What a simple command is made of, word nodes still to be read."""

    def __init__(self) -> None:
        self.assignments: list[Assignment] = []
        self.words: list[Syntax] = []
        self.redirects: list[Redirect] = []


class CommandReader(WordReader):
    """Reads simple commands. ``bodies`` reads the text of a heredoc as a word."""

    def __init__(self, text: str, joined: bool, heredocs: Iterable[Heredoc]) -> None:
        super().__init__(text, joined)
        self.heredocs = {heredoc.operator: heredoc for heredoc in heredocs}

    def body(self, heredoc: Heredoc) -> Word:
        """The text of a heredoc; given by the parser."""
        raise NotImplementedError

    def command(self, node: Syntax, extra: Iterable[Syntax] = ()) -> Command | None:
        """A simple command; None if it is none to a shell. ``extra`` are redirects around it."""
        items = _Items()
        kind = node.type
        alone = kind in ("variable_assignment", "file_redirect", "herestring_redirect")
        for child in (node,) if alone else node.children:
            self._item(child, kind, items)
        end = node.end_byte
        for child in extra:
            self._item(child, "", items)
            end = child.end_byte
        words = self._words(items.words)
        if kind == "command" and words and words[0].literal in RESERVED:
            return None
        return Command(
            start=node.start_byte,
            end=end,
            assignments=tuple(items.assignments),
            words=tuple(words),
            redirects=tuple(items.redirects),
        )

    def _item(self, node: Syntax, within: str, items: _Items) -> None:
        kind = node.type
        if kind == "word":
            items.words.append(node)
        elif kind == "file_redirect" or kind == "herestring_redirect":
            redirect, more = self.redirect(node)
            items.redirects.append(redirect)
            items.words += more
        elif kind == "variable_assignment" and self.text[node.start_byte] != "$":
            if within == "declaration_command":
                items.words.append(node)
            else:
                items.assignments.append(self.assignment(node))
        elif kind != "comment":
            items.words.append(node)

    def _words(self, nodes: list[Syntax]) -> list[Word]:
        """The words of the nodes, of which the grammar tears some."""
        words = []
        group: list[Syntax] = []
        end = -1
        for node in nodes:
            start = node.start_byte
            if group and self._torn(end, start):
                group.append(node)
            else:
                if group:
                    words.append(self.word_between(group[0].start_byte, end, group))
                group = [node]
            end = node.end_byte
        if group:
            words.append(self.word_between(group[0].start_byte, end, group))
        return words

    def _torn(self, start: int, end: int) -> bool:
        """Whether nothing but line continuations stands between two words."""
        if start < end and self.text[start] != "\\":
            return False
        return not self.text[start:end].replace("\\\n", "")

    def assignment(self, node: Syntax) -> Assignment:
        """``name=value``."""
        name, sign, *rest = node.children
        value, items = None, None
        if rest and rest[0].type == "array":
            inner = rest[0].children[1:-1]
            items = tuple(self.word(child) for child in inner if child.type != "comment")
        elif rest and rest[-1].end_byte > rest[0].start_byte:
            value = self.word_between(rest[0].start_byte, rest[-1].end_byte, rest)
        return Assignment(
            start=node.start_byte,
            end=node.end_byte,
            name=self.text[name.start_byte : name.end_byte],
            value=value,
            items=items,
            append=sign.type == "+=",
        )

    def redirect(self, node: Syntax) -> tuple[Redirect, list[Syntax]]:
        """A redirection, and the words that the grammar took for more of its target."""
        children = [child for child in node.children if child.type != "comment"]
        fd = None
        if children[0].type == "file_descriptor":
            number = self.text[children[0].start_byte : children[0].end_byte]
            fd = int(number[:9]) if _FD.match(number) else None
            del children[0]
        sign, *rest = children
        operator = sign.type
        heredoc = self.heredocs.get(sign.start_byte)
        if heredoc:
            operator = self.text[sign.start_byte : sign.start_byte + heredoc.width]
        elif self.text.startswith("<<<", sign.start_byte):
            operator = "<<<"
        closes = operator in (">&-", "<&-")
        target = self.word(rest.pop(0)) if rest and not closes else None
        redirect = Redirect(
            start=node.start_byte,
            end=target.end if target else sign.end_byte,
            operator=operator,
            fd=fd,
            target=target,
            body=self.body(heredoc) if heredoc else None,
        )
        return redirect, rest
