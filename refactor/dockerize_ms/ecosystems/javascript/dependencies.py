"""What the packages of an application need of the system.

The rule, best evidence first:

1. A package that ``node_packages.ini`` lists with needs has those.
2. With a lock file that tells of install scripts (npm's from version 2, pnpm's up to 6),
   every package that is not of the development alone is judged: one without an install
   script and without a restriction to platforms is plain JavaScript and needs nothing. One
   with either that the table does not know is ``NeedsUnknown``.
3. With any other lock file, or none, the direct dependencies are judged: those listed as
   plain or as bringing all they need have no needs, all others are ``NeedsUnknown``.

Programs that packages start are known only where the table names them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from dockerize_ms.ecosystems.javascript import manifest, tables
from dockerize_ms.ecosystems.javascript.locks import Lock, Locked, lock_of
from dockerize_ms.ecosystems.javascript.manifest import Manifest
from dockerize_ms.ecosystems.javascript.workspaces import Project, modules_in, project
from dockerize_ms.errors import Evidence
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.needs import Need

_TABLE = "node_packages"
_GLOBAL = ("/usr/local/lib/node_modules", "/usr/lib/node_modules")


@functools.lru_cache(maxsize=4)
def dependency_needs(directory: str, fs: Tree, kind: str) -> tuple[Need, ...]:
    """What the packages need that run in a project, on a family of distributions."""
    return tuple(_needs(project(directory, fs), fs, kind))


def _needs(found: Project, fs: Tree, kind: str) -> Iterator[Need]:
    owners = list(owners_of(found, fs))
    lock = lock_of(found.root, fs, found.manifest if not found.shared else None)
    direct = {name: owner for owner in owners for name in owner.production}
    local = {owner.text("name") for owner in owners}
    added = [
        name
        for name in modules_in(paths.join(found.root, "node_modules"), fs)
        if name not in direct
    ]
    locked = {one.name: one for one in lock.running} if lock else {}
    for name in dict.fromkeys((*direct, *added, *locked)):
        owner = direct.get(name)
        where = owner.evidence(name) if owner else Evidence(f"{name} is installed")
        yield from _listed(name, kind, where)
    for name in _global(fs):
        yield from _listed(name, kind, Evidence(f"{name} is installed for all"))
    for name in _unknown(direct, added, lock, locked):
        if name not in local and not _is_known(name):
            owner = direct.get(name)
            where = owner.evidence(name) if owner else Evidence(f"{name} is installed")
            yield nd.NeedsUnknown(what=name, by=where)


def owners_of(found: Project, fs: Tree) -> Iterator[Manifest]:
    """The package.json of a project, of its root and of all packages beside it."""
    if found.manifest is not None:
        yield found.manifest
    for directory in (found.root, *found.members):
        owner = manifest.load(directory, fs) if directory != found.directory else None
        if owner is not None:
            yield owner


def _global(fs: Tree) -> Iterator[str]:
    """Packages that commands installed for all projects."""
    for top in _GLOBAL:
        for name in modules_in(top, fs):
            if fs.lookup(paths.join(top, name.partition("/")[0])).step is not None:
                yield name


def _unknown(
    direct: Iterable[str], added: list[str], lock: Lock | None, locked: dict[str, Locked]
) -> Iterator[str]:
    """Packages that may need anything, before the table is asked."""
    told = lock is not None and any(one.builds is not None for one in lock.packages)
    if not told:
        yield from (*direct, *added)
        return
    yield from (one.name for one in locked.values() if one.builds or one.native)
    yield from (name for name in (*direct, *added) if name not in locked)


def _is_known(name: str) -> bool:
    return any(name in tables.names(_TABLE, title) for title in ("plain", "complete")) or bool(
        tables.rows_of(name)
    )


def _listed(name: str, kind: str, by: Evidence) -> Iterator[Need]:
    """What the table says that a package needs, in this distribution."""
    for row in tables.rows_of(name):
        for package in row.get(f"libraries.{kind}", ()) or _debian(row, "libraries", kind):
            yield nd.NeedsLibrary(package=package, by=by)
        for package in row.get(f"packages.{kind}", ()) or _debian(row, "packages", kind):
            yield nd.NeedsPackage(name=package, by=by)
        for command in row.get("commands", ()):
            yield nd.NeedsCommand(name=command, certain=False, by=by)
        for feature in row.get("features", ()):
            yield nd.NeedsFeature(feature=nd.Feature[feature], by=by)


def _debian(row: dict[str, tuple[str, ...]], key: str, kind: str) -> tuple[str, ...]:
    return row.get(f"{key}.debian", ()) if kind == "ubuntu" else ()
