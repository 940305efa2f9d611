"""A unified diff that ``git apply`` takes, also where the last line has no end."""

from __future__ import annotations

import difflib

_GREEN, _RED, _CYAN, _BOLD, _OFF = "\x1b[32m", "\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[0m"


def unified(before: str, after: str, path: str, *, colour: bool = False) -> str:
    """The diff between two texts of one file; "" where they are equal."""
    if before == after:
        return ""
    name = path.lstrip("/") if path != "-" else "Dockerfile"
    name = name.removeprefix("./")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    found: list[str] = []
    for line in lines:
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        found.append(_painted(ended) if colour else ended)
    return "".join(found)


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _painted(line: str) -> str:
    body = line.rstrip("\n")
    if line.startswith(("+++", "---")):
        return f"{_BOLD}{body}{_OFF}\n"
    colours = {"+": _GREEN, "-": _RED, "@": _CYAN}
    colour = colours.get(line[:1])
    return f"{colour}{body}{_OFF}\n" if colour else line
