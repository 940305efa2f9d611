"""A result as a row of the report: sizes, stages, reasons with their places."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import structs

from dockerize_ms import cst
from dockerize_ms.analysis.place import Place
from dockerize_ms.codemod.edits import patch_of
from dockerize_ms.codemod.notes import notes_of
from dockerize_ms.codemod.row import Row, Stage, State, Why
from dockerize_ms.ecosystems.languages import language_of
from dockerize_ms.errors import Verdict
from dockerize_ms.facts import short_name
from dockerize_ms.pipeline import Result
from dockerize_ms.rewrite.plan import Plan
from dockerize_ms.text import Span, shown


def row_of(result: Result, place: Place, repository: str) -> Row:
    """The row of a result; ``repository`` is its root as the user named it."""
    return _Describing(result, place).row(repository)


class _Describing:
    """A result, and where its file is built."""

    def __init__(self, result: Result, place: Place) -> None:
        self.result = result
        self.place = place

    def row(self, repository: str) -> Row:
        result, choice = self.result, self.place.choice
        tree = cst.parse(result.source)
        image, line = _last_from(tree)
        row = Row(
            path=result.path,
            repository=repository,
            state=State(result.outcome.value),
            language=language_of(image, _commands(tree)),
            base=image,
            line=line,
            context=self._within(choice.directory),
            targets=choice.targets,
            evidence=tuple(self._why(one.text, "", one.span) for one in choice.evidence),
            ambiguous=choice.ambiguous,
        )
        if result.errors:
            error = result.errors[0]
            why = Why(error.message, "", error.span.line, error.span.column, error.hint)
            return structs.replace(row, why=why)
        if result.verdict is not None:
            return self._rewritten(row, result.verdict)
        refusal = result.refusal
        if refusal is None:
            return row
        span = refusal.by.span if refusal.by else None
        why = self._why(refusal.text, refusal.reason.value, span, refusal.advice)
        return structs.replace(row, why=why)

    def _rewritten(self, row: Row, verdict: Verdict) -> Row:
        result = self.result
        row = structs.replace(
            row,
            diff=patch_of(result, self.place),
            verdict=verdict.value,
            assumptions=tuple(self._why(a.text, a.code, a.span) for a in result.assumptions),
            stages=tuple(_stages(cst.parse(result.text))),
            edits=tuple(self._asked_for()),
            findings=tuple(self._why(f.message, f.code, f.span, f.hint) for f in result.findings),
        )
        return row if result.plan is None else _planned(row, result, result.plan)

    def _asked_for(self) -> Iterator[Why]:
        for one in self.result.applied:
            for by in one.change.done if one.change.any else ():
                yield self._why(by.text, one.name, by.span)

    def _why(self, text: str, code: str, span: Span | None, advice: str = "") -> Why:
        """A reason, at its place in the Dockerfile or in another file of the repository."""
        path = None if span is None else self._file(span.path)
        if span is None or path is None:
            return Why(shown(text), code, advice=advice)
        return Why(shown(text), code, span.line, span.column, advice, shown(path))

    def _file(self, path: str) -> str | None:
        """A file as the repository names it; "" is the Dockerfile, None a file of the image."""
        if path == self.result.path:
            return ""
        repository = self.place.context.repository
        if repository is None or path.startswith("/"):
            return None
        below = self._within(self.place.choice.directory)
        names = (posixpath.normpath(posixpath.join(below, path)), posixpath.normpath(path))
        return next((name for name in names if repository.exists(name)), None)

    def _within(self, directory: str) -> str:
        repository = self.place.context.repository
        return (repository.relative(directory) if repository else None) or "."


def _planned(row: Row, result: Result, plan: Plan) -> Row:
    """With what only a file that was split has."""
    return structs.replace(
        row,
        before_mb=plan.before_mb,
        after_mb=plan.after_mb,
        saving_mb=plan.saving_mb,
        notes=tuple(notes_of(result, plan)),
    )


def _last_from(tree: cst.Dockerfile) -> tuple[str, int | None]:
    """The image of the last FROM, without its tag, and its line."""
    found: tuple[str, int | None] = ("", None)
    for one in tree.instructions:
        if isinstance(one.view, cst.From):
            name = one.view.image.partition("@")[0]
            head, slash, last = name.rpartition("/")
            found = (short_name(head + slash + last.partition(":")[0]), one.span.line)
    return found


def _commands(tree: cst.Dockerfile) -> Iterator[str]:
    for one in tree.instructions:
        if one.name in ("RUN", "CMD", "ENTRYPOINT"):
            yield one.arguments_text


def _stages(tree: cst.Dockerfile) -> Iterator[Stage]:
    """The stages of a file, and what each copies of others."""
    name, base, copies = "", "", list[tuple[str, str]]()
    for instruction in tree.instructions:
        view = instruction.view
        if isinstance(view, cst.From):
            if base:
                yield Stage(name, base, tuple(copies))
            name, base, copies = view.alias or "", view.image, []
        elif isinstance(view, cst.Copy) and view.from_ is not None:
            copies += [(view.from_, source) for source in view.sources]
    if base:
        yield Stage(name, base, tuple(copies))
