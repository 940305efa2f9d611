"""How large the stand-ins are beside the real images that they stand for.

``sizes.toml`` has what the real ones take on disk, and why a stand-in takes more or less.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache

import msgspec
from msgspec import Struct
from tests.builds.recipe import NoStandInError
from tests.builds.recipes import recipe

TABLE = os.path.join(os.path.dirname(__file__), "sizes.toml")
LIBRARY = "docker.io/library/"
TOLERANCE = 0.15
"""By how much, of the real size, a stand-in may differ without an explanation."""


class Real(Struct, frozen=True, kw_only=True):
    """A real image: 10^6 bytes on disk, and when it was last changed."""

    mb: float
    date: datetime.date


class StandIn(Struct, frozen=True, kw_only=True):
    """Stand-ins (patterns of their names), the real tag nearest to them whose size is known, and
    why they differ if they do."""

    images: tuple[str, ...]
    real: str
    explanation: str = ""


class Sizes(Struct, frozen=True, kw_only=True, rename="kebab"):
    """The table: real images by tag, and stand-ins, of which the first that fits is meant."""

    real: Mapping[str, Real]
    stand_in: tuple[StandIn, ...]


class BaseSize(Struct, frozen=True, kw_only=True):
    """A stand-in's size and that of the real image nearest to it, in bytes.

    Where the table does not have the stand-in there is no real tag and no size.
    """

    image: str
    ours: int
    real_tag: str = ""
    real: int | None = None
    explanation: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours by the real size."""
        return self.ours / self.real if self.real else None

    @property
    def unexplained(self) -> bool:
        """Whether it differs by more than is tolerated, and nothing says why."""
        far = self.ratio is None or abs(self.ratio - 1) > TOLERANCE
        return far and not self.explanation


@cache
def sizes() -> Sizes:
    """The table."""
    with open(TABLE, "rb") as file:
        return msgspec.toml.decode(file.read(), type=Sizes)


def rows(made: Mapping[str, int]) -> list[BaseSize]:
    """The stand-ins for real images among the images that were made (bytes), each once."""
    return [_row(name, size) for name, size in sorted(_stand_ins(made))]


def _stand_ins(made: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Without other names of the same, and what stand-ins are made from."""
    for name, size in made.items():
        if name.startswith(LIBRARY) and _own_name(name) == name:
            yield name.removeprefix(LIBRARY), size


def _own_name(name: str) -> str:
    try:
        return recipe(name).name
    except NoStandInError:
        return ""


def _row(name: str, size: int) -> BaseSize:
    fitting = (one for one in sizes().stand_in if any(fnmatchcase(name, n) for n in one.images))
    found = next(fitting, None)
    if found is None:
        return BaseSize(image=name, ours=size)
    real = round(sizes().real[found.real].mb * 1e6)
    return BaseSize(
        image=name, ours=size, real_tag=found.real, real=real, explanation=found.explanation
    )
