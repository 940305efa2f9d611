"""The images of gcr.io/distroless that are kept up to date: no shell, no package manager."""

from __future__ import annotations

from dockerize_ms.facts.distributions import Distribution
from dockerize_ms.facts.images import Image
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.references import tag_words

_HOME = "gcr.io/distroless/"


def distroless(kind: str, distribution: Distribution | None) -> str | None:
    """The image of a kind (``static``, ``cc``, ``nodejs22``) for what was built on a distribution.

    It stands on the same release of Debian, or on the next one that has no older C library;
    on the newest where the distribution has another library or none. None if there is none.
    """
    releases = (find("distroless", f"images/{kind}") or "").split()
    if not releases:
        return None
    mine = distribution.libc_version if distribution and distribution.libc == "glibc" else None
    for name in releases if mine else ():
        theirs = Distribution("distroless", name).libc_version
        if theirs and mine and theirs >= mine:
            return f"{_HOME}{kind}-{name}"
    return None if mine else f"{_HOME}{kind}-{releases[-1]}"


def distroless_kind(image: Image) -> str | None:
    """The kind of image that runs what was installed for another one; None: there is none.

    It may be one that is no longer kept up to date: ``node:20`` → ``nodejs20``.
    """
    kind = find("distroless", f"serves/{image.name}")
    version = tag_words(image.tag).version
    if kind is None or ("{major}" in kind and not version):
        return None
    return kind.replace("{major}", str(version[0])) if version else kind


def is_distroless(reference: str) -> bool:
    """Whether an image is one of those that are kept up to date."""
    kind, _, release = reference.removeprefix(_HOME).partition(":")[0].rpartition("-")
    listed = (find("distroless", f"images/{kind}") or "").split()
    return reference.startswith(_HOME) and release in listed
