"""The family of the base image's distribution, also where only the image's name tells."""

from __future__ import annotations

import re

from dockerize_ms.model.invocation import State

_NAMES = {
    "rhel": r"centos|fedora|rockylinux|almalinux|amazonlinux|oraclelinux|ubi\d.*|amazoncorretto",
    "busybox": r"busybox",
    "alpine": r"alpine",
}


def family(state: State) -> str:
    """``debian``, ``ubuntu``, ``alpine``, ``rhel`` …; empty where nothing tells."""
    if state.distribution is not None:
        return state.distribution.family
    name = state.image.name.rsplit("/", 1)[-1]
    return next((found for found, names in _NAMES.items() if re.fullmatch(names, name)), "")
