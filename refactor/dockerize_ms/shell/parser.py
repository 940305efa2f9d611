"""Shell text in, our tree out."""

from __future__ import annotations

from collections.abc import Iterable

from dockerize_ms.shell import grammar
from dockerize_ms.shell.heredocs import as_strings, expands, unescaped, untabbed
from dockerize_ms.shell.masking import ascii_only, masked
from dockerize_ms.shell.nodes import Literal, Script, Substitution, Word, WordPart
from dockerize_ms.shell.rewording import reworded
from dockerize_ms.shell.statements import StatementReader
from dockerize_ms.shell.trivia import Heredoc
from dockerize_ms.text import SourceMap


class _Reader(StatementReader):
    def __init__(self, text: str, joined: bool, heredocs: Iterable[Heredoc]) -> None:
        super().__init__(text, joined, heredocs)
        expanding = [one for one in self.heredocs.values() if expands(text, one)]
        self.strings: dict[int, grammar.Syntax | None] = {one.start: None for one in expanding}
        root = grammar.read(as_strings(text, ascii_only(text), expanding)) if expanding else None
        if root is not None:
            found = {node.start_byte + 1: node for node in self.strings_below(root)}
            self.strings |= {start: found.get(start) for start in self.strings}

    def body(self, heredoc: Heredoc) -> Word:
        start, stop = heredoc.start, heredoc.stop
        parts = self._body_parts(heredoc)
        if heredoc.width == 3:
            parts = [untabbed(part, first=not index) for index, part in enumerate(parts)]
        return Word(start=start, end=stop, parts=tuple(parts))

    def _body_parts(self, heredoc: Heredoc) -> list[WordPart]:
        start, stop = heredoc.start, heredoc.stop
        if start not in self.strings:
            return [Literal(start=start, end=stop, text=self.text[start:stop], quoted=True)]
        node = self.strings[start]
        if node is None or node.has_error or node.end_byte != stop + 1:
            body = self.unread(start, stop)
            return [Substitution(start=start, end=stop, body=body, quoted=True)]
        return self.between_quotes(start, stop, node.children, unescaped)


def _root(text: str) -> grammar.Syntax | None:
    root = grammar.read(text)
    if root is None or not root.has_error or (other := reworded(text)) == text:
        return root
    again = grammar.read(other)
    return root if again is None or again.has_error else again


def parse(source: SourceMap, *, joined: bool = False) -> Script:
    """Reads a shell text; what cannot be read is ``Unparsed``, this never raises.

    ``joined`` is for the shell form of an instruction: there, a line that ends in a
    backslash is joined with the next one before the shell sees it, also between single
    quotes and in comments.
    """
    text = source.text
    ready = masked(text, joined=joined)
    root = _root(ready.text)
    reader = _Reader(text, joined, ready.heredocs)
    if root is None:
        body = reader.unread(0, len(text))
        errors: tuple[tuple[int, int], ...] = ((0, len(text)),)
    else:
        children = root.children if root.type == "program" else [root]
        body = reader.sequence(children, 0, len(text))
        errors = grammar.errors(root) if root.has_error else ()
    return Script(
        source=source,
        body=body,
        errors=(*errors, *reader.too_deep),
        heredocs=tuple((one.operator, one.end) for one in ready.heredocs),
        joined=joined,
    )
