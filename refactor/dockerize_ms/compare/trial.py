"""Builds a Dockerfile and rewritten forms of it for real, and says what differs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from dockerize_ms.compare.behaviour import compare_observations
from dockerize_ms.compare.comparison import (
    Difference,
    Reading,
    compare_accounts,
    compare_config,
    compare_expected,
    compare_files,
    compare_needs,
)
from dockerize_ms.compare.groups import Group, only_in
from dockerize_ms.compare.image import Image
from dockerize_ms.compare.observation import Observation, Run, words

SHOWN = 25


class Trial(Struct, frozen=True, kw_only=True):
    """A Dockerfile with its build context, and how its images are to be judged.

    ``kept`` and ``gone`` are paths that the new image must and must not have; ``build_only``
    says of a variable whether only builds read it; ``volumes`` are mounted while it is built.
    """

    name: str
    context: str
    text: str
    run: Run
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    build_only: Callable[[str], bool]
    volumes: tuple[str, ...] = ()


class Bench(Protocol):
    """Where images are built, read and started."""

    def build(self, text: str, step: str, trial: Trial, *, fresh: bool = False) -> Image:
        """Builds a Dockerfile in a trial's context; ``fresh`` runs everything again."""

    def read(self, image: Image, paths: frozenset[str] | None = None) -> Reading:
        """An image's files, at least with the details of some paths, or of all its own."""

    def watch(self, image: Image, run: Run) -> Observation:
        """Starts a fresh container of an image."""

    def remove(self, image: Image) -> None:
        """Removes an image, now or later."""


class Report(Struct, frozen=True, kw_only=True):
    """What a comparison measured. Sizes in bytes, seconds of wall time."""

    name: str
    differences: tuple[Difference, ...]
    size_before: int
    size_after: int
    layers_before: int
    layers_after: int
    seconds: Mapping[str, float]
    dropped: int
    """How many paths that the old image's build made are not in the new one."""
    checked: Mapping[str, int]
    """How many paths, programs (and libraries), and scripts of the new image were looked at."""
    only_before: tuple[Group, ...]
    only_after: tuple[Group, ...]
    command: tuple[str, ...]
    user: str
    seen_before: Observation
    seen_after: Observation

    @property
    def summary(self) -> str:
        """The first differences, a line or more each."""
        shown = [str(difference) for difference in self.differences[:SHOWN]]
        more = len(self.differences) - len(shown)
        return "\n".join(["", *shown, *([f"and {more} more"] if more else [])])


@contextmanager
def original(bench: Bench, trial: Trial) -> Iterator[Original]:
    """Builds and watches a trial's own Dockerfile. Raises ``EngineError``."""
    began = time.monotonic()
    image = bench.build(trial.text, "before", trial)
    try:
        yield Original(bench, trial, image, time.monotonic() - began)
    finally:
        bench.remove(image)


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
            self.bench.remove(image)

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
            size_before=old.size,
            size_after=new.size,
            layers_before=len(old.layers),
            layers_after=len(new.layers),
            seconds={
                "before": round(self.seconds, 1),
                "after": round(built - began, 1),
                "compare": round(time.monotonic() - built, 1),
            },
            dropped=sum(path not in new.tree for path in old.own),
            checked=_checked(new),
            only_before=only_in(old, new),
            only_after=only_in(new, old),
            command=words(self.image.config, trial.run),
            user=self.image.config.get("User") or "root",
            seen_before=self.first,
            seen_after=seen,
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
            self.bench.remove(image)
        return {
            path
            for path in paths & old.tree.keys()
            if path not in again or again[path].digest != old.tree[path].digest
        }


def _checked(new: Reading) -> dict[str, int]:
    own = [new.tree[path] for path in new.own]
    programs = sum(entry.program for entry in own)
    return {
        "path": len(own),
        "program": programs,
        "script": sum(bool(entry.interpreter) and not entry.program for entry in own),
    }
