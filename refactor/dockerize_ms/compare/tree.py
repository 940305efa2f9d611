"""The files of an image, as far as two images can be told apart by them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from msgspec import Struct


class Entry(Struct, frozen=True, kw_only=True):
    """One path. What comes after ``target`` is read only where it is asked for.

    ``owner`` is ``user:group`` by name where the image has one, ``modified`` in nanoseconds,
    ``capability`` and ``digest`` in hexadecimal. ``program``: an ELF file. ``interpreter`` is a
    script's or a program's, ``unresolved`` what its loader does not find, ``parts`` the names
    and digests of what a list of packages names.
    """

    kind: str
    mode: int
    owner: str
    size: int = 0
    modified: int = 0
    target: str = ""
    capability: str = ""
    digest: str = ""
    program: bool = False
    interpreter: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


Tree = Mapping[str, Entry]


def resolve(tree: Tree, path: str, limit: int = 40) -> str | None:
    """Where a path leads once links are followed inside the image; None if nowhere."""
    todo = [part for part in path.split("/") if part]
    at = ""
    while todo:
        part = todo.pop(0)
        if part in (".", ".."):
            at = posixpath.dirname(at).rstrip("/") if part == ".." else at
            continue
        entry = tree.get(f"{at}/{part}")
        if entry is None or limit == 0:
            return None
        if entry.kind == "link":
            limit -= 1
            todo = [step for step in entry.target.split("/") if step] + todo
            at = "" if entry.target.startswith("/") else at
        else:
            at = f"{at}/{part}"
    return at or "/"
