"""From concrete compound commands to ours."""

from __future__ import annotations

from dockerize_ms.shell.commands import CommandReader
from dockerize_ms.shell.grammar import Syntax
from dockerize_ms.shell.nodes import (
    Arm,
    Case,
    For,
    Function,
    Group,
    If,
    List,
    Node,
    Redirect,
    Subshell,
    Test,
    While,
    Word,
)

TERMINATORS = {";": ";", ";;": ";", "&": "&", "\n": "\n"}
"""What ends a statement, and the operator that we call it."""

_EXPRESSIONS = frozenset(
    (
        "unary_expression",
        "binary_expression",
        "ternary_expression",
        "postfix_expression",
        "parenthesized_expression",
    )
)
_BODIES = frozenset(("compound_statement", "subshell", "test_command", "if_statement"))

Extra = tuple[Syntax, ...]
"""Redirections that the grammar puts around a statement."""


class CompoundReader(CommandReader):
    """Reads commands that hold others. The nodes given must have no errors right inside."""

    def statement(self, node: Syntax, extra: Extra = ()) -> Node:
        """One statement; given by the reader of statements."""
        raise NotImplementedError

    def compound(self, node: Syntax, extra: Extra) -> Node | None:
        """``{ …; }``, ``( … )`` or ``(( … ))``."""
        opening, *inner, closing = node.children
        start, end, redirects = self.around(node, extra)
        if opening.type == "((":
            return self._test(node, extra)
        body = self.sequence(inner, opening.end_byte, closing.start_byte)
        if node.type == "subshell":
            return Subshell(start=start, end=end, body=body, redirects=redirects)
        return Group(start=start, end=end, body=body, redirects=redirects)

    def around(self, node: Syntax, extra: Extra) -> tuple[int, int, tuple[Redirect, ...]]:
        """Start, end and redirections of a compound command."""
        redirects = tuple(self.redirect(child)[0] for child in extra)
        return node.start_byte, ending(node, extra), redirects

    def conditional(self, node: Syntax, extra: Extra) -> Node:
        """``if …; then …; elif …; else …; fi``."""
        start, end, redirects = self.around(node, extra)
        branches = [self._branch(node)]
        otherwise = None
        for child in node.children:
            if child.type == "elif_clause":
                branches.append(self._branch(child))
            elif child.type == "else_clause":
                otherwise = self._inside(child, 1, child.child_count)
        return If(
            start=start,
            end=end,
            branches=tuple(branches),
            otherwise=otherwise,
            redirects=redirects,
        )

    def _branch(self, node: Syntax) -> tuple[List, List]:
        kinds = [child.type for child in node.children]
        then = kinds.index("then")
        stops = [kinds.index(k) for k in ("elif_clause", "else_clause", "fi") if k in kinds]
        stop = min(stops, default=len(kinds))
        return self._inside(node, 1, then), self._inside(node, then + 1, stop)

    def _inside(self, node: Syntax, first: int, stop: int) -> List:
        """The statements between two children."""
        children = node.children
        start = children[first - 1].end_byte
        end = children[stop].start_byte if stop < len(children) else node.end_byte
        return self.sequence(children[first:stop], start, end)

    def loop(self, node: Syntax, extra: Extra) -> Node | None:
        """``while`` and ``until``."""
        start, end, redirects = self.around(node, extra)
        last = node.child_count - 1
        return While(
            start=start,
            end=end,
            condition=self._inside(node, 1, last),
            body=self._do(node.children[last]),
            until=node.children[0].type == "until",
            redirects=redirects,
        )

    def _do(self, node: Syntax) -> List:
        return self._inside(node, 1, node.child_count - 1)

    def iteration(self, node: Syntax, extra: Extra) -> Node | None:
        """``for``, also in C style, and ``select``."""
        start, end, redirects = self.around(node, extra)
        kinds = [child.type for child in node.children]
        variable, values = "", None
        if node.type == "for_statement":
            name = node.children[1]
            variable = self.text[name.start_byte : name.end_byte]
            if kinds[2] == "in":
                found = node.children[3:-1]
                values = tuple(
                    self.word(child)
                    for child in found
                    if child.type not in TERMINATORS and child.type != "comment"
                )
        return For(
            start=start,
            end=end,
            variable=variable,
            values=values,
            body=self._do(node.children[-1]),
            redirects=redirects,
        )

    def case(self, node: Syntax, extra: Extra) -> Node:
        """``case word in … esac``."""
        start, end, redirects = self.around(node, extra)
        arms = tuple(self._arm(child) for child in node.children if child.type == "case_item")
        word = self.word(node.children[1])
        return Case(start=start, end=end, word=word, arms=arms, redirects=redirects)

    def _arm(self, node: Syntax) -> Arm:
        children = node.children
        kinds = [child.type for child in children]
        close = kinds.index(")")
        patterns: list[Word] = []
        group: list[Syntax] = []
        for child in children[:close]:
            if child.type == "|":
                patterns.append(self._pattern(group))
                group = []
            elif child.type not in ("(", "comment"):
                group.append(child)
        patterns.append(self._pattern(group))
        stop = len(kinds) - (kinds[-1] in (";;", ";&", ";;&"))
        body = self._inside(node, close + 1, stop)
        return Arm(start=node.start_byte, end=node.end_byte, patterns=tuple(patterns), body=body)

    def _pattern(self, nodes: list[Syntax]) -> Word:
        return self.word_between(nodes[0].start_byte, nodes[-1].end_byte, nodes)

    def function(self, node: Syntax, extra: Extra) -> Node:
        """A definition of a function."""
        start, end, redirects = self.around(node, extra)
        children = [child for child in node.children if child.type != "comment"]
        name = next(child for child in children if child.type == "word")
        at = next(i for i, child in enumerate(children) if child.type in _BODIES)
        own = tuple(self.redirect(child)[0] for child in children[at + 1 :])
        return Function(
            start=start,
            end=end,
            name=self.text[name.start_byte : name.end_byte],
            body=self.statement(children[at]),
            redirects=own + redirects,
        )

    def test(self, node: Syntax, extra: Extra) -> Node:
        """``[[ … ]]``."""
        return self._test(node, extra)

    def _test(self, node: Syntax, extra: Extra) -> Node:
        start, end, redirects = self.around(node, extra)
        opening, *inner, closing = node.children
        arithmetic = opening.type == "(("
        return Test(
            start=start,
            end=end,
            text=self.text[opening.end_byte : closing.start_byte].strip(),
            words=() if arithmetic else self._operands(inner),
            substitutions=self.substitutions(inner) if arithmetic else (),
            redirects=redirects,
        )

    def _operands(self, nodes: list[Syntax]) -> tuple[Word, ...]:
        stack = nodes[::-1]
        words = []
        while stack:
            node = stack.pop()
            if node.type in _EXPRESSIONS:
                stack += reversed(node.children)
            elif node.type != "comment":
                words.append(self.word(node))
        return tuple(words)


def ending(node: Syntax, extra: Extra) -> int:
    """Where a statement ends that has redirections around it."""
    return extra[-1].end_byte if extra else node.end_byte
