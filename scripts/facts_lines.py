"""The lines of the data files of ``dockerize_ms.facts``."""

from __future__ import annotations

import json
import re

Lines = dict[str, str]


class FactsError(Exception):
    """A table that contradicts itself."""


def put(lines: Lines, key: str, value: str) -> None:
    """Adds a line; a key twice, or one that would break the file, is an error."""
    if key in lines:
        raise FactsError(f"twice: {key}")
    if re.search(r"[\t\n]|^#|^$", key) or "\n" in value:
        raise FactsError(f"not a line: {key!r}")
    lines[key] = value


def compact(value: object) -> str:
    """JSON on one line, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def content(lines: Lines, source: str) -> bytes:
    """The bytes of a data file: where it is from, then its lines in byte order."""
    rows = sorted(f"{key}\t{value}".encode() for key, value in lines.items())
    return b"\n".join([f"# {source}".encode(), *rows, b""])
