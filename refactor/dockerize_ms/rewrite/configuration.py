"""What the new base image configures otherwise than the original's, and lines that mend it."""

from __future__ import annotations

import json
import posixpath
import re

from dockerize_ms import facts
from dockerize_ms.analysis.live import Live
from dockerize_ms.ecosystems.variables import build_only_variable
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base
from dockerize_ms.rewrite.distroless import passed_on
from dockerize_ms.rewrite.plan import Added
from dockerize_ms.text import HOLE

_PLAIN = re.compile(r"[\w./:@%+,=-]*\Z")
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def quoted(value: str) -> str:
    """A value as ENV takes it."""
    if value and _PLAIN.match(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$") + '"'


def environment(
    stage: Stage, base: Base, wanted: frozenset[str], runtime: Filesystem
) -> list[Added]:
    """ENV lines for what the original's base image sets and the container may read."""
    found: list[Added] = []
    theirs = base.image.env or {}
    for name, value in stage.start.env.items():
        if theirs.get(name) == value or HOLE in value or name == "PATH":
            continue
        if name not in wanted and build_only_variable(name):
            continue
        found.append(Added(text=f"ENV {name}={quoted(value)}", why=f"set by {stage.reference}"))
    mine = stage.start.env.get("PATH", "").split(":")
    known = theirs.get("PATH", _PATH).split(":")
    extra = [d for d in mine if d and d not in known and HOLE not in d and runtime.lookup(d).yes]
    moved = [d for d in _moved(base) if d not in known]
    if extra or moved or (not theirs.get("PATH") and mine != [""]):
        tail = "$PATH" if theirs.get("PATH") else _PATH
        value = ":".join((*extra, *moved, tail))
        why = f"{(base if moved else stage).reference} has programs there"
        found.append(Added(text=f"ENV PATH={value}", why=why))
    return found


def _moved(base: Base) -> list[str]:
    """The directories of programs that the new base has elsewhere."""
    commands = facts.layout(base.image).commands
    return sorted({posixpath.dirname(commands[name]) for name in base.moved})


def place(stage: Stage, base: Base) -> list[Added]:
    """USER and WORKDIR of the original's base image, where the new one's are others."""
    found: list[Added] = []
    mine = paths.join(stage.start.workdir or "/")
    if mine != paths.join(base.image.workdir or "/"):
        found.append(
            Added(text=f"WORKDIR {mine}", why=f"the working directory of {stage.reference}")
        )
    return found


def account(stage: Stage, base: Base) -> list[Added]:
    """USER of the original's base image."""
    user = stage.start.user
    if user and user not in ("root", "0") and user != base.image.user:
        return [Added(text=f"USER {user}", why=f"the user of {stage.reference}")]
    return []


def start(stage: Stage, base: Base, live: Live) -> list[Added]:
    """ENTRYPOINT and CMD that the original inherits, and a foreign ENTRYPOINT cleared."""
    found: list[Added] = []
    config = stage.config
    if config.entrypoint is not None and config.entrypoint.inherited:
        argv = json.dumps(list(config.entrypoint.argv or ()))
        if base.moved and passed_on(stage, live, (config.entrypoint.argv or ("",))[0]):
            why = f"{stage.reference} runs CMD as it is"
            found.append(Added(text="ENTRYPOINT []", why=why))
        elif tuple(base.image.entrypoint or ()) != config.entrypoint.argv:
            found.append(Added(text=f"ENTRYPOINT {argv}", why=f"set by {stage.reference}"))
    elif config.entrypoint is None and base.image.entrypoint:
        found.append(Added(text="ENTRYPOINT []", why=f"only {base.reference} sets one"))
    if config.cmd is not None and config.cmd.inherited:
        argv = json.dumps(list(config.cmd.argv or ()))
        if found or tuple(base.image.cmd or ()) != config.cmd.argv:
            found.append(Added(text=f"CMD {argv}", why=f"set by {stage.reference}"))
    return found


def rest(stage: Stage, base: Base) -> list[Added]:
    """VOLUME, EXPOSE and STOPSIGNAL of the original's base image."""
    mine, theirs = stage.image, base.image
    why = f"set by {stage.reference}"
    found = [
        Added(text=f"EXPOSE {port}", why=why) for port in mine.expose if port not in theirs.expose
    ]
    found += [
        Added(text=f"VOLUME {volume}", why=why)
        for volume in mine.volumes
        if volume not in theirs.volumes
    ]
    if mine.stopsignal and mine.stopsignal != theirs.stopsignal:
        found.append(Added(text=f"STOPSIGNAL {mine.stopsignal}", why=why))
    return found
