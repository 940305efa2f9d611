"""Distribution packages: sizes, what they bring along, what they need at run time."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.lookup import find

_SUITES = ("bullseye", "bookworm", "trixie", "forky")
_CUT_FROM = {
    "xenial": "bullseye",
    "bionic": "bullseye",
    "focal": "bullseye",
    "jammy": "bookworm",
    "noble": "trixie",
    "resolute": "forky",
}


class Package(Struct, frozen=True, kw_only=True, eq=False):
    """A distribution package. Sizes are KiB; ``closure_kb`` counts what it brings along.

    ``depends`` and ``recommends`` are all that an install adds to a minimal system,
    indirectly too. ``uses`` counts public Dockerfiles that install it. ``approximate``: the
    numbers are those of the nearest release, or hand-made. A size of 0 is not known.
    """

    name: str
    section: str
    installed_kb: int
    closure_kb: int
    depends: tuple[str, ...]
    recommends: tuple[str, ...]
    uses: int
    approximate: bool


class PackageSet(Struct, frozen=True):
    """Packages that an image holds; ``exact`` if read for this very release."""

    packages: frozenset[str]
    exact: bool


def suite(distribution: Distribution) -> tuple[str, bool]:
    """The Debian suite whose tables serve a distribution, and whether it is that very one.

    Ubuntu is served by the Debian release it was cut from, an unknown or older release by
    the nearest suite. An empty name if no suite can serve.
    """
    if distribution.family == "debian":
        if distribution.release in _SUITES:
            return distribution.release, True
        order, oldest = distribution.order, release("debian", _SUITES[0]).order
        old = order is not None and oldest is not None and order < oldest
        return (_SUITES[0] if old else "bookworm"), False
    if distribution.family == "distroless":
        number = distribution.release.removeprefix("debian")
        return release("debian", number).release or "bookworm", False
    if distribution.family == "ubuntu":
        return _CUT_FROM.get(distribution.release, "bookworm"), False
    return "", False


def package(distribution: Distribution, name: str) -> Package | None:
    """What is known of a package in a distribution; None if nothing is."""
    if distribution.family == "alpine":
        return _alpine(name)
    table, exact = suite(distribution)
    row = find(f"packages/{table}", name) if table else None
    if row is None:
        return None
    section, installed, closed, uses, depends, recommends = row.split("\t")
    return Package(
        name=name,
        section=section,
        installed_kb=int(installed),
        closure_kb=int(closed or installed),
        depends=tuple(depends.split()),
        recommends=tuple(recommends.split()),
        uses=int(uses or 0),
        approximate=not exact,
    )


def _alpine(name: str) -> Package | None:
    size = find("alpine", f"size/{name}")
    uses = find("apk-uses", name)
    if size is None and uses is None:
        return None
    installed, _, closed = (size or "0").partition(" ")
    return Package(
        name=name,
        section="",
        installed_kb=int(installed),
        closure_kb=int(closed or installed),
        depends=(),
        recommends=(),
        uses=int(uses or 0),
        approximate=True,
    )


def closure(distribution: Distribution, names: tuple[str, ...]) -> frozenset[str]:
    """Packages and all that they depend on beyond a minimal system."""
    held = set(names)
    for name in names:
        found = package(distribution, name)
        held.update(found.depends if found else ())
    return frozenset(held)


def package_set(distribution: Distribution, name: str) -> PackageSet:
    """The packages of a named set (``debian-slim``, ``buildpack-deps:scm`` …) in a release."""
    row = find("image-packages", f"{distribution.release}/{name}")
    if row is not None:
        return PackageSet(frozenset(row.split()), True)
    nearest = find("image-packages", f"{suite(distribution)[0]}/{name}") or ""
    return PackageSet(frozenset(nearest.split()), False)


def runtime_of(distribution: Distribution, dev_package: str) -> tuple[str, ...] | None:
    """The packages that a program linked with a ``-dev`` package needs at run time.

    Empty if it needs none (headers only), None if not known.
    """
    if distribution.family == "alpine":
        row = find("alpine", f"runtime/{dev_package}")
    else:
        table, _ = suite(distribution)
        row = find(f"runtime/{table}", dev_package) if table else None
    return None if row is None else tuple(row.split())
