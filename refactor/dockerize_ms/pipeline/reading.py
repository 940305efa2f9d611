"""Texts as refactorings and checks see them, each worked out once."""

from __future__ import annotations

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.analysis.live import Live, live
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.uses import uses
from dockerize_ms.context import Context
from dockerize_ms.model.stage import Stage
from dockerize_ms.pipeline.request import Request


class Readings:
    """Reads the texts that follow one another on the way from a file to its new form."""

    def __init__(self, request: Request, first: cst.Dockerfile) -> None:
        self.request = request
        self.first = self.parsed = first
        self.last: Subject | None = None

    def of(self, text: str, context: Context | None) -> Subject:
        """A text in a context; the last one that was read is remembered."""
        last = self.last
        if last is None or last.context is not context or last.tree.file.text != text:

            def needs(stage: Stage) -> Live:
                return live(stage, self.request.keep, uses(context, self.request.path))

            tree = self.tree(text)
            last = self.last = Subject(interpret(tree, context), tree, context, needs)
        return last

    def tree(self, text: str) -> cst.Dockerfile:
        """A text, parsed; the file as it was and the last text are not parsed again."""
        if text == self.first.file.text:
            return self.first
        if text != self.parsed.file.text:
            self.parsed = cst.parse(text, path=self.request.path)
        return self.parsed
