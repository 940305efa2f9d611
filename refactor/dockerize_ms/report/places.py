"""Paths of files as other programs take them."""

from __future__ import annotations

import os


def from_here(path: str) -> str:
    """A path from the working directory, where it is below that; "-" stays."""
    if path == "-":
        return path
    name = os.path.relpath(os.path.realpath(path), os.path.realpath("."))
    return path if name.startswith(os.pardir) else name
