"""Features of an operating system as files, and what an installed package says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.model import needs as nd

FEATURES: dict[nd.Feature, tuple[str, ...]] = {
    nd.Feature.CERTIFICATES: ("/etc/ssl/certs/ca-certificates.crt",),
    nd.Feature.TIME_ZONES: ("/usr/share/zoneinfo",),
    nd.Feature.MIME_TYPES: ("/etc/mime.types",),
    nd.Feature.SERVICES: ("/etc/services", "/etc/protocols"),
    nd.Feature.USERS: ("/etc/passwd", "/etc/group"),
}
"""Files of the operating system that stand for a feature (Debian and Alpine alike)."""


def features_of(files: Iterable[str]) -> Iterator[nd.Feature]:
    """The features that some files stand for."""
    wanted = set(files)
    return (feature for feature, its in FEATURES.items() if wanted & set(its))
