"""Stand-ins for the images of Ruby."""

from __future__ import annotations

from functools import partial

from tests.builds import debian_archive
from tests.builds.recipe import NoStandInError, Recipe, full_name, tag_parts

SOURCES = {"2.7": "bullseye", "3.1": "bookworm", "3.3": "trixie"}
"""The Debian releases that have the sources of a Ruby."""
SLIM = "ca-certificates"


def _source(series: str) -> partial[str]:
    if series not in SOURCES:
        known = ", ".join(SOURCES)
        raise NoStandInError(f"no stand-in for ruby:{series}: Debian has the sources of {known}")
    return partial(debian_archive.debian_source, f"ruby{series}", SOURCES[series])


def ruby_built(tag: str) -> Recipe:
    """Ruby for one Debian release, which the full and the slim image share."""
    series, _, suite = tag.partition("-")
    return Recipe(
        name=f"localhost/ruby-built:{tag}",
        dockerfile="ruby-built",
        base=full_name(f"debian:{suite}-slim"),
        source=_source(series),
    )


def ruby(tag: str) -> Recipe:
    """``ruby:3.1``, ``ruby:3.3.4-slim-bookworm`` and the like."""
    pattern = r"(?:(\d\.\d+)(?:\.\d+)?|3|latest)?-?(slim)?-?(bullseye|bookworm|trixie)?"
    found = tag_parts(pattern, "ruby", tag)
    series = found[1] or "3.3"
    suite = found[3] or SOURCES.get(series, "trixie")
    slim = f"-{found[2]}" if found[2] else ""
    return Recipe(
        name=f"docker.io/library/ruby:{series}{slim}-{suite}",
        dockerfile="ruby",
        base=full_name(f"debian:{suite}-slim" if slim else f"buildpack-deps:{suite}"),
        parts=(("BUILT", f"localhost/ruby-built:{series}-{suite}"),),
        arguments=(("PACKAGES", SLIM if slim else ""),),
        source=_source(series),
    )


FAMILIES = {"docker.io/library/ruby": ruby, "localhost/ruby-built": ruby_built}
