"""Go modules known to need something of the system, from ``go_modules.ini``."""

from __future__ import annotations

import functools

from dockerize_ms.ecosystems import tables


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    return {row.title: row.words["modules"] for row in tables.read("go_modules")}


def _listed(name: str, title: str) -> bool:
    return any(name == prefix or name.startswith(prefix + "/") for prefix in _table()[title])


def cgo_module(name: str) -> bool:
    """Whether a module is known to link a C library."""
    return _listed(name, "cgo")


def cxx_module(name: str) -> bool:
    """Whether a module is known to link a C++ library."""
    return _listed(name, "cxx")


def zone_module(name: str) -> bool:
    """Whether a module is known to look up time zones by name."""
    return _listed(name, "zones")
