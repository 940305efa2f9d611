"""What was installed, as notes in the filesystem's log: for whoever asks what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic.requirement import Requirement
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.invocation import State
from dockerize_ms.model.needs import NeedsLibrary

_DEPTH = 8  # stages that copy from stages


class Installed(fx.Configures, frozen=True, kw_only=True, eq=False):
    """An installer put packages into the environment at ``path``.

    ``source``: names that are built although wheels exist (``:all:`` among them).
    ``unread`` names manifests that are not known. ``linked`` are the libraries that extensions
    of projects of the context are linked with.
    """

    requirements: tuple[Requirement, ...] = ()
    source: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    linked: tuple[NeedsLibrary, ...] = ()


class Exported(fx.Configures, frozen=True, kw_only=True, eq=False):
    """A tool wrote a list of requirements to ``path`` ("": to its output)."""

    requirements: tuple[Requirement, ...] = ()
    complete: bool = True


class Setting(fx.Configures, frozen=True, kw_only=True, eq=False):
    """A tool was told to remember a setting (``poetry config NAME VALUE``)."""

    name: str
    value: str


def setting(fs: Filesystem, path: str, name: str) -> str | None:
    """The last value that a tool with its settings at ``path`` was given for a name."""
    found: str | None = None
    for entry in fs.entries():
        effect = entry.effect
        if isinstance(effect, Setting) and (effect.path, effect.name) == (path, name):
            found = effect.value
    return found


def exported(fs: Filesystem, path: str) -> Exported | None:
    """The list of requirements that a tool wrote to a file, or to its output."""
    found: Exported | None = None
    for entry in fs.entries():
        if isinstance(entry.effect, Exported) and entry.effect.path in ("", path):
            found = entry.effect
    return found


def export(
    requirements: list[Requirement], output: str | None, state: State, *, complete: bool
) -> Iterator[fx.Effect]:
    """A tool writes a list of requirements to a file, or prints it."""
    path = place(state, output) if output else ""
    yield Exported(path=path, requirements=tuple(requirements), complete=complete)
    if output:
        yield fx.WritesFile(path=path)


def installed(fs: Tree, depth: int = 0) -> Iterator[Installed]:
    """All notes of a filesystem, those of stages that it copies environments from included."""
    if not isinstance(fs, Filesystem) or depth > _DEPTH:
        return
    for entry in fs.entries():
        effect = entry.effect
        if isinstance(effect, Installed):
            yield effect
        elif isinstance(effect, fx.CopiesStage):
            for one in installed(effect.stage, depth + 1):
                if paths.related(effect.source, one.path):
                    yield one
