"""The Debian suites whose tables serve a distribution."""

from __future__ import annotations

from dockerize_ms.facts.distributions import Distribution, release

SUITES = ("bullseye", "bookworm", "trixie", "forky")
# A release below that C library is served by that suite: jammy (2.35) was cut from
# what became bookworm, noble (2.39) from what became trixie.
_SERVED_BELOW = (((2, 35), "bullseye"), ((2, 39), "bookworm"), ((2, 42), "trixie"))
_BETWEEN = (((2, 36), SUITES[0:2]), ((2, 41), SUITES[1:3]))


def suite(distribution: Distribution) -> str:
    """The suite whose tables are nearest; empty for a distribution without Debian's packages."""
    exact = _exact(distribution)
    if exact or distribution.family not in ("debian", "ubuntu", "distroless"):
        return exact
    version = distribution.libc_version
    if version is None:
        return "bookworm"
    return next((name for limit, name in _SERVED_BELOW if version < limit), "forky")


def is_exact(distribution: Distribution) -> bool:
    """Whether the tables are those of this very release."""
    return bool(_exact(distribution))


def suites_around(distribution: Distribution) -> tuple[str, ...]:
    """The suites that must agree before a fact is taken to hold for a release.

    Itself if it has tables, else the suites before and after it, else all.
    """
    exact = _exact(distribution)
    if exact:
        return (exact,)
    if distribution.family not in ("debian", "ubuntu", "distroless"):
        return ()
    version = distribution.libc_version
    if version is None:
        return SUITES[2:] if distribution.release else SUITES[:3]
    return next((names for limit, names in _BETWEEN if version < limit), SUITES[2:])


def _exact(distribution: Distribution) -> str:
    name = distribution.release
    if distribution.family == "distroless":
        name = release("debian", name.removeprefix("debian")).release
    return name if distribution.family in ("debian", "distroless") and name in SUITES else ""
