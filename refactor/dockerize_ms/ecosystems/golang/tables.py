"""Go modules known to need something of the system, from ``modules.toml``."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def _table() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "modules.toml").read_text(encoding="utf-8")
    tables: dict[str, list[str]] = tomllib.loads(text)
    return tables


def _listed(name: str, table: str) -> bool:
    return any(name == prefix or name.startswith(prefix + "/") for prefix in _table()[table])


def cgo_module(name: str) -> bool:
    """Whether a module is known to link a C library."""
    return _listed(name, "cgo")


def cxx_module(name: str) -> bool:
    """Whether a module is known to link a C++ library."""
    return _listed(name, "cxx")


def zone_module(name: str) -> bool:
    """Whether a module is known to look up time zones by name."""
    return _listed(name, "zones")
