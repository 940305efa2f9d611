"""Lock files: the whole closure of what a project installs (poetry, pipenv, uv, pdm)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

from msgspec import Struct

from dockerize_ms.ecosystems.pythonic.manifest import source, string, table, tables, texts, toml
from dockerize_ms.ecosystems.pythonic.markers import excluded
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, normalised
from dockerize_ms.errors import Evidence
from dockerize_ms.model.invocation import State
from dockerize_ms.text import SourceFile

_MOST = 5_000


class Locked(Struct, frozen=True, kw_only=True, eq=False):
    """A locked package, the groups it is for (none: not said) and what it requires."""

    requirement: Requirement
    groups: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


def read(path: str, state: State, minor: str = "") -> dict[str, Locked] | None:
    """The packages of ``poetry.lock``, ``uv.lock`` or ``pdm.lock``; None where it is not known."""
    file = source(path, state)
    document = toml(file)
    if file is None or not document:
        return None
    places = _places(file)
    found: dict[str, Locked] = {}
    for entry in tables(document.get("package")):
        name = string(entry.get("name"))
        if not name or len(found) >= _MOST:
            continue
        if (marker := string(entry.get("markers"))) and excluded(marker, minor):
            continue
        key = normalised(name)
        found[key] = _locked(key, entry, places.get(name) or Evidence(name))
    return found


def _locked(name: str, entry: dict[str, Any], by: Evidence) -> Locked:
    where = table(entry, "source")
    kind, url = string(where.get("type")), string(where.get("url"))
    path = string(where.get("editable")) or string(where.get("directory"))
    if kind == "directory":
        path, url = url, ""
    git = string(where.get("git")) or (url if kind == "git" else "")
    requirement = Requirement(
        name=name,
        by=by,
        version=string(entry.get("version")),
        url=f"git+{git}" if git else "",
        path=path,
        editable="editable" in where or entry.get("develop") is True,
    )
    groups = [*texts(entry.get("groups")), string(entry.get("category"))]
    dependencies = entry.get("dependencies")
    if isinstance(dependencies, dict):
        requires: Iterable[str] = dependencies
    elif isinstance(dependencies, list):
        named = [string(item.get("name")) for item in tables(dependencies)]
        requires = [*named, *(re.split(r"[^\w.-]", t, maxsplit=1)[0] for t in texts(dependencies))]
    else:
        requires = ()
    return Locked(
        requirement=requirement,
        groups=tuple(group for group in groups if group),
        requires=tuple(normalised(r) for r in requires if isinstance(r, str) and r),
    )


def closure(locked: dict[str, Locked], names: Iterable[str]) -> list[Requirement]:
    """The packages that some names require, directly and through others, in a fixed order."""
    queue = list(dict.fromkeys(names))
    seen = set(queue)
    for name in queue:  # grows
        for other in locked[name].requires if name in locked else ():
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return [locked[name].requirement for name in queue if name in locked]


def chosen(locked: dict[str, Locked], direct: list[Requirement]) -> list[Requirement]:
    """What a lock brings for requirements, and those of them that it does not list."""
    closed = closure(locked, [requirement.name for requirement in direct])
    names = {requirement.name for requirement in closed}
    return closed + [requirement for requirement in direct if requirement.name not in names]


def pipfile_lock(path: str, state: State, groups: Collection[str]) -> list[Requirement] | None:
    """The packages of groups (``default``, ``develop``) of a Pipfile.lock; None if not known."""
    file = source(path, state)
    if file is None:
        return None
    try:
        document = json.loads(file.text)
    except (ValueError, RecursionError):
        return None
    found: list[Requirement] = []
    for group in groups:
        for name, details in list(table(document, group).items())[:_MOST]:
            if (marker := string(table(details).get("markers"))) and excluded(marker, ""):
                continue
            found.append(of_pipfile(name, details, file))
    return found


def of_pipfile(name: str, details: object, file: SourceFile) -> Requirement:
    """One entry of a Pipfile or its lock."""
    values = details if isinstance(details, dict) else {}
    version = string(details) or string(values.get("version"))
    pin = re.fullmatch(r"={2,3}\s*([\w.!+-]+)", version)
    git = string(values.get("git"))
    at = file.text.find(name)
    return Requirement(
        name=normalised(name),
        by=Evidence(name, file.span(max(at, 0), max(at, 0) + len(name))),
        extras=tuple(map(normalised, texts(values.get("extras")))),
        version=pin[1] if pin else "",
        url=f"git+{git}" if git else string(values.get("file")),
        path=string(values.get("path")),
        editable=values.get("editable") is True,
    )


def _places(file: SourceFile) -> dict[str, Evidence]:
    """Where each package stands."""
    pattern = re.compile(r"^name = \"(?P<name>[\w.-]+)\"", re.MULTILINE)
    return {
        match["name"]: Evidence(match[0], file.span(match.start(), match.end()))
        for match in pattern.finditer(file.text)
    }
