"""A result as a row of the report: sizes, stages, and why each new line stands there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from msgspec import structs

from dockerize_ms import cst
from dockerize_ms.analysis.place import Place
from dockerize_ms.codemod.row import Changed, Note, Row, Stage, State, Why
from dockerize_ms.context import digest, root_of
from dockerize_ms.errors import Assumption, Evidence, Verdict
from dockerize_ms.facts import short_name
from dockerize_ms.pipeline import Result
from dockerize_ms.report.diff import unified
from dockerize_ms.rewrite.change import FileEdit
from dockerize_ms.rewrite.plan import Added, Copied, Piece, Plan, Refusal
from dockerize_ms.text import Span, shown


def row_of(result: Result, place: Place, repository: str) -> Row:
    """The row of a result; ``repository`` is its root as the user named it."""
    choice = place.choice
    row = Row(
        path=result.path,
        repository=repository,
        state=State(result.outcome.value),
        base=_base(result.source),
        context=_within(place, choice.directory),
        targets=choice.targets,
        evidence=tuple(shown(str(one)) for one in choice.evidence),
        ambiguous=choice.ambiguous,
    )
    if result.errors:
        error = result.errors[0]
        why = Why(error.message, "", error.span.line, error.span.column, error.hint)
        return structs.replace(row, why=why)
    if result.verdict is not None:
        return _rewritten(row, result, result.verdict, place)
    return row if result.refusal is None else structs.replace(row, why=_refused(result.refusal))


def _rewritten(row: Row, result: Result, verdict: Verdict, place: Place) -> Row:
    row = structs.replace(
        row,
        diff=patch_of(result, place),
        verdict=verdict.value,
        assumptions=tuple(map(_assumed, result.assumptions)),
        stages=tuple(_stages(result.text)),
        edits=tuple(_asked_for(result)),
    )
    return row if result.plan is None else _planned(row, result.plan, result.text)


def _planned(row: Row, plan: Plan, text: str) -> Row:
    """With what only a file that was split has."""
    return structs.replace(
        row,
        before_mb=plan.before_mb,
        after_mb=plan.after_mb,
        saving_mb=plan.saving_mb,
        notes=tuple(_notes(plan, text)),
    )


def _asked_for(result: Result) -> Iterator[Why]:
    for one in result.applied:
        for by in one.change.done if one.change.any else ():
            yield Why(shown(by.text), one.name, *_position(by.span))


def patch_of(result: Result, place: Place) -> str:
    """A difference that ``git apply`` takes at the top of the repository."""
    return "".join(
        unified(edit.before or "", edit.after, path, new=edit.before is None)
        for path, edit in _edits(result, place)
    )


def changes_of(result: Result, place: Place) -> Iterator[Changed]:
    """The files that a result changes, for writing."""
    for path, edit in _edits(result, place):
        old = b"" if edit.before is None else digest(_bytes(edit.before))
        yield Changed(os.fsencode(path), old, _bytes(edit.after))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _edits(result: Result, place: Place) -> Iterator[tuple[str, FileEdit]]:
    """The edits with their paths from the repository's root, where git has the files."""
    top = os.path.realpath(root_of(place.dockerfile))
    for edit in result.edits:
        path = place.dockerfile if edit.path == result.path else edit.path
        yield os.path.relpath(os.path.realpath(path), top), edit


def _base(text: str) -> str:
    """The image of the last FROM, without its tag."""
    froms = [one.view for one in cst.parse(text).instructions if isinstance(one.view, cst.From)]
    if not froms:
        return ""
    name = froms[-1].image.partition("@")[0]
    head, slash, last = name.rpartition("/")
    return short_name(head + slash + last.partition(":")[0])


def _within(place: Place, directory: str) -> str:
    repository = place.context.repository
    return (repository.relative(directory) if repository else None) or "."


def _refused(refusal: Refusal) -> Why:
    span = refusal.by.span if isinstance(refusal.by, Evidence) else None
    return Why(shown(refusal.text), refusal.reason.value, *_position(span), refusal.advice)


def _assumed(one: Assumption) -> Why:
    return Why(shown(one.text), one.code, *_position(one.span))


def _position(span: Span | None) -> tuple[int | None, int | None]:
    return (span.line, span.column) if span else (None, None)


def _stages(text: str) -> Iterator[Stage]:
    """The stages of a text, and what each copies of others."""
    name, base, copies = "", "", list[tuple[str, str]]()
    for instruction in cst.parse(text).instructions:
        view = instruction.view
        if isinstance(view, cst.From):
            if base:
                yield Stage(name, base, tuple(copies))
            name, base, copies = view.alias or "", view.image, []
        elif isinstance(view, cst.Copy) and view.from_ is not None:
            copies += [(view.from_, source) for source in view.sources]
    if base:
        yield Stage(name, base, tuple(copies))


def _notes(plan: Plan, text: str) -> Iterator[Note]:
    """Why lines that the rewriting added stand where they are."""
    lines = text.split("\n")
    start = _stage_line(lines, plan.runtime_name)
    builder = (*plan.builder_added, *(line for extra in plan.extras for line in extra.lines))
    yield from _noted(builder, lines, 0)
    yield Note(start + 1, shown(plan.image.why))
    yield from _noted(plan.runtime, lines, start + 1)


def _stage_line(lines: list[str], name: str) -> int:
    """The index of the line that begins a stage."""
    found = (at for at, line in enumerate(lines) if line.rstrip().lower().endswith(f" as {name}"))
    return next(found, 0)


def _noted(pieces: Iterable[Piece], lines: list[str], at: int) -> Iterator[Note]:
    """The notes of pieces, whose lines stand in this order from an index on."""
    for piece in pieces:
        found = next((n for n in range(at, len(lines)) if _is_of(piece, lines[n])), None)
        if found is None:
            continue
        at = found + 1
        why = str(piece.by) if isinstance(piece, Copied) else piece.why
        if why:
            yield Note(at, shown(why))


def _is_of(piece: Piece, line: str) -> bool:
    """Whether a line is the first of a piece."""
    match piece:
        case Added(text=text):
            return line.strip().lower() == text.split("\n")[0].strip().lower()
        case Copied(paths=paths):
            return line.lower().startswith("copy --from=") and all(path in line for path in paths)
    first = (piece.text or piece.instruction.text).lstrip().split("\n")[0]
    return bool(first.strip()) and line.strip() == first.strip()
