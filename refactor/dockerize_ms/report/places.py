"""Paths of files as other programs take them."""

from __future__ import annotations

import os
import urllib.parse


def from_here(path: str) -> str:
    """A path from the working directory, where it is below that; "-" stays."""
    if path == "-":
        return path
    name = os.path.relpath(os.path.realpath(path), os.path.realpath("."))
    return path if name.startswith(os.pardir) else name


def uri(path: str) -> str:
    """A path as a URI reference; standard input is ``stdin``."""
    name = "stdin" if path == "-" else from_here(path)
    quoted = urllib.parse.quote(name.encode("utf-8", "surrogateescape"))
    return f"file://{quoted}" if name.startswith("/") else quoted
