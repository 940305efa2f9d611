"""What programs that were linked with a development package need at run time."""

from __future__ import annotations

from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.suites import suites_around

_UNKNOWN = "?"
_RENAMED = (2, 39)  # noble and trixie renamed libraries for 64-bit time ("t64") together


def runtime_of(distribution: Distribution, dev_package: str) -> tuple[str, ...] | None:
    """The packages that a program linked with a ``-dev`` package needs at run time.

    Empty if it needs none (headers only), None if not known. For a release without
    tables, only what the releases around it agree on.
    """
    by_release = find("runtime", f"{distribution.family}/{dev_package}")
    if by_release is not None:
        return _in_release(by_release, distribution)
    rows = [find(f"runtime/{table}", dev_package) for table in suites_around(distribution)]
    if not rows or None in rows:
        return None
    renamed = distribution.libc_version is not None and distribution.libc_version >= _RENAMED
    return _agreed([row for row in rows if row is not None], renamed)


def _in_release(by_release: str, distribution: Distribution) -> tuple[str, ...] | None:
    """The entry for a release in ``since=packages;since=packages``, newest first."""
    if "=" not in by_release:
        return tuple(by_release.split())
    if distribution.order is None:
        return None
    for entry in by_release.split(";"):
        since, _, packages = entry.partition("=")
        first = release(distribution.family, since).order if since else 0
        if first is not None and distribution.order >= first:
            return None if packages == _UNKNOWN else tuple(packages.split())
    return None


def _agreed(rows: list[str], renamed: bool) -> tuple[str, ...] | None:
    """What all say. ``renamed``: a name that ends in "t64" in the latest is the same name."""
    latest = rows[-1].split()
    wanted = [name.removesuffix("t64") for name in latest] if renamed else latest
    for row in rows[:-1]:
        names = row.split()
        if (names if not renamed else [name.removesuffix("t64") for name in names]) != wanted:
            return None
    return tuple(latest)
