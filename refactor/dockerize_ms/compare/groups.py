"""What one image has and the other does not, in few words: by package, and by directory."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from dockerize_ms.compare.comparison import Reading

Kind = Literal["package", "directory"]


class Group(Struct, frozen=True, kw_only=True):
    """Files that belong together; ``size`` in bytes.

    ``name`` of a directory is its path if all of it is only in this image; a path that ends
    with ``/`` is a directory that both have.
    """

    kind: Kind
    name: str
    files: int
    size: int


def only_in(one: Reading, other: Reading) -> tuple[Group, ...]:
    """The paths that only one image has, the largest group first."""
    found: dict[tuple[Kind, str], list[int]] = defaultdict(list)
    for path, entry in one.tree.items():
        if path in other.tree or entry.kind == "directory":
            continue
        package = one.packages.get(path)
        kind: Kind = "package" if package else "directory"
        found[kind, package or _top(path, other)].append(entry.size)
    groups = (
        Group(kind=kind, name=name, files=len(sizes), size=sum(sizes))
        for (kind, name), sizes in found.items()
    )
    return tuple(sorted(groups, key=lambda group: (-group.size, group.kind, group.name)))


def _top(path: str, other: Reading) -> str:
    """The uppermost directory of a path that the other image lacks, or the one that both have."""
    above, top = posixpath.dirname(path), path
    while above not in other.tree and above != "/":
        above, top = posixpath.dirname(above), above
    return top if top != path else f"{above.rstrip('/')}/"


def largest(groups: Iterable[Group], count: int) -> tuple[tuple[Group, ...], Group | None]:
    """The first groups, and all others as one."""
    shown, rest = tuple(groups)[:count], tuple(groups)[count:]
    if not rest:
        return shown, None
    files, size = sum(g.files for g in rest), sum(g.size for g in rest)
    return shown, Group(kind="directory", name=f"{len(rest)} more", files=files, size=size)
