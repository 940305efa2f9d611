"""From concrete statements to ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dockerize_ms.shell.compounds import TERMINATORS, CompoundReader, Extra, ending
from dockerize_ms.shell.grammar import Syntax
from dockerize_ms.shell.nodes import List, Negated, Node, Part, Pipeline, Unparsed
from dockerize_ms.shell.words import MAX_DEPTH

_SIMPLE = frozenset(
    (
        "command",
        "declaration_command",
        "unset_command",
        "variable_assignment",
        "variable_assignments",
        "file_redirect",
        "herestring_redirect",
    )
)


class StatementReader(CompoundReader):
    """Reads lists of statements. What is broken or nests too deep stays ``Unparsed``."""

    def sequence(self, nodes: Iterable[Syntax], start: int, end: int) -> List:
        """The commands among the nodes; the range is the list's where there are none."""
        parts: list[Part] = []
        operator = ""
        torn = False  # no separator since something that could not be read
        for node in nodes:
            kind = node.type
            if kind in TERMINATORS:
                torn = False
                if parts and kind == "&":
                    last = parts[-1]
                    parts[-1] = Part(
                        start=last.start,
                        end=last.end,
                        operator=last.operator,
                        node=last.node,
                        background=True,
                    )
                operator = TERMINATORS[kind] if parts else ""
            elif kind != "comment":
                count = len(parts)
                self._flatten(node, operator, parts)
                broken = kind == "ERROR"
                if count and (broken or torn) and operator == "\n":
                    self._tear(parts, count)
                torn = broken
                operator = "\n"
        if parts:
            start, end = parts[0].start, parts[-1].end
        return List(start=start, end=end, parts=tuple(parts))

    def _tear(self, parts: list[Part], at: int) -> None:
        """Makes one unread piece of a part and the one before it, if no line ends between."""
        left, right = parts[at - 1 : at + 1]
        if "\n" not in self.text[left.end : right.start].replace("\\\n", ""):
            node = self._unparsed(left.start, right.end)
            parts[at - 1 : at + 1] = [
                Part(start=left.start, end=right.end, operator=left.operator, node=node)
            ]

    def unread(self, start: int, end: int) -> List:
        """A list of one piece that stays as it is."""
        part = Part(start=start, end=end, operator="", node=self._unparsed(start, end))
        return List(start=start, end=end, parts=(part,))

    def _flatten(self, node: Syntax, operator: str, parts: list[Part]) -> None:
        stack: list[tuple[str, Syntax, Extra]] = [(operator, node, ())]
        while stack:
            operator, node, extra = stack.pop()
            kind = node.type
            if kind == "redirected_statement":
                body, around = _redirected(node)
                if body is not None and body.type == "list":
                    node, kind, extra = body, "list", around + extra
            if kind == "list":
                operands = [child for child in node.children if child.type != "comment"]
                if len(operands) == 3:
                    left, sign, right = operands
                    stack.append((sign.type, right, extra))
                    stack.append((operator, left, ()))
                    continue
            ours = self.statement(node, extra)
            parts.append(Part(start=ours.start, end=ours.end, operator=operator, node=ours))

    def statement(self, node: Syntax, extra: Extra = ()) -> Node:
        """One statement, with the redirections that the grammar puts around it."""
        kind = node.type
        if kind in _SIMPLE:
            return self._simple(node, extra)
        read = _READERS.get(kind)
        if read is None or self.depth > MAX_DEPTH or self._torn_apart(node, extra):
            if self.depth > MAX_DEPTH:
                self.too_deep.append((node.start_byte, node.end_byte))
            return self._unparsed(node.start_byte, ending(node, extra))
        self.depth += 1
        found = read(self, node, extra)
        self.depth -= 1
        if found is None:
            return self._unparsed(node.start_byte, ending(node, extra))
        return found

    def _torn_apart(self, node: Syntax, extra: Extra) -> bool:
        return (node.has_error and _broken(node)) or any(child.has_error for child in extra)

    def _simple(self, node: Syntax, extra: Extra) -> Node:
        end = ending(node, extra)
        broken = node.has_error or any(child.has_error for child in extra)
        found = None if broken else self.command(node, extra)
        return found or self._unparsed(node.start_byte, end)

    def _unparsed(self, start: int, end: int) -> Unparsed:
        return Unparsed(start=start, end=end, text=self.text[start:end])

    def redirected(self, node: Syntax, extra: Extra) -> Node | None:
        """A statement and its redirections, or redirections alone."""
        body, around = _redirected(node)
        if body is None:
            return self.command(around[0], around[1:] + extra) if around else None
        return self.statement(body, around + extra)

    def pipeline(self, node: Syntax, extra: Extra) -> Node:
        """``a | b``; ``!`` before it negates all of it, redirections are the last command's."""
        nodes = [child for child in node.children if child.is_named and child.type != "comment"]
        first = nodes[0]
        negated = first.type == "negated_command"
        if negated:
            nodes[0] = first.children[-1]
        commands = [self.statement(child) for child in nodes[:-1]]
        commands.append(self.statement(nodes[-1], extra))
        end = commands[-1].end
        found = Pipeline(start=commands[0].start, end=end, commands=tuple(commands))
        return Negated(start=node.start_byte, end=end, node=found) if negated else found

    def negated(self, node: Syntax, extra: Extra) -> Node:
        """``! a``."""
        inner = self.statement(node.children[-1], extra)
        return Negated(start=node.start_byte, end=inner.end, node=inner)


def _redirected(node: Syntax) -> tuple[Syntax | None, Extra]:
    """The body of a redirected statement, and its redirections."""
    children = [child for child in node.children if child.type != "comment"]
    if children[0].type.endswith("_redirect"):
        return None, tuple(children)
    return children[0], tuple(children[1:])


def _broken(node: Syntax) -> bool:
    """Whether a compound command itself has errors, rather than the statements inside it."""
    return any(
        child.type not in _STATEMENTS
        and (_broken(child) if child.type in _CLAUSES else child.has_error)
        for child in node.children
    )


_Reader = Callable[[StatementReader, Syntax, Extra], Node | None]
_READERS: dict[str, _Reader] = {
    "redirected_statement": StatementReader.redirected,
    "pipeline": StatementReader.pipeline,
    "negated_command": StatementReader.negated,
    "compound_statement": StatementReader.compound,
    "subshell": StatementReader.compound,
    "if_statement": StatementReader.conditional,
    "while_statement": StatementReader.loop,
    "for_statement": StatementReader.iteration,
    "c_style_for_statement": StatementReader.iteration,
    "case_statement": StatementReader.case,
    "function_definition": StatementReader.function,
    "test_command": StatementReader.test,
}
_CLAUSES = frozenset(("do_group", "elif_clause", "else_clause", "case_item"))
_STATEMENTS = frozenset((*_READERS, *_SIMPLE, "list")) - {"file_redirect", "herestring_redirect"}
