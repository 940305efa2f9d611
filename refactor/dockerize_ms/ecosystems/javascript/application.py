"""What an application of Node needs when it runs: its directory, and what its packages need."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.families import family
from dockerize_ms.ecosystems.javascript import manifest
from dockerize_ms.ecosystems.javascript.dependencies import dependency_needs, owners_of
from dockerize_ms.ecosystems.javascript.sources import sources_of
from dockerize_ms.ecosystems.javascript.workspaces import Project, project
from dockerize_ms.errors import Evidence
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need

_CERTIFICATES = ("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR")
_OPENSSL_STORE = ("--use-openssl-ca", "--use-system-ca")
_LOCAL = ("file:", "link:", "portal:", "./", "../")


def application(directory: str, by: Evidence, state: State) -> Iterator[Need]:
    """All that code of the project around a directory needs.

    The project stays whole, with the root of its workspace and with the packages that it
    takes from other directories. Its packages need what ``dependencies`` says; programs
    that its code starts by a literal name are mentions.
    """
    found = project(directory, state.fs)
    for path in dict.fromkeys((found.directory, found.root)):
        yield nd.NeedsApplication(path=path, by=by)
    settings = paths.join(found.directory, "package.json")
    if found.directory == "/":  # no directory of its own stays whole: it says how modules load
        yield nd.NeedsPath(path=settings, by=by, optional=True)
    yield from _around(found.directory, state.fs)
    yield from dependency_needs(found.directory, state.fs, family(state))
    yield from _started(found, state)
    yield from features(state, by)


@functools.lru_cache(maxsize=4)
def _around(directory: str, fs: Tree) -> tuple[Need, ...]:
    """Modules in directories above, and packages that a path names."""
    found = project(directory, fs)
    needs: dict[str, Need] = {}
    current = found.root
    while current != "/":
        current = posixpath.dirname(current)
        path = paths.join(current, "node_modules")
        if fs.lookup(path).step is not None:
            by = Evidence(f"modules are looked up in {path}, too")
            needs[path] = nd.NeedsPath(path=path, by=by, optional=True)
    for owner in owners_of(found, fs):
        for text in owner.production.values():
            if text.startswith(_LOCAL):
                path = paths.join(owner.directory, text.partition(":")[2] or text)
                by = owner.evidence(text, f"a dependency is at {text}")
                needs[path] = nd.NeedsPath(path=path, by=by, optional=True)
    return tuple(needs.values())


def _started(found: Project, state: State) -> Iterator[Need]:
    """Programs that the project's code starts, by literals."""
    if found.root == "/":
        return
    for code in sources_of(found.root, state.fs).files:
        for one in code.starts:
            by = code.evidence(one.at, f"{code.origin} starts {one.name}")
            yield nd.NeedsCommand(name=one.name, certain=False, by=by)


def features(state: State, by: Evidence) -> Iterator[Need]:
    """What the environment asks of the system. Node brings its own certificates and zones."""
    for name in _CERTIFICATES:
        value = state.env.get(name)
        if value:
            yield nd.NeedsFeature(feature=nd.Feature.CERTIFICATES, by=by)
            yield nd.NeedsPath(path=state.path(value), by=by, optional=True)
    if any(word in state.env.get("NODE_OPTIONS", "") for word in _OPENSSL_STORE):
        yield nd.NeedsFeature(feature=nd.Feature.CERTIFICATES, by=by)
    if state.fs.lookup("/etc/localtime").step is not None:
        yield nd.NeedsFeature(feature=nd.Feature.TIME_ZONES, by=by)


def manager_needs(
    invocation: Invocation, state: State, directory: str, builds: str = ""
) -> Iterator[Need]:
    """What a package manager needs at run time: Node, a shell, the project."""
    by = invocation.evidence()
    if builds:
        yield nd.RunsBuild(
            by=by,
            what=f"{invocation.name} {builds}",
            advice="install the dependencies in the image: `RUN` it before CMD",
        )
        return
    yield nd.NeedsCommand(name="node", by=by)
    yield nd.NeedsFeature(feature=nd.Feature.SHELL, by=by)
    owner = manifest.load(directory, state.fs)
    if owner is not None and owner.text("packageManager") and invocation.name != "npm":
        usual = (".cache/node/corepack", ".local/share/pnpm/.tools")
        places = [paths.join(state.home, place) for place in usual]
        for path in places:  # where the version that it names was put
            yield nd.NeedsPath(path=path, by=by, optional=True)
        if invocation.name == "pnpm" and not any(state.fs.lookup(path).yes for path in places):
            yield nd.RunsBuild(
                by=by,
                what=f"pnpm, in the version {owner.text('packageManager')}, where the build put it",
                advice="start the program itself, or install that very version",
            )
    yield from application(directory, by, state)
