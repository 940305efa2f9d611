"""What a system offers beyond programs: certificates and time zones, by their files."""

from __future__ import annotations

from dockerize_ms import facts
from dockerize_ms.checks.presence import opaque
from dockerize_ms.model import effects as fx
from dockerize_ms.model import layers
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.needs import Feature
from dockerize_ms.model.stage import Stage

FILES = {
    Feature.CERTIFICATES: (
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/ssl/cert.pem",
        "/etc/pki/tls/certs/ca-bundle.crt",
    ),
    Feature.TIME_ZONES: ("/usr/share/zoneinfo",),
}
"""Where programs look. One is enough; the first is the common one."""


def lacks(stage: Stage, feature: Feature) -> bool:
    """Whether a stage surely has none of the files."""
    fs = stage.fs
    for index, entry in enumerate(fs.entries()):
        if isinstance(entry.effect, fx.InstallsPackages):
            if not _harmless(stage, entry.effect, feature):
                return False
            continue
        if any(_may_make(fs, index, entry.effect, path) for path in FILES[feature]):
            return False
    if opaque(fs) is not None:
        return False
    if isinstance(fs.base, Scratch):
        return True
    answers = [_base(stage, path) for path in FILES[feature]]
    return False in answers and True not in answers


def _may_make(fs: Filesystem, index: int, effect: fx.Effect, path: str) -> bool:
    said = layers.ask(effect, path, lambda: fs.before(index))
    return said is not None and not said.no


def path_of(stage: Stage, feature: Feature) -> str:
    """The first of the files that a stage surely has; "" if none."""
    return next((path for path in FILES[feature] if stage.fs.follow(path).yes), "")


def _base(stage: Stage, path: str) -> bool | None:
    base = stage.fs.base
    return base.layout.exists(path) if isinstance(base, ImageBase) else None


def _harmless(stage: Stage, effect: fx.InstallsPackages, feature: Feature) -> bool:
    """Whether an install surely brings none of the files, not even by what it depends on."""
    distribution = stage.image.distribution
    if distribution is None:
        return False
    for name in effect.packages:
        package = facts.package(distribution, name)
        if package is None:
            return False
        if not package.depends and package.approximate and feature is Feature.CERTIFICATES:
            return False  # what it depends on is not known, and clients bring certificates
        brought = (name, *package.depends, *(package.recommends if effect.recommends else ()))
        for one in brought:
            files = facts.provides_file(distribution, one)
            if any(path in files for path in FILES[feature]):
                return False
    return True
