"""The files of an image, as far as two images can be told apart by them."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
from collections.abc import Container, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace
from tests.builds import elf

KINDS = {
    stat.S_IFREG: "file",
    stat.S_IFDIR: "directory",
    stat.S_IFLNK: "link",
}
PSEUDO = frozenset({"/dev", "/proc", "/sys"})
LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1")
COMPLAINTS = ("not found", "cannot open shared object", "Error loading", "Error relocating")
LOADER_SECONDS = 20
NPM_LIST = "/node_modules/.package-lock.json"


class Entry(Struct, frozen=True, kw_only=True):
    """One path. The last five are read only where they are asked for (``detail``).

    ``parts`` are the names and digests of what a list of packages names.
    """

    kind: str
    mode: int
    owner: str
    size: int = 0
    modified: int = 0
    target: str = ""
    capability: str = ""
    digest: str = ""
    interpreter: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


Tree = Mapping[str, Entry]


def names(root: str, file: str) -> dict[int, str]:
    """Numbers to names, as an image's own ``/etc/passwd`` or ``/etc/group`` has them."""
    found: dict[int, str] = {}
    try:
        with open(os.path.join(root, "etc", file), encoding="utf-8", errors="replace") as lines:
            for line in lines:
                name, _, number, *_ = [*line.rstrip("\n").split(":"), "", "", ""]
                if number.isdigit():
                    found.setdefault(int(number), name)
    except OSError:
        return {}
    return found


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
    users, groups = names(root, "passwd"), names(root, "group")
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
    return {
        path: _detail(root, path, entry, libraries)
        if entry.kind == "file" and path in paths
        else entry
        for path, entry in tree.items()
    }


def _detail(root: str, path: str, entry: Entry, libraries: str) -> Entry:
    with open(root + path, "rb") as file:
        data = file.read()
    known = replace(entry, digest=hashlib.sha256(data).hexdigest(), capability=_xattr(root + path))
    if elf.is_elf(data):
        loader, needy = elf.interpreter(data), elf.needs_libraries(data)
        return replace(
            known,
            interpreter=(loader,) if loader else (),
            unresolved=unresolved(root, path, loader, libraries) if needy else (),
        )
    interpreter = elf.shebang(data) if entry.mode & 0o111 else ()
    return replace(known, interpreter=interpreter, parts=npm_packages(path, data))


def npm_packages(path: str, data: bytes) -> tuple[tuple[str, str], ...]:
    """The packages of npm's list of what it installed, each with a digest of what it says."""
    if not path.endswith(NPM_LIST):
        return ()
    try:
        packages = json.loads(data)["packages"]
        return tuple(
            (name, hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest())
            for name, entry in sorted(packages.items())
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _xattr(path: str) -> str:
    try:
        return os.getxattr(path, "security.capability", follow_symlinks=False).hex()
    except OSError:
        return ""


def unresolved(root: str, path: str, loader: str, libraries: str = "") -> tuple[str, ...]:
    """What the image's own loader does not find for a file: libraries, and versions of symbols."""
    search = ("--library-path", libraries) if libraries else ()
    for candidate in (loader,) if loader else LOADERS:
        if os.path.lexists(root + candidate):
            listed = subprocess.run(
                ("chroot", root, candidate, *search, "--list", path),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=LOADER_SECONDS,
                check=False,
            )
            lines = (listed.stdout + listed.stderr).splitlines()
            return tuple(line.strip() for line in lines if _complaint(line))
    return ("no loader",)


def _complaint(line: str) -> bool:
    return any(words in line for words in COMPLAINTS)
