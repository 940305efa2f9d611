"""Which stand-in answers to an image reference, and how it is made. Pure: nothing is made here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct
from tests.builds import sources

SUITES = {"11": "bullseye", "12": "bookworm", "13": "trixie", "latest": "trixie"}
DISTRIBUTIONS = "alpine|bullseye|bookworm|trixie"
ALPINE_OF_GO = {"1.21": "3.20", "1.22": "3.21", "1.23": "3.22", "1.24": "3.23"}
NEWEST_ALPINE = "3.24"


class NoStandInError(Exception):
    """There is no stand-in for an image."""


class Recipe(Struct, frozen=True, kw_only=True):
    """How an image is made. ``source`` makes the build context below the cache directory."""

    name: str
    dockerfile: str
    base: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    source: Callable[[str], str]


def full_name(reference: str) -> str:
    """A reference with its registry, repository and tag."""
    head, _, tail = reference.rpartition("/")
    name, _, tag = tail.partition(":")
    if "@" in reference:
        raise NoStandInError(f"no stand-in for an image by digest: {reference}")
    return f"{head or 'docker.io/library'}/{name}:{tag or 'latest'}"


def debian(tag: str) -> Recipe:
    """``debian:bookworm``, ``debian:12-slim`` and the like."""
    found = re.fullmatch(r"([a-z]+|\d+)(?:\.\d+)?(?:-\d{8})?(-slim)?", tag)
    suite = SUITES.get(found[1], found[1]) if found else ""
    if not found or suite not in SUITES.values():
        raise NoStandInError(f"no stand-in for debian:{tag}")
    return Recipe(
        name=f"docker.io/library/debian:{suite}{found[2] or ''}",
        dockerfile="debian",
        arguments=(("TREE", "slim" if found[2] else "full"),),
        source=partial(sources.debian_trees, suite),
    )


def buildpack_deps(tag: str) -> Recipe:
    """``buildpack-deps:bookworm-curl`` and ``-scm``."""
    suite, _, kind = tag.partition("-")
    suite = SUITES.get(suite, suite)
    if suite not in SUITES.values() or kind not in ("curl", "scm"):
        raise NoStandInError(f"no stand-in for buildpack-deps:{tag}")
    base = f"debian:{suite}" if kind == "curl" else f"buildpack-deps:{suite}-curl"
    return _layer(
        f"docker.io/library/buildpack-deps:{suite}-{kind}", f"buildpack-deps-{kind}", base
    )


def _layer(name: str, dockerfile: str, base: str) -> Recipe:
    return Recipe(name=name, dockerfile=dockerfile, base=full_name(base), source=sources.nothing)


def golang_tools(tag: str) -> Recipe:
    """What golang images on one Debian release share."""
    return _layer(f"localhost/golang-tools:{tag}", "golang-tools", f"buildpack-deps:{tag}-scm")


def golang(tag: str) -> Recipe:
    """``golang:1.21``, ``golang:1.22.3-bookworm``, ``golang:1.21-alpine3.18`` and the like."""
    found = re.fullmatch(rf"(?:(1\.\d+)(?:\.\d+)?|1|latest)?-?({DISTRIBUTIONS})?([\d.]+)?", tag)
    if not found or (found[1] and int(found[1][2:]) < 21):
        raise NoStandInError(f"no stand-in for golang:{tag}: PyPI has Go 1.21 and later")
    release = found[1] or "latest"
    old = release in ("1.21", "1.22", "1.23")
    distribution = found[2] or ("bookworm" if old else "trixie")
    if distribution == "alpine":
        distribution += found[3] or ALPINE_OF_GO.get(release, NEWEST_ALPINE)
        base = f"docker.io/library/alpine:{distribution.removeprefix('alpine')}"
    else:
        base = f"localhost/golang-tools:{distribution}"
    return Recipe(
        name=f"docker.io/library/golang:{release}-{distribution}",
        dockerfile="golang",
        base=base,
        source=partial(sources.go_toolchain, release),
    )


def alpine(tag: str) -> Recipe:
    """``alpine:3.18`` and the like."""
    release = NEWEST_ALPINE if tag in ("latest", "3") else tag
    if not re.fullmatch(r"3\.\d+(\.\d+)?", release):
        raise NoStandInError(f"no stand-in for alpine:{tag}")
    return Recipe(
        name=f"docker.io/library/alpine:{release}",
        dockerfile="alpine",
        base=full_name("debian:bookworm"),
        arguments=(("RELEASE", release),),
        source=partial(sources.recipe_files, "alpine"),
    )


def apk_packages(tag: str) -> Recipe:
    """The packages that ``apk`` in the stand-in for Alpine can install."""
    return Recipe(
        name=f"localhost/apk-packages:{tag}",
        dockerfile="apk-packages",
        base=full_name(f"debian:{tag}"),
        source=partial(sources.recipe_files, "apk-packages"),
    )


FAMILIES = {
    "docker.io/library/debian": debian,
    "docker.io/library/buildpack-deps": buildpack_deps,
    "docker.io/library/golang": golang,
    "docker.io/library/alpine": alpine,
    "localhost/golang-tools": golang_tools,
    "localhost/apk-packages": apk_packages,
}


def recipe(reference: str) -> Recipe:
    """How to make the stand-in for an image; raises ``NoStandInError``."""
    family, _, tag = full_name(reference).rpartition(":")
    if family not in FAMILIES:
        raise NoStandInError(f"no stand-in for {reference}")
    return FAMILIES[family](tag)
