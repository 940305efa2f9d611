"""Where real builds keep things between runs, and that only one run uses them at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.builds.bench import OwnBench
from tests.builds.engine import Engine

CACHE = "DOCKERIZE_MS_BUILDS_CACHE"


def home() -> str:
    """Where the stand-ins and the caches live between runs."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.environ.get(CACHE) or os.path.join(caches, "dockerize-ms-builds")


@contextmanager
def own_bench() -> Iterator[OwnBench]:
    """The engine and its stand-ins, for this process alone; what it leaves is removed."""
    engine = Engine(home())
    with open(os.path.join(engine.home, "lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        engine.sweep()
        yield OwnBench(engine)
        engine.sweep()
