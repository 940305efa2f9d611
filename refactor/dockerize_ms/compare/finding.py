"""Which engine to use: the one asked for, or the first that is there and answers."""

from __future__ import annotations

import shutil

from dockerize_ms.compare.engines import ENGINES, Engine
from dockerize_ms.compare.processes import run
from dockerize_ms.errors import UsageError

ANSWER_SECONDS = 30
HINT = "compare builds images: install docker, podman or buildah"


def find_engine(name: str | None) -> Engine:
    """An engine that works. Raises ``UsageError`` that says what is wrong with each."""
    reasons: list[str] = []
    for engine in ENGINES:
        if name in (None, engine.name):
            reason = _unusable(engine)
            if not reason:
                return engine
            reasons.append(f"{engine.name}: {reason}")
    raise UsageError(f"no container engine can be used: {'; '.join(reasons)}", HINT)


def _unusable(engine: Engine) -> str:
    if shutil.which(engine.name) is None:
        return "not found"
    done = run(engine.ready(), timeout=ANSWER_SECONDS)
    if done.code == 0:
        return ""
    said = (done.err or done.out).strip().splitlines()
    return said[-1].rstrip(".") if said else f"does not answer in {ANSWER_SECONDS} s"
