"""Whether an effect of a command concerns the running container."""

from __future__ import annotations

from dockerize_ms.analysis.afterwards import INERT
from dockerize_ms.analysis.progress import Progress
from dockerize_ms.analysis.purpose import Purpose
from dockerize_ms.ecosystems.volatile import is_volatile
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Done, Stage
from dockerize_ms.model.writes import product

PACKAGES = (fx.InstallsPackages, fx.RemovesPackages)
"""Decided package by package."""


class Weight:
    """Answers for one stage, at the point that a runtime stage has come to."""

    def __init__(self, stage: Stage, purpose: Purpose, progress: Progress) -> None:
        self.stage = stage
        self.purpose = purpose
        self.progress = progress

    def matters(self, done: Done) -> bool:
        """Whether the container may miss an effect."""
        effect = done.effect
        if effect.build_only or isinstance(effect, (*INERT, *PACKAGES)):
            return False
        if self.comes_along(effect) or self.is_idle(effect):
            return False
        match effect:
            case fx.Removes(path=path) | fx.Empties(path=path):
                return self.progress.holds(path) or self.is_of_base(path)
            case fx.ChangesOwner(path=path):
                return self.progress.is_there(path)
            case fx.ChangesMode(path=path, capabilities=True):
                return self.progress.is_there(path)
            case fx.ChangesMode(path=path):
                return self.progress.is_there(path) and not self.mode_comes_along(path)
            case fx.WritesFile(path=path, program=program) if program is not None:
                return self.remains(path) and not self.purpose.is_build_tool(path)
            case fx.WritesTree(path=path):
                return self.remains(path) and not self.purpose.is_idle_tree(effect)
            case fx.MakesDirectory(path=path):
                return self.remains(path) and not self.purpose.is_build_place(path)
            case _:
                path = product(effect) or ""
                return not path or self.remains(path)

    def comes_along(self, effect: fx.Effect) -> bool:
        """Whether a tree that was copied from the builder brings what an effect leaves there."""
        trees = self.progress.trees
        match effect:
            case fx.ChangesOwner(path=path, recursive=True):
                return any(paths.within(path, tree) for tree in trees)
            case fx.ChangesMode(capabilities=True):
                return False
            case fx.Opaque(below=below):
                return bool(below) and all(any(paths.within(b, t) for t in trees) for b in below)
            case fx.Moves(source=source, target=target):
                changed = [source, target]
            case _:
                changed = [product(effect) or str(getattr(effect, "path", ""))]
        tops = map(paths.literal_ancestor, changed)
        return all(any(paths.below(top, tree) for tree in trees) for top in tops)

    def is_idle(self, effect: fx.Effect) -> bool:
        """Whether an effect stays in a directory that only commands of the build read."""
        places = effect.below if isinstance(effect, fx.Opaque) else (product(effect) or "",)
        idle = self.progress.idle
        return bool(places) and all(any(paths.within(p, i) for i in idle) for p in places)

    def mode_comes_along(self, path: str) -> bool:
        """Whether a path is copied from the builder, so that its mode comes with it."""
        return self.progress.runtime.lookup(path).kind != "dir" and any(
            paths.within(path, artifact.path)
            for one in self.progress.assigned
            for artifact in one.artifacts
        )

    def is_of_base(self, path: str) -> bool:
        """Whether a path is of the base image, and no place of caches that fill anew."""
        if is_volatile(paths.literal_ancestor(path)):
            return False
        return not self.progress.base.lookup(path).no

    def remains(self, path: str) -> bool:
        """Whether a path is there at the end."""
        return not self.stage.fs.lookup(path).no
