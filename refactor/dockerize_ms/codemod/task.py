"""One file from its path to its row: what a worker does."""

from __future__ import annotations

import functools
import importlib
import os
from collections.abc import Callable, Mapping

from msgspec import Struct, structs

from dockerize_ms import __version__
from dockerize_ms.analysis.place import place
from dockerize_ms.codemod.changes import was_written
from dockerize_ms.codemod.describe import row_of
from dockerize_ms.codemod.edits import changes_of
from dockerize_ms.codemod.row import Done, Row, State, Why, plain
from dockerize_ms.context import Disk, Unreadable, root_of
from dockerize_ms.context.recorded import Record, digest, unchanged
from dockerize_ms.ecosystems import index
from dockerize_ms.errors import DockerizeError
from dockerize_ms.pipeline import refactor
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.settings import Options, load

LARGEST = 8 * 1024 * 1024


class Task(Struct, frozen=True):
    """A Dockerfile as an absolute path, and how it and its repository are shown."""

    path: str
    shown: str
    repository: str


Earlier = Callable[[str], Done | None]
"""What an earlier run found for an absolute path."""


def nothing_earlier(path: str) -> Done | None:
    """There was no earlier run."""
    return None


@functools.cache
def import_all() -> None:
    """Imports what tasks need, before workers are forked: once, and in memory that they share."""
    for module in sorted(set(index.modules().values())):
        importlib.import_module(f"dockerize_ms.ecosystems.{module}")


def work(
    task: Task,
    overrides: Mapping[str, object],
    earlier: Earlier = nothing_earlier,
    home: str | None = None,
) -> Done:
    """Refactors one file, unless what an ``earlier`` run gave still holds.

    ``home`` is the path of the file that this one is a copy of. Whatever is wrong with the
    file or its settings is a row. What else goes wrong is raised.
    """
    try:
        known = reusable(task, overrides, earlier)
        if known is not None:
            return known
        source, options = _given(task, overrides)
    except DockerizeError as error:
        return failed(task, str(error), "not-readable", getattr(error, "hint", ""))
    key = key_of(structs.replace(task, path=home or task.path), source, options)
    return _analysed(task, source, options, key)


def reusable(task: Task, overrides: Mapping[str, object], earlier: Earlier) -> Done | None:
    """What an earlier run gave, if it still holds.

    That is the case where the file and all that was read for it are as they were, or where
    the earlier run wrote, all of it or a part. Raises what is wrong with the file.
    """
    before = earlier(task.path)
    if before is None or not before.key:
        return None
    source, options = _given(task, overrides)
    if before.row.applied and was_written(root_of(task.path), before.changes):
        return structs.replace(before, reused=True)
    if before.key == key_of(task, source, options) and unchanged(before.seen):
        row = structs.replace(before.row, applied=False, commit="")
        return structs.replace(before, row=row, reused=True)
    return None


def _given(task: Task, overrides: Mapping[str, object]) -> tuple[bytes, Options]:
    """A file's content and its options."""
    source = _source(task.path)
    return source, load(os.path.dirname(task.path), overrides, refactorings=REFACTORINGS)


def failed(task: Task, text: str, code: str, advice: str = "") -> Done:
    """The row of a file that could not be done."""
    why = Why(text, code, advice=advice)
    row = Row(path=task.shown, repository=task.repository, state=State.FAILED, why=why)
    return Done(row=plain(row))


def key_of(task: Task, source: bytes, options: Options) -> bytes:
    """A digest of what the result depends on, the context left aside."""
    parts = (__version__, task, _plain(options), digest(source))
    return digest(ascii(parts).encode())


def digest_of(path: str) -> bytes:
    """A digest of a Dockerfile's content; empty where it cannot be read."""
    try:
        return digest(_source(path))
    except DockerizeError:
        return b""


def _plain(options: Options) -> dict[str, object]:
    """Options with their sets in order."""
    values = structs.asdict(options)
    return {name: sorted(v) if isinstance(v, frozenset) else v for name, v in values.items()}


def _source(path: str) -> bytes:
    folder, name = os.path.split(os.path.realpath(path))
    content = Disk(folder).read(name, LARGEST)
    if isinstance(content, Unreadable):
        raise DockerizeError(content.reason)
    return content


def _analysed(task: Task, source: bytes, options: Options, key: bytes) -> Done:
    record = Record()
    text = source.decode("utf-8", "surrogateescape")
    found = place(task.path, text, disk=record.open)
    result = refactor(
        text,
        context=found.context,
        options=options,
        path=task.shown,
        others=found.others,
        assuming=found.assumptions,
    )
    row = row_of(result, found, task.repository)
    return Done(
        row=plain(row),
        changes=tuple(changes_of(result, found)),
        patch=row.diff.encode("utf-8", "surrogateescape"),
        key=key,
        seen=record.seen,
    )
