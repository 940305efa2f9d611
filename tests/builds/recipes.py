"""Which stand-in answers to an image reference. Pure: nothing is made here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.builds import distributions, distroless
from tests.builds.languages import gcc, golang, java, maven, node, php, python, ruby, rust
from tests.builds.recipe import NoStandInError, Recipe, full_name

MODULES = (distributions, distroless, gcc, golang, java, maven, node, php, python, ruby, rust)
FAMILIES: Mapping[str, Callable[[str], Recipe]] = {
    family: make for module in MODULES for family, make in module.FAMILIES.items()
}


def recipe(reference: str) -> Recipe:
    """How to make the stand-in for an image; raises ``NoStandInError``."""
    family, _, tag = full_name(reference).rpartition(":")
    if family not in FAMILIES:
        raise NoStandInError(f"no stand-in for {reference}")
    return FAMILIES[family](tag)
