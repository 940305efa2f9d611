"""Turns single-stage Dockerfiles into multi-stage ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dockerize_ms.cst import parse
    from dockerize_ms.pipeline import refactor, verify

__version__ = "0.1.0"
__all__ = ["__version__", "parse", "refactor", "verify"]


def __getattr__(name: str) -> Any:
    """Loads the interface when it is used: ``--version`` needs none of it."""
    if name == "parse":
        from dockerize_ms.cst import parse

        return parse
    if name in ("refactor", "verify"):
        from dockerize_ms import pipeline

        return getattr(pipeline, name)
    raise AttributeError(name)
