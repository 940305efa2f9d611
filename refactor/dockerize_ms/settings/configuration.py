"""The configuration file: ``.dockerize-ms.toml``, or a table of ``pyproject.toml``."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dockerize_ms.errors import UsageError
from dockerize_ms.settings.values import field_of, read_value

NAME = "dockerize-ms"
OWN_FILE = ".dockerize-ms.toml"
SHARED_FILE = "pyproject.toml"
FILE_LIMIT = 1024 * 1024


def written_options(start: str, refactorings: Collection[str]) -> dict[str, Any]:
    """What the nearest settings file sets, by field of ``Options``.

    Nothing if there is no such file. Raises ``UsageError`` with its line.
    """
    for path in _candidates(os.path.abspath(start)):
        text = _text(path)
        if text is None:
            continue
        own = os.path.basename(path) == OWN_FILE
        if not own and NAME not in text:
            continue
        table = _table(path, text, own)
        if table is not None:
            return _fields(path, text, table, refactorings)
    return {}


def _candidates(folder: str) -> Iterator[str]:
    """Settings files, the nearest first, up to the folder that holds ``.git``."""
    while True:
        yield os.path.join(folder, OWN_FILE)
        yield os.path.join(folder, SHARED_FILE)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = parent


def _text(path: str) -> str | None:
    """A regular file of reasonable size; None if there is none. Never waits for a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UsageError(f"{_shown(path)}: {error.strerror}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with open(descriptor, "rb") as file:
        content = file.read(FILE_LIMIT + 1)
    if len(content) > FILE_LIMIT:
        raise UsageError(f"{_shown(path)}: too large for a settings file")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{_shown(path)}: not UTF-8") from error


def _table(path: str, text: str, own: bool) -> dict[str, Any] | None:
    import tomllib  # most runs have no settings file

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = place.group(1) if place else str(text.count("\n") + 1)
        raise UsageError(f"{_shown(path)}:{line}: {str(error).partition(' (at ')[0]}") from error
    if own:
        return document
    tool = document.get("tool", {})
    table = tool.get(NAME) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{_shown(path)}:{_line(text, NAME)}: tool.{NAME} is no table")
    return table


def _fields(
    path: str, text: str, table: Mapping[str, Any], refactorings: Collection[str]
) -> dict[str, Any]:
    return {
        field_of(key): read_value(key, value, f"{_shown(path)}:{_line(text, key)}", refactorings)
        for key, value in table.items()
    }


def _line(text: str, key: str) -> int:
    """Where a key of the table stands: the first such line at or after the table's header."""
    header = re.search(rf"(?m)^[ \t]*\[?tool\.[\"']?{NAME}\b", text)
    start = header.start() if header else 0
    name = re.compile(rf"(?m)^[^#=\n]*?\b{re.escape(key)}[\"']?[ \t]*[=.]")
    found = name.search(text, start)
    return text.count("\n", 0, found.start() if found else start) + 1


def _shown(path: str) -> str:
    """A path as the user would write it."""
    relative = os.path.relpath(path)
    return path if relative.startswith(os.pardir) else relative
