"""Reads TOML and other manifests of the build context, whatever they hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE, SourceFile

_LARGEST = 8 * 1024 * 1024  # a lock file; longer ones are not read


def source(path: str, state: State, largest: int = _LARGEST) -> SourceFile | None:
    """A manifest's text under the name it has in the context; None where it is not known."""
    content = state.fs.read(path) if HOLE not in path else None
    if content is None or len(content) > largest:
        return None
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    return SourceFile(text, state.fs.follow(path).origin or path)


def toml(file: SourceFile | None) -> dict[str, Any]:
    """A TOML document; empty where it is none."""
    if file is None:
        return {}
    try:
        return tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}


def table(value: object, *keys: str) -> dict[str, Any]:
    """The table at a place of a document; empty where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def string(value: object) -> str:
    """A text; empty where it is something else."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """The texts of a list, other items left out."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def tables(value: object) -> Iterator[dict[str, Any]]:
    """The tables of a list, other items left out."""
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            yield item
