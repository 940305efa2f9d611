"""A unified diff that ``git apply`` takes, also where the last line has no end."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from dockerize_ms.pipeline import Result
from dockerize_ms.report.paint import paint
from dockerize_ms.report.places import from_here
from dockerize_ms.rewrite.change import FileEdit

_ESCAPES = str.maketrans({chr(code): f"\\{code:03o}" for code in (*range(32), 34, 92, 127)})
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def refactor(results: Iterable[Result], colour: bool) -> Iterator[str]:
    """The difference of each file, as a patch names it from the working directory."""
    for one in results:
        for edit in one.edits:
            yield difference(edit, colour=colour)


def difference(edit: FileEdit, *, colour: bool = False) -> str:
    """What changes in a file, as a patch names it from the working directory."""
    before, new = edit.before or "", edit.before is None
    return unified(before, edit.after, from_here(edit.path), colour=colour, new=new)


def unified(before: str, after: str, path: str, *, colour: bool = False, new: bool = False) -> str:
    """The diff between two texts of a file; "" where they are equal. ``new``: it was not there."""
    if before == after:
        return ""
    name = path.lstrip("/") if path != "-" else "Dockerfile"
    name = name.removeprefix("./")
    old = "/dev/null" if new else _quoted(f"a/{name}")
    changes = difflib.unified_diff(lines(before), lines(after), old, _quoted(f"b/{name}"))
    found: list[str] = []
    for line in changes:
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        found.append(_painted(ended) if colour else ended)
    return "".join(found)


def lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _quoted(name: str) -> str:
    """A name as git writes it: in quotes, where something in it would end it."""
    escaped = name.translate(_ESCAPES)
    return name if escaped == name else f'"{escaped}"'


def _painted(line: str) -> str:
    body = line.rstrip("\n")
    style = "bold" if line.startswith(("+++", "---")) else _STYLES.get(line[:1])
    return f"{paint(True)(body, style)}\n" if style else line
