"""Writes the files of results: each whole, all of a result or none, and back again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence

from dockerize_ms.codemod.row import Changed
from dockerize_ms.context.recorded import digest
from dockerize_ms.errors import FileError
from dockerize_ms.files import write
from dockerize_ms.report.places import from_here


class Changes:
    """Changes of files below a root that can be taken back."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._old: dict[str, bytes | None] = {}

    def write(self, changes: Sequence[Changed], begin: Callable[[], None]) -> None:
        """Writes files that are as they were read, or as they are to be; else none of them.

        ``begin`` is called before the first one changes. Raises ``FileError``; what was
        written of these files is then taken back.
        """
        new = {path_of(self._root, one): one for one in changes}
        old = {path: _as_expected(path, one) for path, one in new.items()}
        begin()
        try:
            for path, one in new.items():
                if old[path] != one.text:
                    write(path, _text(one.text))
        except FileError:
            _restore(old)
            raise
        self._old |= old

    def undo(self) -> None:
        """Takes everything back."""
        _restore(self._old)


def path_of(root: str, change: Changed) -> str:
    """The path of this machine, from the working directory where it is below that."""
    return from_here(os.path.join(root, os.fsdecode(change.path)))


def was_written(root: str, changes: Iterable[Changed]) -> bool:
    """Whether some file holds what was to be written, and each that or what it held."""
    found = [(one, content(path_of(root, one))) for one in changes]
    new = [one for one, now in found if now == one.text]
    return bool(new) and all(one in new or _digest(now) == one.before for one, now in found)


def content(path: str) -> bytes | None:
    """What a file holds; None where there is none. Raises ``FileError``."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(path, (error.strerror or str(error)).lower()) from None


def _as_expected(path: str, change: Changed) -> bytes | None:
    """What a file holds, if that is the old content or the new one. Raises ``FileError``."""
    found = content(path)
    if found != change.text and _digest(found) != change.before:
        raise FileError(path, "was changed in the meantime", "run it again")
    return found


def _restore(files: dict[str, bytes | None]) -> None:
    for path, old in files.items():
        with contextlib.suppress(OSError, FileError):  # what was the cause is what is said
            if old is None:
                os.unlink(path)
            elif content(path) != old:
                write(path, _text(old))


def _digest(content: bytes | None) -> bytes:
    return b"" if content is None else digest(content)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")
