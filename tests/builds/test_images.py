"""Stand-ins are made once, and do not wait for each other. Needs no engine."""

from __future__ import annotations

from threading import Event, Thread
from typing import cast

from tests.builds.engine import Engine
from tests.builds.images import Images
from tests.builds.recipe import Recipe

from dockerize_ms.compare.image import Image


class Tagging:
    """An engine that only gives names."""

    def call(self, *_: str) -> str:
        return ""


class Slow(Images):
    """Makes an image in no time, but one that waits until it may."""

    def __init__(self) -> None:
        super().__init__(cast(Engine, Tagging()))
        self.begun, self.may = Event(), Event()
        self.counted: list[str] = []

    def _made(self, wanted: Recipe) -> Image:
        self.counted.append(wanted.name)
        if wanted.name.endswith(":bookworm"):
            self.begun.set()
            assert self.may.wait(5)
        return Image(wanted.name, "", {}, (("digest", 7),))


def test_others_are_had_while_one_is_made() -> None:
    images = Slow()
    maker = Thread(target=images.ensure, args=("debian:bookworm",))
    maker.start()
    assert images.begun.wait(5)
    assert images.ensure("debian:trixie") == "docker.io/library/debian:trixie"
    images.may.set()
    maker.join(5)
    assert set(images.sizes()) == {
        "docker.io/library/debian:bookworm",
        "docker.io/library/debian:trixie",
    }


def test_one_is_made_once() -> None:
    images = Slow()
    makers = [Thread(target=images.ensure, args=("debian:bookworm",)) for _ in range(3)]
    for maker in makers:
        maker.start()
    images.may.set()
    for maker in makers:
        maker.join(5)
    assert images.counted == ["docker.io/library/debian:bookworm"]
