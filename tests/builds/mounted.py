"""Reads the files of a mounted image. Quicker than an archive of it, and needs root."""

from __future__ import annotations

import hashlib
import mmap
import os
import stat
from collections.abc import Callable, Container, Iterator
from functools import cache

from msgspec.structs import replace

from dockerize_ms.compare import elf, loader
from dockerize_ms.compare.accounts import GROUP, PASSWD, names
from dockerize_ms.compare.tree import Entry, Tree, resolve
from dockerize_ms.ecosystems.rewritten import listed

KINDS = {
    stat.S_IFREG: "file",
    stat.S_IFDIR: "directory",
    stat.S_IFLNK: "link",
}
PSEUDO = frozenset({"/dev", "/proc", "/sys"})
Find = Callable[[str], tuple[str, elf.Elf] | None]


def content(root: str, path: str) -> bytes:
    """What a file of an image holds; empty if it is not there."""
    if not os.path.isfile(root + path):
        return b""
    with open(root + path, "rb") as file:
        return file.read()


def walk(root: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every path of a root with what ``lstat`` says, parents first."""
    with os.scandir(root + (below or "/")) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{below}/{entry.name}"
            found = entry.stat(follow_symlinks=False)
            yield path, found
            if stat.S_ISDIR(found.st_mode) and path not in PSEUDO:
                yield from walk(root, path)


def read_tree(root: str) -> dict[str, Entry]:
    """All paths of an image, without what needs reading the files."""
    users, groups = names(content(root, PASSWD)), names(content(root, GROUP))
    found: dict[str, Entry] = {}
    for path, status in walk(root):
        kind = stat.S_IFMT(status.st_mode)
        user = users.get(status.st_uid, str(status.st_uid))
        group = groups.get(status.st_gid, str(status.st_gid))
        is_file = kind == stat.S_IFREG
        found[path] = Entry(
            kind=KINDS.get(kind, "special"),
            mode=stat.S_IMODE(status.st_mode),
            owner=f"{user}:{group}",
            size=status.st_size if is_file else 0,
            modified=status.st_mtime_ns if is_file else 0,
            target=os.readlink(root + path) if kind == stat.S_IFLNK else "",
        )
    return found


def detailed(root: str, tree: Tree, paths: Container[str], libraries: str = "") -> dict[str, Entry]:
    """The tree with digests, interpreters and unresolved libraries of some of its files.

    ``libraries`` is the image's own ``LD_LIBRARY_PATH``.
    """
    find = finder(root, tree)
    places = loader.places(tree, lambda path: content(root, path), libraries)
    return {
        path: _detail(root, path, entry, places, find)
        if entry.kind == "file" and path in paths
        else entry
        for path, entry in tree.items()
    }


def finder(root: str, tree: Tree) -> Find:
    """Programs and libraries of an image, by any path that leads to them."""

    @cache
    def find(path: str) -> tuple[str, elf.Elf] | None:
        real = resolve(tree, path)
        found = _elf(root, real) if real and real in tree and tree[real].kind == "file" else None
        return (real, found) if real and found else None

    return find


def _elf(root: str, path: str) -> elf.Elf | None:
    with open(root + path, "rb") as file:
        if file.read(4) != elf.MAGIC:
            return None
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return elf.parse(data)


def _detail(root: str, path: str, entry: Entry, places: loader.Places, find: Find) -> Entry:
    data = content(root, path)
    known = replace(entry, digest=hashlib.sha256(data).hexdigest(), capability=_xattr(root + path))
    program = elf.parse(data)
    if program is not None:
        return replace(
            known,
            program=True,
            interpreter=(program.interpreter,) if program.interpreter else (),
            unresolved=loader.unresolved(path, program, places, find),
        )
    interpreter = elf.shebang(data) if entry.mode & 0o111 else ()
    return replace(known, interpreter=interpreter, parts=listed(path, data))


def _xattr(path: str) -> str:
    try:
        return os.getxattr(path, "security.capability", follow_symlinks=False).hex()
    except OSError:
        return ""
