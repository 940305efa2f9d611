"""Directories whose content is temporary, or made anew: the system's, and package managers'."""

from __future__ import annotations

from dockerize_ms.model import paths

VOLATILE = (
    *("/tmp", "/run", "/dev", "/proc", "/sys", "/root/.cache", "/root/.npm"),  # noqa: S108
    *("/var/cache", "/var/lib/apt", "/var/lib/cache", "/var/lib/dpkg", "/var/log", "/var/tmp"),  # noqa: S108
)


def is_volatile(path: str) -> bool:
    """Whether a path is one of those directories, or inside."""
    return any(paths.within(path, place) for place in VOLATILE)
