"""Reads the Dockerfiles that the command line names."""

from __future__ import annotations

import os
import sys

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
