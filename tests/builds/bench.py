"""The stand-ins, their engine and what reads images, shared by all trials."""

from __future__ import annotations

import os
import uuid

from tests.builds.engine import OWN, Engine
from tests.builds.images import Images
from tests.builds.observation import observe
from tests.builds.reading import Reader, base_of
from tests.builds.references import references

from dockerize_ms.compare.comparison import Reading
from dockerize_ms.compare.failures import EngineError, insist
from dockerize_ms.compare.image import Image
from dockerize_ms.compare.observation import Observation, Run
from dockerize_ms.compare.trial import Trial


class OwnBench:
    """Builds upon stand-ins, reads mounted images, starts containers without a network."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.images = Images(engine)
        self.reader = Reader(engine)

    def build(
        self, text: str, step: str, trial: Trial, *, fresh: bool = False, target: str = ""
    ) -> Image:
        """Builds a Dockerfile in a trial's context, or a stage of it, under a name of its own."""
        for reference in references(text):
            self.images.ensure(reference)
        tag = f"{OWN}{uuid.uuid4().hex}:{step}"
        dockerfile = os.path.join(self.engine.home, f"{tag.rpartition('/')[2]}.Dockerfile")
        with open(dockerfile, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
        try:
            volumes = (*trial.volumes, *self.images.volumes(text))
            self.engine.build(
                dockerfile, trial.context, tag, volumes=volumes, fresh=fresh, target=target
            )
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

    def remove(self, image: Image) -> None:
        """Removes an image, some time later."""
        self.engine.remove(image)
