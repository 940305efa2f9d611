"""Reads Dockerfiles, and writes them so that the old file or the new one is there, never a part."""

from __future__ import annotations

import os
import sys
import tempfile

from msgspec import Struct

from dockerize_ms.errors import FileError

_LARGEST = 8 * 1024 * 1024
_NAMES = ("Dockerfile", "Containerfile")


class Input(Struct, frozen=True):
    """A Dockerfile's text and where it came from; ``path`` is "-" for standard input."""

    path: str
    text: str


def default() -> str:
    """The Dockerfile of the working directory."""
    for name in _NAMES:
        if os.path.exists(name):
            return name
    raise FileError("Dockerfile", "no such file", "name the Dockerfile, or change to its folder")


def read(path: str) -> Input:
    """A Dockerfile's text; bytes that are no UTF-8 survive as surrogates."""
    data = sys.stdin.buffer.read(_LARGEST + 1) if path == "-" else _read(path)
    if len(data) > _LARGEST:
        raise FileError(path, "larger than 8 MiB: not a Dockerfile")
    return Input("-" if path == "-" else path, data.decode("utf-8", "surrogateescape"))


def _read(path: str) -> bytes:
    try:
        if os.path.isdir(path):
            raise FileError(path, "is a directory", "name the Dockerfile in it")
        if os.path.exists(path) and not os.path.isfile(path):
            raise FileError(path, "is not a regular file")
        with open(path, "rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise FileError(path, (error.strerror or str(error)).lower()) from None


def _keep_owner(target: str, temporary: str) -> None:
    """Gives the new file the old one's owner, where we may."""
    try:
        old = os.stat(target)
        os.chown(temporary, old.st_uid, old.st_gid)
    except OSError:
        return


def write(path: str, text: str) -> None:
    """Replaces a file atomically: same folder, same mode, a symbolic link is followed."""
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    temporary = ""
    try:
        mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o644
        handle, temporary = tempfile.mkstemp(prefix=".dockerize-ms-", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(target, temporary)
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        reason = (error.strerror or str(error)).lower()
        raise FileError(path, f"cannot be written: {reason}", "the old file is as it was") from None
