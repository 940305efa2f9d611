"""Copies of the context that only left-out commands read: shown by what names their place.

An interpreted application may read any file, and does so by name. A directory of its own, away
from the application, from the working directory and from all that is named, whose path stands
in no file of the build context, is read by the commands alone that the file itself runs there.
"""

from __future__ import annotations

from dockerize_ms.analysis.live import Live
from dockerize_ms.context import Context
from dockerize_ms.ecosystems.volatile import VOLATILE
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage

_LARGEST = 8 * 1024 * 1024  # bytes of the context that are looked through
_FILE = 512 * 1024
_SHARED = ("/", "/tmp", "/etc", "/usr", "/usr/src", "/opt", "/var", "/home", "/root", "/srv")  # noqa: S108


def is_idle(stage: Stage, live: Live, copy: fx.CopiesContext, step: int) -> bool:
    """Whether nothing but commands of the build reads what is copied by a step."""
    place = copy.target
    if live.opaque or live.unresolved:
        return False
    if not stage.fs.base.lookup(place).no and not any(paths.below(place, v) for v in VOLATILE):
        return False
    lived = (
        *live.applications,
        *live.paths,
        *(paths.join("/", volume) for volume in stage.config.volumes),
        stage.config.workdir,
    )
    if any(paths.related(path, place) for path in lived if path != "/"):
        return False
    values = (*stage.config.env.values(), *stage.config.arguments.values())
    if any(place in value for value in values):
        return False
    return _is_read(stage, place, step) and not _is_named(place, copy.context)


def _is_read(stage: Stage, place: str, step: int) -> bool:
    """Whether a later command of a RUN reads it or runs in it."""
    return any(
        later.number > step
        and later.name == "RUN"
        and (
            paths.within(later.cwd, place)
            or any(paths.related(path, place) for path in later.reads)
        )
        for later in stage.steps
    )


def _is_named(place: str, context: Context) -> bool:
    """Whether a file of the context has the path, or its nearest directory, in its text."""
    parent = place.rpartition("/")[0]
    wanted = (place if parent in ("", *_SHARED) else parent).encode()
    left = _LARGEST
    for path in context.walk(""):
        if _is_of_the_build(path):
            continue
        content = context.read(path)
        if not isinstance(content, bytes):
            return True
        left -= len(content)
        if left < 0 or wanted in content[:_FILE]:
            return True
    return False


def _is_of_the_build(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith(("dockerfile", ".dockerignore")) or "/.git/" in f"/{path}"
