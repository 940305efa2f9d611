"""Finds the module that knows a command, and imports only that."""

from __future__ import annotations

import functools
import importlib
import os
import re
import sys

from dockerize_ms.ecosystems import registry
from dockerize_ms.model.invocation import Handler, Invocation, State
from dockerize_ms.model.remedies import Launch

# It begins with what is searched for quickly: all sources of this folder are read.
_ENTRY = re.compile(r"\n@(handles|standard|needs|prints|launches|judges)\(([^)]*)\)")
_LIST = r"^%s = \(([^)]*)\)"
_NAME = re.compile(r'"([^"]+)"')


@functools.cache
def modules() -> dict[tuple[str, str], str]:
    """Which module enters ("handles", command name) and its like, read from the sources."""
    found: dict[tuple[str, str], str] = {}
    folder = os.path.dirname(__file__)
    for file in sorted(os.listdir(folder)):
        if file.endswith(".py"):
            with open(os.path.join(folder, file), encoding="utf-8") as source:
                text = source.read()
            for kind, names in _ENTRY.findall(text):
                if names[:1] == "*":
                    names = "".join(re.findall(_LIST % names[1:], text, re.MULTILINE))
                found.update({(kind, name): file[:-3] for name in _NAME.findall(names)})
    return found


@functools.lru_cache(maxsize=4096)
def _load(kind: str, called: str) -> str | None:
    """The name by which a command is known, with its module imported."""
    for name in _spellings(called):
        module = modules().get((kind, name))
        if module is not None:
            importlib.import_module(f"dockerize_ms.ecosystems.{module}")
            return name
    return None


def _spellings(called: str) -> tuple[str, ...]:
    name = called.rsplit("/", 1)[-1]
    plain = re.sub(r"[-.]?\d[\d.]*$", "", name)  # python3.11, gcc-12
    return (name, plain) if plain else (name,)


def handler(called: str) -> Handler | None:
    """What knows what a command does, or None."""
    name = _load("handles", called)
    if name is None and _is_system(called):
        name = _load("standard", called)
    return registry.HANDLERS.get(name) if name else _from_plugins(called)


def _is_system(called: str) -> bool:
    """Whether a command is looked up in PATH, or named by a path of a directory of programs."""
    directory = called.rpartition("/")[0]
    return not directory or (directory[0] == "/" and directory.endswith(("bin", "busybox")))


def needs_of(called: str) -> registry.NeedsOf | None:
    """What knows what a command needs at run time, or None."""
    name = _load("needs", called)
    return registry.NEEDS.get(name) if name else None


def printed(invocation: Invocation, state: State) -> str | None:
    """What a command prints, where that is known."""
    name = _load("prints", invocation.called)
    return registry.PRINTS[name](invocation, state) if name else None


def launch_of(invocation: Invocation, state: State) -> Launch | None:
    """What a build tool starts, and what else it does; None for all other commands."""
    name = _load("launches", invocation.called)
    return registry.LAUNCHES[name](invocation, state) if name else None


def judges(invocation: Invocation, state: State) -> bool:
    """Whether a command only tests or lints, so that nothing later needs what it leaves."""
    name = _load("judges", invocation.called)
    return bool(name) and registry.JUDGES[name or ""](invocation, state)


_GROUP = "dockerize_ms.ecosystems"


@functools.cache
def _plugins() -> dict[str, Handler]:
    """Handlers of other distributions: entry points ``dockerize_ms.ecosystems``."""
    if not any(map(_has_entry, sys.path)):
        return {}
    from importlib.metadata import entry_points  # costs 20 ms: only where there are some

    own = frozenset(registry.HANDLERS)
    for entry in entry_points(group=_GROUP):
        entry.load()
    return {name: found for name, found in registry.HANDLERS.items() if name not in own}


def _has_entry(folder: str) -> bool:
    """Whether a distribution installed in a folder has entry points for us."""
    try:
        names = [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return False
    for name in names:
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as file:
                if f"[{_GROUP}]" in file.read():
                    return True
        except (OSError, UnicodeDecodeError):
            continue
    return False


def _from_plugins(called: str) -> Handler | None:
    return None if "/" in called else _plugins().get(called)
