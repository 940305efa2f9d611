"""Stand-ins for the images of GCC."""

from __future__ import annotations

from functools import partial

from tests.builds import debian_archive
from tests.builds.recipe import NoStandInError, Recipe, full_name, tag_parts

SUITES = {"10": "bullseye", "11": "bookworm", "12": "bookworm", "13": "trixie", "14": "trixie"}
"""The Debian release that a GCC comes from, and stands on."""


def gcc(tag: str) -> Recipe:
    """``gcc:12``, ``gcc:13.2.0`` and the like."""
    found = tag_parts(r"(\d+)(?:\.\d+){0,2}(?:-(bullseye|bookworm|trixie))?|latest", "gcc", tag)
    release = found[1] or max(SUITES)
    if release not in SUITES or found[2] not in (None, SUITES[release]):
        known = ", ".join(f"{release} on {suite}" for release, suite in SUITES.items())
        raise NoStandInError(f"no stand-in for gcc:{tag}: Debian has {known}")
    suite = SUITES[release]
    return Recipe(
        name=f"docker.io/library/gcc:{release}-{suite}",
        dockerfile="gcc",
        base=full_name(f"buildpack-deps:{suite}"),
        arguments=(("RELEASE", release),),
        source=partial(debian_archive.debian_version, f"gcc-{release}", suite),
    )


FAMILIES = {"docker.io/library/gcc": gcc}
