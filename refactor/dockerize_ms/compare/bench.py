"""Builds, reads and starts images with the engine of this machine, and removes all of it again."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace

from dockerize_ms.compare import archive
from dockerize_ms.compare.bases import base_only, images
from dockerize_ms.compare.comparison import Reading
from dockerize_ms.compare.engines import Command, Engine, Order
from dockerize_ms.compare.failures import BuildError, EngineError, insist
from dockerize_ms.compare.image import Image
from dockerize_ms.compare.observation import (
    Observation,
    Run,
    Start,
    health_command,
    watch,
    words,
)
from dockerize_ms.compare.ports import free_port, is_taken, served_port
from dockerize_ms.compare.processes import Done, run, stream
from dockerize_ms.compare.progress import Progress
from dockerize_ms.compare.reading import reading
from dockerize_ms.compare.trial import Trial

OWN = "localhost/dockerize-ms-compare"
CALL_SECONDS = 300
"""How long the engine's quick commands may take."""
LOG_LINES = 25
CANNOT_RUN = 125
"""The exit code with which docker and podman say that they failed themselves."""
STEPS = {
    "before": "building the original",
    "after": "building the rewritten file",
    "control": "building the original again",
    "base": "looking at its base image",
}


class EngineBench:
    """One comparison's images and containers; ``close`` removes what is left of them.

    ``ignore`` is the path of the Dockerfile's own ignore file, if it has one, ``new_ignore`` the
    text of the ignore file that comes with the rewritten form, if another one does.
    """

    def __init__(
        self,
        engine: Engine,
        progress: Progress,
        *,
        arguments: Sequence[str] = (),
        ignore: str = "",
        new_ignore: str | None = None,
        build_seconds: float,
    ) -> None:
        self.engine = engine
        self.progress = progress
        self.arguments = tuple(arguments)
        self.ignore = ignore
        self.new_ignore = new_ignore
        self.build_seconds = build_seconds
        self.mark = uuid.uuid4().hex[:12]
        self.folder = tempfile.mkdtemp(prefix="dockerize-ms-")
        self.tags: list[str] = []
        self.containers: list[str] = []
        self.texts: dict[str, str] = {}
        self.readings: dict[str, Reading] = {}
        self.bases: dict[str, tuple[tuple[str, int], ...]] = {}
        self.port = 0

    def build(self, text: str, step: str, trial: Trial, *, fresh: bool = False) -> Image:
        """Builds a Dockerfile in a trial's context. Raises ``BuildError`` with the log's end."""
        return self._build(text, step, trial.context, fresh=fresh)

    def _build(self, text: str, step: str, context: str, *, fresh: bool = False) -> Image:
        order = self._order(text, step, context, fresh=fresh)
        before = self._working()
        self.tags.append(order.tag)
        done = None
        try:
            with self.progress.step(STEPS[step]):
                done = run(
                    self.engine.build(order), timeout=self.build_seconds, line=self.progress.line
                )
        finally:
            if done is None or done.code is None:
                self._clean_up_after(before, text)
        if done.code != 0:
            self.tags.remove(order.tag)
            raise BuildError(step, _why(done, self.build_seconds))
        self.texts[order.tag] = text
        return self._image(order.tag)

    def read(self, image: Image, paths: frozenset[str] | None = None) -> Reading:
        """An image's files, all of them with their details."""
        if image.name not in self.readings:
            below = self._base_layers(image)
            with self.progress.step("reading an image"):
                self.readings[image.name] = self._reading(image, below)
        return self.readings[image.name]

    def watch(self, image: Image, run: Run) -> Observation:
        """Starts a fresh container of an image, and others where the engine itself fails."""
        if not words(image.config, run):
            return Observation(skipped="the image has no command")
        if run.kind == "http" and not run.port:
            self.port = self.port or served_port(image)
            run = replace(run, port=self.port)
        with self.progress.step("starting a container"):
            return insist(lambda: self._watch(image, run), self._failure)

    def remove(self, image: Image) -> None:
        """Removes an image."""
        self.readings.pop(image.name, None)
        self._untag(image.name)

    def close(self) -> None:
        """Removes all that is left."""
        for container in list(self.containers):
            self._drop(container)
        for tag in list(self.tags):
            self._untag(tag)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, command: Command) -> str:
        done = run(command, timeout=CALL_SECONDS)
        if done.code != 0:
            raise EngineError(f"{' '.join(command[:2])}: {_why(done, CALL_SECONDS)}")
        return done.out

    def _order(self, text: str, step: str, context: str, *, fresh: bool) -> Order:
        dockerfile = os.path.join(self.folder, f"{step}.Dockerfile")
        with open(dockerfile, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        return Order(
            dockerfile=dockerfile,
            context=context,
            tag=f"{OWN}-{self.mark}:{step}",
            arguments=self.arguments,
            ignore=self._ignore_file(dockerfile, step),
            fresh=fresh,
        )

    def _ignore_file(self, dockerfile: str, step: str) -> str:
        """A Dockerfile's own ignore file, where engines look for it; empty if it has none."""
        path = f"{dockerfile}.dockerignore"
        if step == "after" and self.new_ignore is not None:
            with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(self.new_ignore)
        elif self.ignore:
            shutil.copyfile(self.ignore, path)
        else:
            return ""
        return path

    def _image(self, tag: str) -> Image:
        return self.engine.image(tag, self._call(self.engine.inspect(tag)))

    def _base_layers(self, image: Image) -> int:
        """How many of an image's layers are those of its base."""
        text = base_only(self.texts[image.name])
        if text is None:
            return 0
        empty = os.path.join(self.folder, "empty")
        os.makedirs(empty, exist_ok=True)
        if text not in self.bases:
            base = self._build(text, "base", empty)
            self.bases[text] = base.layers
            self._untag(base.name)
        layers = self.bases[text]
        return len(layers) if image.layers[: len(layers)] == layers else 0

    def _reading(self, image: Image, below: int) -> Reading:
        try:
            with stream(self.engine.save(image.name), timeout=self.build_seconds) as saved:
                return reading(archive.read(saved), below)
        except subprocess.CalledProcessError as error:
            said = error.stderr.strip() or f"exit code {error.returncode}"
            raise EngineError(f"{self.engine.name}: {said}") from error
        except archive.ArchiveError as error:
            raise EngineError(f"{self.engine.name}: {error}") from error

    def _watch(self, image: Image, run: Run) -> Observation:
        with self._container(image) as container:
            proxied, isolated = self.engine.proxied, _can_isolate(self.engine)
            port = free_port() if proxied else run.port
            if not proxied and not isolated and run.kind == "http" and is_taken(port):
                raise EngineError(f"port {port} is in use, and {self.engine.name} would share it")
            health = health_command(image.config)
            start = Start(
                command=self.engine.start(image.name, container, image.config, run, port),
                health=self.engine.inside(container, health) if health else (),
                port=port,
                proxied=proxied,
                isolated=isolated,
            )
            return watch(start, run)

    def _failure(self, seen: Observation) -> str:
        """Why an observation says nothing about the image; empty if it does."""
        if not self.engine.proxied:
            return seen.failure
        lines = seen.stderr.strip().splitlines() or ["it failed"]
        return lines[-1] if seen.exit == CANNOT_RUN else ""

    @contextmanager
    def _container(self, image: Image) -> Iterator[str]:
        name = f"dockerize-ms-{self.mark}-{uuid.uuid4().hex[:8]}"
        self.containers.append(name)
        try:
            if made := self.engine.make(image.name, name):
                self._call(made)
            yield name
        finally:
            self._drop(name)

    def _drop(self, container: str) -> None:
        run(self.engine.drop(container), timeout=CALL_SECONDS)
        with contextlib.suppress(ValueError):
            self.containers.remove(container)

    def _untag(self, tag: str) -> None:
        run(self.engine.untag(tag), timeout=CALL_SECONDS)
        with contextlib.suppress(ValueError):
            self.tags.remove(tag)

    def _working(self) -> dict[str, str]:
        command = self.engine.working()
        return self.engine.leftovers(self._call(command)) if command else {}

    def _clean_up_after(self, before: dict[str, str], text: str) -> None:
        """Removes the containers that a build which was ended has left behind.

        They are named after the images that its stages start from.
        """
        stems = {image.rpartition("/")[2].partition(":")[0] for image in images(text)}
        with contextlib.suppress(EngineError):
            for container, name in self._working().items():
                if container not in before and name.partition("-working-container")[0] in stems:
                    run(self.engine.drop(container), timeout=CALL_SECONDS)


def _why(done: Done, seconds: float) -> str:
    """The end of what a command printed, and that its time was up if it was."""
    tail = (done.out + done.err).rstrip().splitlines()[-LOG_LINES:]
    late = [f"not done after {seconds:.0f} s"] if done.code is None else []
    return "\n".join([*tail, *late]) or f"exit code {done.code}"


def _can_isolate(engine: Engine) -> bool:
    """Whether a container's own network and processes can be kept apart from the machine's."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return not engine.proxied and root and shutil.which("unshare") is not None
