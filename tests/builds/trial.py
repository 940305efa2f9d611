"""Builds a Dockerfile and its rewritten form for real, and says what differs."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator, Mapping

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
from tests.builds.engine import Engine, EngineError, Image
from tests.builds.images import Images
from tests.builds.observation import Observation, Run, observe
from tests.builds.reading import Reader, base_of
from tests.builds.references import bases

CONTROLLED = ("content",)


class Trial(Struct, frozen=True, kw_only=True):
    """Two Dockerfiles for one build context, and how their images are to be judged."""

    name: str
    context: str
    before: str
    after: str
    run: Run
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    build_only: Callable[[str], bool]
    volumes: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """What a trial measured. Sizes in bytes, seconds of wall time."""

    name: str
    differences: tuple[Difference, ...]
    size_before: int
    size_after: int
    seconds: Mapping[str, float]
    dropped: int
    """How many paths that the old image's build made are not in the new one."""


class Bench:
    """Everything that trials share."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.images = Images(engine)
        self.reader = Reader(engine)

    def run(self, trial: Trial, scratch: str) -> Report:
        """Carries out a trial. Raises ``EngineError`` where an image does not build."""
        attempt = _Attempt(self, trial, scratch)
        try:
            return attempt.report()
        finally:
            self.engine.remove(*attempt.tags)


class _Attempt:
    """One trial under way: the two images, and the control where it is needed."""

    def __init__(self, bench: Bench, trial: Trial, scratch: str) -> None:
        self.bench = bench
        self.trial = trial
        self.scratch = scratch
        self.tags: list[str] = []
        self.seconds: dict[str, float] = {}

    def build(self, step: str, text: str, *, fresh: bool = False) -> Image:
        for base in bases(text):
            self.bench.images.ensure(base)
        began = time.monotonic()
        dockerfile = os.path.join(self.scratch, f"{step}.Dockerfile")
        with open(dockerfile, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        tag = f"localhost/dockerize-ms-{uuid.uuid4().hex}:{step}"
        self.tags.append(tag)
        engine, trial = self.bench.engine, self.trial
        engine.build(dockerfile, trial.context, tag, volumes=trial.volumes, fresh=fresh)
        self.seconds[step] = round(time.monotonic() - began, 1)
        image = engine.image(tag)
        if image is None:
            raise EngineError(f"{tag} was built and is not there")
        return image

    def read(self, image: Image, paths: frozenset[str] | None = None) -> Reading:
        """An image's files, with the details of some paths, or of all its own."""
        return self.bench.reader.read(image, base_of(image, self.bench.images.made), paths)

    def watch(self, image: Image) -> Observation:
        """Starts a fresh container of an image."""
        engine = self.bench.engine
        with engine.container(image.id) as container:
            return observe(engine, container, image.config, self.trial.run)

    def report(self) -> Report:
        before, after = (
            self.build("before", self.trial.before),
            self.build("after", self.trial.after),
        )
        began = time.monotonic()
        trial, new = self.trial, self.read(after)
        new_paths = frozenset(new.own)
        old = self.read(before, new_paths)
        first, again, seen = self.watch(before), self.watch(before), self.watch(after)
        differences = [
            *compare_config(old, new, trial.build_only),
            *self.settled(new_paths, old, compare_files(old, new)),
            *compare_needs(old, new),
            *compare_accounts(old, new),
            *compare_expected(new, trial.kept, trial.gone),
            *compare_observations(first, again, seen),
        ]
        self.seconds["compare"] = round(time.monotonic() - began, 1)
        return Report(
            name=trial.name,
            differences=tuple(differences),
            size_before=before.size,
            size_after=after.size,
            seconds=self.seconds,
            dropped=sum(path not in new.tree for path in old.own),
        )

    def settled(
        self, paths: frozenset[str], old: Reading, found: Iterator[Difference]
    ) -> Iterator[Difference]:
        """The differences less those that a second build of the original shows as well."""
        differences = list(found)
        if not any(difference.kind in CONTROLLED for difference in differences):
            yield from differences
            return
        control = self.build("control", self.trial.before, fresh=True)
        again = self.read(control, paths)
        for difference in differences:
            path = difference.subject
            before, after = old.tree.get(path), again.tree.get(path)
            varies = before and after and before.digest != after.digest
            if difference.kind not in CONTROLLED or not varies:
                yield difference
