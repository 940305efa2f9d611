"""Stand-ins for gcr.io/distroless: unpacked packages of Debian, without anything to run a shell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tests.builds.recipe import SUITES, NoStandInError, Recipe, full_name

HOME = "gcr.io/distroless"
STATIC = "base-files media-types netbase tzdata"
SSL = {"debian12": "libssl3", "debian13": "libssl3t64 libzstd1 zlib1g"}
CXX = {"debian12": "gcc-12-base", "debian13": "gcc-14-base"}
NODES = ("22", "24")


def packages(kind: str, release: str) -> str:
    """The packages that an image unpacks, by distroless' build files of August 2026."""
    if kind == "static":
        return STATIC + (" tzdata-legacy" if release == "debian13" else "")
    if kind == "base":
        return f"{packages('static', release)} libc6 {SSL[release]}"
    return f"{packages('base', release)} libgomp1 libstdc++6 libgcc-s1 {CXX[release]}"


def distroless(kind: str, release: str, tag: str) -> Recipe:
    """``static``, ``base`` and ``cc``, run by root."""
    if tag != "latest":
        raise NoStandInError(f"no stand-in for {HOME}/{kind}-{release}:{tag}")
    return Recipe(
        name=f"{HOME}/{kind}-{release}:latest",
        dockerfile="distroless",
        base=full_name(f"debian:{SUITES[release.removeprefix('debian')]}"),
        arguments=(("PACKAGES", packages(kind, release)),),
    )


def nodejs(version: str, tag: str) -> Recipe:
    """``nodejs22-debian13`` and the like: node alone, at a place of its own."""
    if tag != "latest":
        raise NoStandInError(f"no stand-in for {HOME}/nodejs{version}-debian13:{tag}")
    return Recipe(
        name=f"{HOME}/nodejs{version}-debian13:latest",
        dockerfile="distroless-nodejs",
        base=f"{HOME}/cc-debian13:latest",
        parts=(("TREE", f"localhost/node-tree:{version}-glibc"),),
    )


FAMILIES: Mapping[str, Callable[[str], Recipe]] = {
    **{
        f"{HOME}/{kind}-{release}": partial(distroless, kind, release)
        for kind in ("static", "base", "cc")
        for release in SSL
    },
    **{f"{HOME}/nodejs{version}-debian13": partial(nodejs, version) for version in NODES},
}
