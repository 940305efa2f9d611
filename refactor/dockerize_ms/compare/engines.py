"""The command lines of docker, podman and buildah. Pure: nothing is called here.

Sources: the manual pages of each program. Images and containers are named, never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from dockerize_ms.compare.image import Image
from dockerize_ms.compare.observation import Run

Command = tuple[str, ...]


class Order(Struct, frozen=True, kw_only=True):
    """What to build. ``ignore`` is the Dockerfile's own ignore file; ``fresh``: no cache."""

    dockerfile: str
    context: str
    tag: str
    arguments: tuple[str, ...] = ()
    ignore: str = ""
    fresh: bool = False


class Engine:
    """Docker. The others say what is different with them."""

    name = "docker"
    proxied = True
    """Whether a port is published here, and takes connections before the server does."""

    def call(self, *words: str) -> Command:
        """A command of this engine."""
        return (self.name, *words)

    def ready(self) -> Command:
        """Fails where the engine is installed and cannot be used."""
        return self.call("version")

    def build(self, order: Order) -> Command:
        """Builds an image. An ignore file beside the Dockerfile is found by its name."""
        return self.call(
            *("build", "--progress=plain", *_build_options(order)),
            *("--file", order.dockerfile, "--tag", order.tag, order.context),
        )

    def inspect(self, image: str) -> Command:
        """Prints what ``image`` reads."""
        return self.call("image", "inspect", image)

    def image(self, name: str, printed: str) -> Image:
        """An image as ``inspect`` printed it; the sizes of its layers are not said there."""
        found = json.loads(printed)[0]
        layers = found.get("RootFS", {}).get("Layers") or ()
        return Image(name, found["Id"], found.get("Config") or {}, tuple((d, 0) for d in layers))

    def save(self, image: str) -> Command:
        """Prints an image as an archive."""
        return self.call("save", image)

    def untag(self, image: str) -> Command:
        """Removes an image that we named."""
        return self.call("rmi", image)

    def make(self, image: str, container: str) -> Command:
        """Makes a container before it is started; empty where starting makes it."""
        return ()

    def start(
        self, image: str, container: str, config: Mapping[str, Any], run: Run, port: int
    ) -> Command:
        """Starts a container; its ``run.port`` answers at ``port`` of this machine."""
        publish = (f"--publish=127.0.0.1:{port}:{run.port}",) if run.kind == "http" else ()
        instead = run.command or (tuple(config.get("Cmd") or ()) if run.args else ())
        return self.call(
            *("run", "--name", container, *publish, *_environment(run)),
            *(image, *instead, *run.args),
        )

    def inside(self, container: str, words: Sequence[str]) -> Command:
        """Runs a command in a container that is running."""
        return self.call("exec", container, *words)

    def drop(self, container: str) -> Command:
        """Ends a container and removes it with its volumes."""
        return self.call("rm", "--force", "--volumes", container)

    def working(self) -> Command:
        """Lists the containers that builds leave behind when they are ended; empty: none do."""
        return ()

    def leftovers(self, printed: str) -> dict[str, str]:
        """The containers of builds that ``working`` printed, and the name of each."""
        return {}


class Podman(Engine):
    """Podman: one layer a stage, so that no images without a name stay behind.

    ``--force-rm``: else a file of nothing but FROM leaves its container.
    """

    name = "podman"

    def ready(self) -> Command:
        """See ``Engine``."""
        return self.call("info")

    def build(self, order: Order) -> Command:
        """See ``Engine``."""
        ignore = (f"--ignorefile={order.ignore}",) if order.ignore else ()
        return self.call(
            *("build", "--layers=false", "--force-rm", "--format=docker"),
            *(*_build_options(order), *ignore),
            *("--file", order.dockerfile, "--tag", order.tag, order.context),
        )

    def working(self) -> Command:
        """See ``Engine``."""
        return self.call("ps", "--all", "--external", "--format=json")

    def leftovers(self, printed: str) -> dict[str, str]:
        """See ``Engine``."""
        names = {one["Id"]: "".join(one.get("Names") or ()) for one in json.loads(printed or "[]")}
        return {key: name for key, name in names.items() if "-working-container" in name}


class Buildah(Podman):
    """Buildah: starts programs in a container, with the machine's own network."""

    name = "buildah"
    proxied = False

    def ready(self) -> Command:
        """See ``Engine``."""
        return self.call("images", "--quiet")

    def inspect(self, image: str) -> Command:
        """See ``Engine``."""
        return self.call("inspect", "--type", "image", image)

    def image(self, name: str, printed: str) -> Image:
        """See ``Engine``."""
        found = json.loads(printed)
        docker = found["Docker"]
        layers = docker.get("rootfs", {}).get("diff_ids") or ()
        digests = tuple((digest, 0) for digest in layers)
        return Image(name, found["FromImageID"], docker.get("config") or {}, digests)

    def save(self, image: str) -> Command:
        """See ``Engine``."""
        return self.call("push", "--quiet", image, "docker-archive:/dev/stdout")

    def make(self, image: str, container: str) -> Command:
        """See ``Engine``."""
        return self.call("from", "--pull=never", "--quiet", "--name", container, image)

    def start(
        self, image: str, container: str, config: Mapping[str, Any], run: Run, port: int
    ) -> Command:
        """See ``Engine``."""
        cmd = run.command or config.get("Cmd") or ()
        words = (*(config.get("Entrypoint") or ()), *cmd, *run.args)
        return self.call("run", "--network=host", *_environment(run), container, "--", *words)

    def inside(self, container: str, words: Sequence[str]) -> Command:
        """See ``Engine``."""
        return self.call("run", "--network=host", container, "--", *words)

    def drop(self, container: str) -> Command:
        """See ``Engine``."""
        return self.call("rm", container)

    def working(self) -> Command:
        """See ``Engine``."""
        return self.call("containers", "--all", "--json")

    def leftovers(self, printed: str) -> dict[str, str]:
        """See ``Engine``."""
        names = {one["id"]: one["containername"] for one in json.loads(printed or "[]") or ()}
        return {key: name for key, name in names.items() if "-working-container" in name}


ENGINES: tuple[Engine, ...] = (Engine(), Podman(), Buildah())
"""In the order in which they are looked for."""


def _build_options(order: Order) -> Command:
    arguments = tuple(f"--build-arg={argument}" for argument in order.arguments)
    return (*(("--no-cache",) if order.fresh else ()), *arguments)


def _environment(run: Run) -> Command:
    return tuple(f"--env={name}={value}" for name, value in run.env.items())
