"""The plain image of a distribution."""

from __future__ import annotations

import re

from dockerize_ms.facts.distributions import Distribution
from dockerize_ms.facts.tags import tag_exists

_RHEL = re.compile(r"(amazonlinux|almalinux|centos|fedora|oraclelinux|rockylinux|ubi)(\d+)$")
_UBI = {
    True: "registry.access.redhat.com/ubi{0}/ubi-minimal",
    False: "registry.access.redhat.com/ubi{0}/ubi",
}


def distribution_base(distribution: Distribution, *, slim: bool = True) -> tuple[str, str] | None:
    """The name and tag of a distribution's own image, the smaller one if there are two.

    ``debian bookworm`` → ``("debian", "bookworm-slim")``. None if the release is not known
    or has no such image.
    """
    family, name = distribution.family, distribution.release
    if not name:
        return None
    if family == "debian":
        tag = f"{name}-slim" if slim and tag_exists("debian", f"{name}-slim") else name
        return _listed("debian", tag)
    if family == "ubuntu":
        return _listed("ubuntu", distribution.version or name)
    if family == "alpine":
        return _listed("alpine", name)
    if family == "rhel":
        return _rhel_base(name, slim)
    return None


def _rhel_base(name: str, slim: bool) -> tuple[str, str] | None:
    found = _RHEL.match(name)
    if not found:
        return None
    vendor, number = found.groups()
    if vendor == "ubi":
        return _UBI[slim].format(number), "latest"
    suffix = {"oraclelinux": "-slim", "almalinux": "-minimal", "rockylinux": "-minimal"}
    tag = f"{number}{suffix.get(vendor, '') if slim else ''}"
    return vendor, tag if tag_exists(vendor, tag) is not False else number


def _listed(name: str, tag: str) -> tuple[str, str] | None:
    return (name, tag) if tag_exists(name, tag) else None
