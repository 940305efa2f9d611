"""Stand-ins for distributions and for the bare tools that languages' images stand on."""

from __future__ import annotations

import re
from functools import partial

from tests.builds import sources
from tests.builds.recipe import NEWEST_ALPINE, SUITES, NoStandInError, Recipe, full_name

PACKS = {
    "curl": "debian:{suite}",
    "scm": "buildpack-deps:{suite}-curl",
    "": "buildpack-deps:{suite}-scm",
}


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
    """``buildpack-deps:bookworm``, ``-curl`` and ``-scm``: each stands on the next."""
    suite, _, kind = tag.partition("-")
    suite = SUITES.get(suite, suite)
    if suite not in SUITES.values() or kind not in PACKS:
        raise NoStandInError(f"no stand-in for buildpack-deps:{tag}")
    name = f"buildpack-deps:{suite}-{kind}".removesuffix("-")
    return Recipe(
        name=f"docker.io/library/{name}",
        dockerfile=f"buildpack-deps-{kind}".removesuffix("-"),
        base=full_name(PACKS[kind].format(suite=suite)),
    )


def alpine(tag: str) -> Recipe:
    """``alpine:3.18`` and the like."""
    release = NEWEST_ALPINE if tag in ("latest", "3") else tag
    if not re.fullmatch(r"3\.\d+(\.\d+)?", release):
        raise NoStandInError(f"no stand-in for alpine:{tag}")
    return Recipe(
        name=f"docker.io/library/alpine:{release}",
        dockerfile="alpine",
        base=full_name("debian:trixie"),
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
    "docker.io/library/alpine": alpine,
    "docker.io/library/buildpack-deps": buildpack_deps,
    "docker.io/library/debian": debian,
    "localhost/apk-packages": apk_packages,
}
