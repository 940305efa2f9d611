"""Stand-ins for the images of Go."""

from __future__ import annotations

from functools import partial

from tests.builds import toolchains
from tests.builds.recipe import (
    DISTRIBUTIONS,
    NEWEST_ALPINE,
    NoStandInError,
    Recipe,
    full_name,
    tag_parts,
)

ALPINE = {"1.21": "3.20", "1.22": "3.21", "1.23": "3.22", "1.24": "3.23"}


def golang_tools(tag: str) -> Recipe:
    """What golang images on one Debian release share."""
    base = full_name(f"buildpack-deps:{tag}-scm")
    return Recipe(name=f"localhost/golang-tools:{tag}", dockerfile="golang-tools", base=base)


def golang(tag: str) -> Recipe:
    """``golang:1.21``, ``golang:1.22.3-bookworm``, ``golang:1.21-alpine3.18`` and the like."""
    found = tag_parts(
        rf"(?:(1\.\d+)(?:\.\d+)?|1|latest)?-?({DISTRIBUTIONS})?([\d.]+)?", "golang", tag
    )
    if found[1] and int(found[1][2:]) < 21:
        raise NoStandInError(f"no stand-in for golang:{tag}: PyPI has Go 1.21 and later")
    release = found[1] or "latest"
    old = release in ("1.21", "1.22", "1.23")
    distribution = found[2] or ("bookworm" if old else "trixie")
    if distribution == "alpine":
        distribution = f"alpine{found[3] or ALPINE.get(release, NEWEST_ALPINE)}"
        base = f"docker.io/library/alpine:{distribution.removeprefix('alpine')}"
    else:
        base = f"localhost/golang-tools:{distribution}"
    return Recipe(
        name=f"docker.io/library/golang:{release}-{distribution}",
        dockerfile="golang",
        base=base,
        source=partial(toolchains.go, release),
    )


FAMILIES = {"docker.io/library/golang": golang, "localhost/golang-tools": golang_tools}
