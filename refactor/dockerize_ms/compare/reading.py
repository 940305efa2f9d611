"""From a saved image to the data that the comparison works on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import cache

from msgspec.structs import replace

from dockerize_ms.compare import loader
from dockerize_ms.compare.accounts import GROUP, PASSWD, accounts, names
from dockerize_ms.compare.archive import Archive, Raw, stacked
from dockerize_ms.compare.comparison import Reading
from dockerize_ms.compare.elf import Elf
from dockerize_ms.compare.image import environment
from dockerize_ms.compare.tree import Entry, Tree, resolve
from dockerize_ms.ecosystems.installed import is_database, owners

Files = Mapping[str, Raw]


def reading(archive: Archive, base: int) -> Reading:
    """An image whose lowest ``base`` layers are those of its base image."""
    below, files = stacked(archive.layers[:base]), stacked(archive.layers)
    own = {path for layer in archive.layers[base:] for path in layer.added} & files.keys()
    databases = {path: raw.content for path, raw in files.items() if is_database(path)}
    return Reading(
        config=archive.config,
        tree=_with_libraries(_tree(files), files, environment(archive.config)),
        own=frozenset(path for path in own if files[path] != below.get(path)),
        accounts=_accounts(files),
        base_accounts=_accounts(below),
        layers=tuple(layer.size for layer in archive.layers),
        packages={_real(path, files): name for path, name in owners(databases).items()},
    )


def _real(path: str, files: Files) -> str:
    """A path as it is, where a package names it by a link: ``/bin`` to ``/usr/bin``."""
    _, top, *rest = path.split("/")
    linked = files.get(f"/{top}")
    if linked is None or linked.kind != "link":
        return path
    return posixpath.join("/", linked.target, *rest)


def _content(files: Files) -> Callable[[str], bytes]:
    return lambda path: files[path].content if path in files else b""


def _accounts(files: Files) -> dict[str, str]:
    content = _content(files)
    return accounts(content(PASSWD), content(GROUP))


def _tree(files: Files) -> dict[str, Entry]:
    users, groups = names(_content(files)(PASSWD)), names(_content(files)(GROUP))
    return {
        path: Entry(
            kind=raw.kind,
            mode=raw.mode if raw.kind != "link" else 0o777,
            owner=f"{users.get(raw.uid, raw.uid)}:{groups.get(raw.gid, raw.gid)}",
            size=raw.size,
            modified=raw.modified,
            target=raw.target,
            capability=raw.capability,
            digest=raw.digest,
            program=raw.program is not None,
            interpreter=_interpreter(raw),
            parts=raw.parts,
        )
        for path, raw in sorted(files.items())
    }


def _interpreter(raw: Raw) -> tuple[str, ...]:
    if raw.program is not None:
        return (raw.program.interpreter,) if raw.program.interpreter else ()
    return raw.script


def _with_libraries(tree: Tree, files: Files, variables: Mapping[str, str]) -> dict[str, Entry]:
    """The tree with what the loader would not find for each program and library."""
    places = loader.places(tree, _content(files), variables.get("LD_LIBRARY_PATH", ""))

    @cache
    def find(path: str) -> tuple[str, Elf] | None:
        real = resolve(tree, path)
        program = files[real].program if real and real in files else None
        return (real, program) if real and program else None

    found = dict(tree)
    for path, raw in files.items():
        if raw.program is not None and raw.program.needed:
            lacking = loader.unresolved(path, raw.program, places, find)
            if lacking:
                found[path] = replace(found[path], unresolved=lacking)
    return found
