"""The files that a result changes, as a patch and for writing."""

from __future__ import annotations

import os
from collections.abc import Iterator

from dockerize_ms.analysis.place import Place
from dockerize_ms.codemod.row import Changed
from dockerize_ms.context import root_of
from dockerize_ms.context.recorded import digest
from dockerize_ms.pipeline import Result
from dockerize_ms.report.diff import unified
from dockerize_ms.rewrite.change import FileEdit


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
