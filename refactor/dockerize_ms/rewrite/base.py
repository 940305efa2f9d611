"""A candidate for the runtime stage."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms import facts
from dockerize_ms.analysis.ground import Ground
from dockerize_ms.analysis.images import on_image
from dockerize_ms.facts import Image
from dockerize_ms.model.filesystem import Filesystem


class Base(Struct, frozen=True, kw_only=True, eq=False):
    """A candidate for the runtime stage. ``variant``: a slimmer one of the original's base.

    ``moved`` are programs that the original's base has, too, at another place, from where
    nothing but what lies beside the application is found. ``loses``: what people miss who
    look into it, and what helps.
    """

    reference: str
    image: Image
    fs: Filesystem
    same: bool
    why: str
    variant: bool = False
    moved: frozenset[str] = frozenset()
    loses: str = ""

    @property
    def ground(self) -> Ground:
        """What a runtime stage on it starts from."""
        own = facts.layout(self.image).own if self.same or self.variant else ()
        held = self.image.packages or frozenset()
        return Ground(fs=self.fs, packages=held, same=self.same, own=own)

    @property
    def listed(self) -> bool | None:
        """Whether it is known to exist."""
        return self.image.listed or (True if facts.is_distroless(self.reference) else None)


def base_on(reference: str, why: str) -> Base:
    """An image as a candidate."""
    image, fs = on_image(reference)
    return Base(reference=reference, image=image, fs=fs, same=False, why=why)
