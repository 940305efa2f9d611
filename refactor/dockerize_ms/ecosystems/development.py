"""How a project says that it is started for development: scripts of package.json."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.ecosystems.javascript import manifest
from dockerize_ms.ecosystems.javascript.locks import NAMES
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree

_SCRIPTS = ("dev", "start:dev", "develop", "dev:server", "server:dev", "serve:dev")


class Start(Struct, frozen=True, kw_only=True, eq=False):
    """A command that starts a project for development, in its directory.

    ``text`` is what it runs. ``dependencies`` is the directory of the development dependencies
    of the project, "" where it has none.
    """

    argv: tuple[str, ...]
    by: Evidence
    text: str = ""
    dependencies: str = ""


def starts(directory: str, fs: Tree) -> Iterator[Start]:
    """The scripts of a directory's package.json that are for development, likeliest first."""
    owner = manifest.load(directory, fs)
    if owner is None:
        return
    manager = next(
        (
            manager
            for manager, locks in NAMES.items()
            if any(fs.lookup(paths.join(directory, lock)).yes for lock in locks)
        ),
        "npm",
    )
    for name in _SCRIPTS:
        if name in owner.scripts:
            yield Start(
                argv=(manager, "run", name),
                by=owner.evidence(name, f"the script {name} of {owner.file.path}"),
                text=owner.scripts[name],
                dependencies=dependencies(directory, fs),
            )


def dependencies(directory: str, fs: Tree) -> str:
    """Where a project's development dependencies lie; "" where it has none."""
    owner = manifest.load(directory, fs)
    return paths.join(directory, "node_modules") if owner and owner.development else ""
