"""What programs and directories are there for: the build alone, or the container too."""

from __future__ import annotations

import re
from functools import cached_property

from dockerize_ms.analysis.live import Live
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.model.writes import product


class Purpose:
    """Answers for one stage."""

    def __init__(self, stage: Stage, live: Live) -> None:
        self.stage = stage
        self.live = live
        self.tools = stage.tools

    def is_build_tool(self, path: str) -> bool:
        """Whether only the build calls a program."""
        name = path.rsplit("/", 1)[-1]
        live = path in self.live.paths or name in self.live.commands or path in self.live.commands
        return name in self.tools and not live

    def is_toolchain(self, programs: tuple[str, ...]) -> bool:
        """Whether the build calls some of these programs, and the container none."""
        live = {name.rsplit("/", 1)[-1] for name in self.live.commands}
        return bool(self.tools & set(programs)) and not live & set(programs)

    def is_idle_tree(self, tree: fx.WritesTree) -> bool:
        """Whether nothing that the container starts reads a tree."""
        if tree.programs:
            return self.is_toolchain(tree.programs)
        if not (tree.application or tree.readers) or self.live.opaque or self.live.unresolved:
            return False
        if any(paths.related(path, tree.path) for path in self.live.paths):
            return False
        if tree.application:
            return not any(paths.related(app, tree.application) for app in self.live.applications)
        return not any(_plain(reader) in self._interpreters for reader in tree.readers)

    @cached_property
    def _interpreters(self) -> frozenset[str]:
        """The programs that are started, and the interpreters of scripts that are."""
        found = {_plain(name) for name in self.live.commands}
        for entry in self.stage.fs.entries():
            tree = entry.effect
            if not isinstance(tree, fx.WritesTree) or not tree.readers:
                continue
            if any(paths.within(path, tree.path) for path in self.live.paths):
                found |= {_plain(reader) for reader in tree.readers}
        return frozenset(found)

    def is_build_place(self, path: str) -> bool:
        """Whether a directory is there for sources and caches alone."""
        if paths.within(self.stage.config.workdir, path):
            return False
        lived = (*self.live.paths, *self.live.applications, *self.stage.config.volumes)
        if any(paths.within(p, path) for p in lived):
            return False
        return any(
            done.effect.build_only or isinstance(done.effect, fx.CopiesContext)
            for step in self.stage.steps
            for done in step.effects
            if (inner := product(done.effect)) and paths.within(inner, path)
        ) or any(step.cwd == path and step.name == "RUN" for step in self.stage.steps)


def _plain(name: str) -> str:
    """A program's name without directory and version: ``python3.11`` is ``python``."""
    return re.sub(r"[-.]?\d[\d.]*$", "", name.rsplit("/", 1)[-1])
