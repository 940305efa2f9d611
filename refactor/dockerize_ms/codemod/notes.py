"""Why the lines of a split file stand where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.codemod.row import Note
from dockerize_ms.errors import Evidence
from dockerize_ms.pipeline import Result
from dockerize_ms.rewrite.plan import Added, Copied, Piece, Plan
from dockerize_ms.text import shown

_NAMED = "named, so that the stage below can copy from it"


def notes_of(result: Result, plan: Plan) -> Iterator[Note]:
    """The notes at the lines that a plan added to the new text."""
    lines = result.text.split("\n")
    start = _stage_line(lines, plan.runtime_name) or 0
    builder = (*plan.builder_added, *(line for extra in plan.extras for line in extra.lines))
    named = _stage_line(lines, plan.builder_name)
    if named is not None:
        yield Note(named + 1, _NAMED)
    yield from _noted(builder, lines, 0, result.path)
    yield Note(start + 1, shown(plan.image.why))
    yield from _noted(plan.runtime, lines, start + 1, result.path)


def _stage_line(lines: list[str], name: str) -> int | None:
    """The index of the line that begins a stage."""
    ends = f" as {name}"
    found = (at for at, line in enumerate(lines) if line.rstrip().lower().endswith(ends))
    return next(found, None)


def _noted(pieces: Iterable[Piece], lines: list[str], at: int, path: str) -> Iterator[Note]:
    """The notes of pieces, whose lines stand in this order from an index on."""
    for piece in pieces:
        found = next((n for n in range(at, len(lines)) if _is_of(piece, lines[n])), None)
        if found is None:
            continue
        at = found + 1
        why = _said(piece.by, path) if isinstance(piece, Copied) else piece.why
        if why:
            yield Note(at, shown(why))


def _said(by: Evidence, path: str) -> str:
    """The evidence; a line of the file itself without its path."""
    if by.span is None or by.span.path != path:
        return str(by)
    return f"{by.text} (line {by.span.line})"


def _is_of(piece: Piece, line: str) -> bool:
    """Whether a line is the first of a piece."""
    match piece:
        case Added(text=text):
            return line.strip().lower() == text.split("\n")[0].strip().lower()
        case Copied(paths=paths):
            return line.lower().startswith("copy --from=") and all(path in line for path in paths)
    first = (piece.text or piece.instruction.text).lstrip().split("\n")[0]
    return bool(first.strip()) and line.strip() == first.strip()
