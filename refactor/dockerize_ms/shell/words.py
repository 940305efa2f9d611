"""From concrete words to ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dockerize_ms.shell.grammar import Syntax
from dockerize_ms.shell.literals import ansi_quoted, quoted, single_quoted, unquoted
from dockerize_ms.shell.nodes import (
    Arithmetic,
    List,
    Literal,
    Parameter,
    Substitution,
    Word,
    WordPart,
)

_SPECIAL = re.compile(r"[\\'\"$`<>(]")
_ATOMS = frozenset(
    (
        "string",
        "translated_string",
        "raw_string",
        "ansi_c_string",
        "expansion",
        "command_substitution",
        "process_substitution",
        "arithmetic_expansion",
    )
)
_QUOTABLE = _ATOMS - {"translated_string", "raw_string", "ansi_c_string"}
_BRACED = re.compile(
    r"\$\{(?P<mark>[#!])?(?P<name>(?:[A-Za-z_]\w*(?:\[[^]]*\])?|\d+|[*@?!#$-]))"
    r"(?P<operator>:[-=?+]|[-=?+]|##?|%%?|/[/#%]?|\^\^?|,,?|:|@(?=[A-Za-z]\}$)|(?=\}))",
    re.ASCII,
)
# Within double quotes, the arguments of these keep single quotes as they are.
_VALUES = frozenset((":-", ":=", ":?", ":+", "-", "=", "?", "+"))

MAX_DEPTH = 30
"""How deep commands, substitutions and parameters may nest before they stay unparsed."""


class WordReader:
    """Reads words out of a concrete tree. ``text`` is the original that they are cut from."""

    def __init__(self, text: str, joined: bool) -> None:
        self.text = text
        self.joined = joined
        self.depth = 0
        self.too_deep: list[tuple[int, int]] = []

    def sequence(self, nodes: Iterable[Syntax], start: int, end: int) -> List:
        """The commands among the nodes; given by the reader of statements."""
        raise NotImplementedError

    def unread(self, start: int, end: int) -> List:
        """A list for what nests too deep; given by the reader of statements."""
        raise NotImplementedError

    def word(self, node: Syntax) -> Word:
        """The word that a node is."""
        return self.word_between(node.start_byte, node.end_byte, (node,))

    def word_between(self, start: int, end: int, nodes: Sequence[Syntax]) -> Word:
        """The word of a range, in which ``nodes`` hold all quotes and expansions."""
        raw = self.text[start:end]
        if not _SPECIAL.search(raw):
            literal = Literal(start=start, end=end, text=raw)
            return Word(start=start, end=end, parts=(literal,))
        return Word(start=start, end=end, parts=tuple(self._parts(start, end, nodes)))

    def _parts(self, start: int, end: int, nodes: Iterable[Syntax]) -> list[WordPart]:
        parts: list[WordPart] = []
        at = start
        for atom in _atoms(nodes, _ATOMS):
            if atom.start_byte < at:
                continue
            if atom.start_byte > at:
                parts += self._bare(at, atom.start_byte)
            self._atom(atom, parts)
            at = atom.end_byte
        if at < end:
            parts += self._bare(at, end)
        return parts

    def _bare(self, start: int, end: int) -> list[WordPart]:
        return unquoted(self.text[start:end], start, joined=self.joined)

    def _atom(self, node: Syntax, parts: list[WordPart]) -> None:
        kind = node.type
        start, end = node.start_byte, node.end_byte
        if kind == "string":
            parts += self.between_quotes(start + 1, end - 1, node.children)
        elif kind == "translated_string":
            parts += self.between_quotes(start + 2, end - 1, node.children[-1].children)
        elif kind == "raw_string":
            text = single_quoted(self.text[start:end], joined=self.joined)
            parts.append(Literal(start=start, end=end, text=text, quoted=True))
        elif kind == "ansi_c_string":
            text = ansi_quoted(self.text[start:end])
            parts.append(Literal(start=start, end=end, text=text, quoted=True))
        else:
            parts.append(self._expansion(node, quoted=False))

    def between_quotes(
        self,
        start: int,
        end: int,
        nodes: Iterable[Syntax],
        meaning: Callable[[str], str] | None = None,
    ) -> list[WordPart]:
        """The parts of a text between double quotes, of which ``nodes`` hold the expansions.

        Strings inside, as in ``"${x:-"y"}"``, mean nothing more than their text.
        """
        parts: list[WordPart] = []
        at = start
        for node in _atoms(nodes, _QUOTABLE):
            parts += quoted(self.text[at : node.start_byte], at, meaning)
            if node.type == "string":
                inner = node.start_byte + 1, node.end_byte - 1
                parts += self.between_quotes(*inner, node.children)
            else:
                parts.append(self._expansion(node, quoted=True))
            at = node.end_byte
        parts += quoted(self.text[at:end], at, meaning)
        return parts or [Literal(start=start, end=end, text="", quoted=True)]

    def _expansion(self, node: Syntax, *, quoted: bool) -> WordPart:
        if node.type == "expansion":
            return self._braced(node, quoted)
        if node.type == "arithmetic_expansion":
            return self._arithmetic(node, quoted)
        return self.substitution(node, quoted)

    def _braced(self, node: Syntax, quoted: bool) -> Parameter:
        start, end = node.start_byte, node.end_byte
        raw = self.text[start:end]
        found = _BRACED.match(raw)
        if not found or self.depth > MAX_DEPTH:
            name = raw[2:-1]
            return Parameter(start=start, end=end, name=name, operator="unknown", quoted=quoted)
        mark, name, operator = found.group("mark", "name", "operator")
        argument = None
        if mark:
            marked = "length" if mark == "#" else "indirect"
            operator = "unknown" if operator else marked
        elif operator:
            self.depth += 1
            argument = self._argument(start + found.end(), end - 1, node, operator, quoted)
            self.depth -= 1
        return Parameter(
            start=start, end=end, name=name, operator=operator, argument=argument, quoted=quoted
        )

    def _argument(self, start: int, end: int, node: Syntax, operator: str, quoted: bool) -> Word:
        nodes = [child for child in node.children if child.start_byte >= start]
        if quoted and operator in _VALUES:
            return Word(start=start, end=end, parts=tuple(self.between_quotes(start, end, nodes)))
        return self.word_between(start, end, nodes)

    def _arithmetic(self, node: Syntax, quoted: bool) -> Arithmetic:
        start, end = node.start_byte, node.end_byte
        raw = self.text[start:end]
        return Arithmetic(
            start=start,
            end=end,
            text=raw[3:-2] if raw.startswith("$((") else raw[2:-1],
            substitutions=self.substitutions(node.children),
            quoted=quoted,
        )

    def substitutions(self, nodes: Iterable[Syntax]) -> tuple[Substitution, ...]:
        """The command substitutions anywhere below the nodes."""
        kinds = frozenset(("command_substitution",))
        return tuple(self.substitution(node, quoted=True) for node in _atoms(nodes, kinds))

    def strings_below(self, node: Syntax) -> list[Syntax]:
        """The topmost strings in double quotes."""
        return _atoms((node,), frozenset(("string",)))

    def substitution(self, node: Syntax, quoted: bool) -> Substitution:
        """``$(…)``, backticks or ``<(…)``."""
        start, end = node.start_byte, node.end_byte
        opening, *inner, closing = node.children
        first, last = opening.end_byte, closing.start_byte
        if self.text[first:last].lstrip(" \t").startswith("#") and self.text[start] == "`":
            body = List(start=first, end=last)  # a comment, hidden from the grammar
        elif self.depth > MAX_DEPTH:
            self.too_deep.append((start, end))
            body = self.unread(first, last)
        else:
            self.depth += 1
            body = self.sequence(inner, first, last)
            self.depth -= 1
        process = node.type == "process_substitution"
        return Substitution(start=start, end=end, body=body, quoted=quoted, process=process)


def _atoms(nodes: Iterable[Syntax], kinds: frozenset[str]) -> list[Syntax]:
    """The topmost nodes of the given kinds, in order."""
    found = []
    stack = list(nodes)
    stack.reverse()
    while stack:
        node = stack.pop()
        if node.type in kinds:
            found.append(node)
        elif node.child_count:
            stack += reversed(node.children)
    return found
