"""Writes files so that the old one or the new one is there, never a part."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from dockerize_ms.errors import FileError

PREFIX = ".dockerize-ms-"
_TEMPORARY = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")


def is_leftover(name: str) -> bool:
    """Whether a file's name is that of a temporary one, which a killed run leaves behind."""
    return _TEMPORARY.fullmatch(name) is not None


def write(path: str, text: str) -> None:
    """Replaces a file atomically: same folder, same mode, a symbolic link is followed."""
    with replacing(path) as file:
        file.write(text.encode("utf-8", "surrogateescape"))


@contextlib.contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """A file to write that takes the place of another in the end, if all went well."""
    target = os.path.realpath(path)
    temporary = ""
    try:
        mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o644
        handle, temporary = tempfile.mkstemp(prefix=PREFIX, dir=os.path.dirname(target))
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(target, temporary)
        os.chmod(temporary, mode)
        os.replace(temporary, target)
        temporary = ""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(path, f"cannot be written: {reason}", "the old file is as it was") from None
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def _keep_owner(target: str, temporary: str) -> None:
    """Gives the new file the old one's owner, where we may."""
    try:
        old = os.stat(target)
        os.chown(temporary, old.st_uid, old.st_gid)
    except OSError:
        return
