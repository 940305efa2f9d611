"""What programs and directories are there for: the build alone, or the container too."""

from __future__ import annotations

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
        self.tools = {tool.rsplit("/", 1)[-1] for step in stage.steps for tool in step.tools}

    def is_build_tool(self, path: str) -> bool:
        """Whether only the build calls a program."""
        name = path.rsplit("/", 1)[-1]
        live = path in self.live.paths or name in self.live.commands or path in self.live.commands
        return name in self.tools and not live

    def is_toolchain(self, programs: tuple[str, ...]) -> bool:
        """Whether the build calls some of these programs, and the container none."""
        live = {name.rsplit("/", 1)[-1] for name in self.live.commands}
        return bool(self.tools & set(programs)) and not live & set(programs)

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
