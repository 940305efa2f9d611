"""Which stand-in answers to an image reference. Pure: nothing is made here."""

from __future__ import annotations

from tests.builds import distributions, languages
from tests.builds.recipe import NoStandInError, Recipe, full_name

FAMILIES = {
    "docker.io/library/debian": distributions.debian,
    "docker.io/library/buildpack-deps": distributions.buildpack_deps,
    "docker.io/library/alpine": distributions.alpine,
    "docker.io/library/golang": languages.golang,
    "docker.io/library/node": languages.node,
    "docker.io/library/python": languages.python,
    "localhost/apk-packages": distributions.apk_packages,
    "localhost/golang-tools": languages.golang_tools,
    "localhost/node-tree": languages.node_tree,
    "localhost/python-built": languages.python_built,
    "localhost/yarn": languages.yarn,
}


def recipe(reference: str) -> Recipe:
    """How to make the stand-in for an image; raises ``NoStandInError``."""
    family, _, tag = full_name(reference).rpartition(":")
    if family not in FAMILIES:
        raise NoStandInError(f"no stand-in for {reference}")
    return FAMILIES[family](tag)
