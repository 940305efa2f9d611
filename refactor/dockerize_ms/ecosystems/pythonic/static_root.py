"""STATIC_ROOT of a Django project: where ``collectstatic`` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.ecosystems.pythonic.sources import python_files
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State

_SETTING = re.compile(r"^[ \t]*STATIC_ROOT\s*(?::[^=\n]+)?=\s*(?P<value>[^\n#]+)", re.MULTILINE)
_ABSOLUTE = re.compile(r"""['"](?P<path>/[\w./-]*\w)/?['"]""")
_BELOW = re.compile(
    r"""(?:os\.path\.)?(?:join\s*\(\s*)?(?:str\()?BASE_DIR\)?\s*(?:,|/)\s*['"](?P<path>[\w./-]+)['"]\s*\)*\s*\Z"""
)
_BASE = re.compile(r"^BASE_DIR\s*=\s*(?P<value>[^\n#]+)", re.MULTILINE)
_INSIDE = re.compile(r"__file__|BASE|ROOT|DIR|HERE|path\(|join\(|['\"][\w-]", re.IGNORECASE)
_FILES = 400


class StaticRoot(Struct, frozen=True, kw_only=True, eq=False):
    """``path`` where all settings agree on one literal place; else ``below`` bounds it.

    ``unknown``: a setting may name any place.
    """

    path: str = ""
    below: tuple[str, ...] = ()
    unknown: bool = False


def static_root(directory: str, state: State) -> StaticRoot:
    """What the settings below a project's directory say."""
    found: dict[str, None] = {}
    loose: list[str] = []
    unknown = doubt = False
    for path, text in _texts(directory, state):
        for match in _SETTING.finditer(text):
            value = match["value"].strip()
            place = _literal(value, path, text)
            if place:
                found.setdefault(place)
                continue
            doubt = True
            absolute = [paths.join(m["path"]) for m in _ABSOLUTE.finditer(value)]
            loose += absolute
            unknown = unknown or not (absolute or _INSIDE.search(value))
            if ".." in value or ".parent" in value:
                loose.append(paths.join(directory, ".."))
    if (given := state.env.get("STATIC_ROOT")) and doubt:
        loose.append(state.path(given))
    if len(found) == 1 and not doubt:
        return StaticRoot(path=next(iter(found)))
    below = tuple(path for path in dict.fromkeys((*found, *loose)) if path != "/")
    return StaticRoot(below=below, unknown=unknown)


def _texts(directory: str, state: State) -> Iterator[tuple[str, str]]:
    for path in python_files(state.fs, directory, _FILES):
        text = state.text(path)
        if text is not None and "STATIC_ROOT" in text:
            yield path, text


def _literal(value: str, file: str, text: str) -> str:
    """The place that an expression names: a literal, or one below the project's directory."""
    absolute = _ABSOLUTE.fullmatch(value)
    if absolute:
        return paths.join(absolute["path"])
    below, base = _BELOW.match(value), _BASE.search(text)
    if below is None or base is None or "parents" in base["value"]:
        return ""
    ups = base["value"].count(".parent") or base["value"].count("dirname(")
    if not 1 <= ups <= 6:
        return ""
    return paths.join(file, *[".."] * ups, below["path"])
