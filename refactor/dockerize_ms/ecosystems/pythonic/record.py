"""What was installed, as notes in the filesystem's log: for whoever asks what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.pythonic.requirement import Requirement
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.filesystem import Filesystem

_DEPTH = 8  # stages that copy from stages


class Installed(fx.Configures, frozen=True, kw_only=True, eq=False):
    """An installer put packages into the environment at ``path``.

    ``source``: names that are built although wheels exist (``:all:`` among them).
    ``unread`` names manifests that are not known.
    """

    requirements: tuple[Requirement, ...] = ()
    source: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


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
                if _touches(effect.source, one.path):
                    yield one


def _touches(source: str, path: str) -> bool:
    return paths.within(path, source) or paths.within(source, path)
