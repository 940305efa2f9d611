"""Builds a Dockerfile and rewritten forms of it for real, and says what differs."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from msgspec import Struct
from tests.builds.behaviour import compare_observations
from tests.builds.comparison import (
    Difference,
    Reading,
    compare_accounts,
    compare_config,
    compare_expected,
    compare_files,
    compare_needs,
)
from tests.builds.engine import OWN, Engine, Image
from tests.builds.failures import EngineError, insist
from tests.builds.images import Images
from tests.builds.observation import Observation, Run, observe
from tests.builds.reading import Reader, base_of
from tests.builds.references import references

SHOWN = 25


class Trial(Struct, frozen=True, kw_only=True):
    """A Dockerfile with its build context, and how its images are to be judged."""

    name: str
    context: str
    text: str
    run: Run
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    build_only: Callable[[str], bool]
    volumes: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """What a comparison measured. Sizes in bytes, seconds of wall time."""

    name: str
    differences: tuple[Difference, ...]
    size_before: int
    size_after: int
    seconds: Mapping[str, float]
    dropped: int
    """How many paths that the old image's build made are not in the new one."""

    @property
    def summary(self) -> str:
        """The first differences, a line or more each."""
        shown = [str(difference) for difference in self.differences[:SHOWN]]
        more = len(self.differences) - len(shown)
        return "\n".join(["", *shown, *([f"and {more} more"] if more else [])])


class Bench:
    """The engine, the stand-ins and the reader, shared by all trials."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.images = Images(engine)
        self.reader = Reader(engine)

    def build(self, text: str, step: str, trial: Trial, *, fresh: bool = False) -> Image:
        """Builds a Dockerfile in a trial's context, under a name of its own."""
        for reference in references(text):
            self.images.ensure(reference)
        tag = f"{OWN}{uuid.uuid4().hex}:{step}"
        dockerfile = os.path.join(self.engine.home, f"{tag.rpartition('/')[2]}.Dockerfile")
        with open(dockerfile, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        try:
            volumes = (*trial.volumes, *self.images.volumes(text))
            self.engine.build(dockerfile, trial.context, tag, volumes=volumes, fresh=fresh)
        finally:
            os.remove(dockerfile)
        image = self.engine.image(tag)
        if image is None:
            raise EngineError(f"{tag} was built and is not there")
        return image

    def read(self, image: Image, paths: frozenset[str] | None = None) -> Reading:
        """An image's files, with the details of some paths, or of all its own."""
        return self.reader.read(image, base_of(image, self.images.made.copy()), paths)

    def watch(self, image: Image, run: Run) -> Observation:
        """Starts a fresh container of an image, and others where the engine itself fails."""

        def attempt() -> Observation:
            with self.engine.container(image.id) as container:
                return observe(self.engine, container, image.config, run)

        return insist(attempt, lambda seen: seen.failure)

    @contextmanager
    def original(self, trial: Trial) -> Iterator[Original]:
        """Builds and watches a trial's own Dockerfile."""
        began = time.monotonic()
        image = self.build(trial.text, "before", trial)
        try:
            built = time.monotonic() - began
            yield Original(self, trial, image, built)
        finally:
            self.engine.remove(image)


class Original:
    """The image that a rewritten file has to live up to.

    Started, and built, a second time where something differs: the control.
    """

    def __init__(self, bench: Bench, trial: Trial, image: Image, seconds: float) -> None:
        self.bench = bench
        self.trial = trial
        self.image = image
        self.seconds = seconds
        self.first = bench.watch(image, trial.run)
        self.lock = threading.Lock()

    @cached_property
    def again(self) -> Observation:
        """What a second container of it does."""
        return self.bench.watch(self.image, self.trial.run)

    @property
    def works(self) -> bool:
        """Whether there is a behaviour to compare with: it ended by itself, or it serves."""
        return self.first.exit is not None if self.first.started is None else self.first.started

    def compare(self, text: str) -> Report:
        """Builds a rewritten file and compares. Raises ``EngineError`` if it does not build."""
        began = time.monotonic()
        image = self.bench.build(text, "after", self.trial)
        built = time.monotonic()
        try:
            return self._report(image, began, built)
        finally:
            self.bench.engine.remove(image)

    def _report(self, image: Image, began: float, built: float) -> Report:
        trial, new = self.trial, self.bench.read(image)
        old = self.bench.read(self.image, new.own)
        seen = self.bench.watch(image, trial.run)
        differences = (
            *compare_config(old, new, trial.build_only),
            *self._settled(new.own, old, tuple(compare_files(old, new))),
            *compare_needs(old, new, trial.gone),
            *compare_accounts(old, new),
            *compare_expected(new, trial.kept, trial.gone),
            *self._behaviour(seen),
        )
        return Report(
            name=trial.name,
            differences=differences,
            size_before=self.image.size,
            size_after=image.size,
            seconds={
                "before": round(self.seconds, 1),
                "after": round(built - began, 1),
                "compare": round(time.monotonic() - built, 1),
            },
            dropped=sum(path not in new.tree for path in old.own),
        )

    def _behaviour(self, seen: Observation) -> Iterator[Difference]:
        """What a container does otherwise, less what a second one of the original does as well."""
        if any(compare_observations(self.first, self.first, seen)):
            with self.lock:
                again = self.again
            yield from compare_observations(self.first, again, seen)

    def _settled(
        self, paths: frozenset[str], old: Reading, found: tuple[Difference, ...]
    ) -> Iterator[Difference]:
        """The differences, less the content that a second build of the original changes as well."""
        varying: set[str] = set()
        if any(difference.kind == "content" for difference in found):
            varying = self._varying(paths, old)
        for difference in found:
            if difference.kind != "content" or difference.subject not in varying:
                yield difference

    def _varying(self, paths: frozenset[str], old: Reading) -> set[str]:
        image = self.bench.build(self.trial.text, "control", self.trial, fresh=True)
        try:
            again = self.bench.read(image, paths).tree
        finally:
            self.bench.engine.remove(image)
        return {
            path
            for path in paths & old.tree.keys()
            if path not in again or again[path].digest != old.tree[path].digest
        }
