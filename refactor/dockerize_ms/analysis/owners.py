"""Who owns a path of an image, by the names that the file uses."""

from __future__ import annotations

from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage, Step

_ROOT = ("", "root", "0")


def owner(stage: Stage, path: str, replayed: frozenset[int]) -> str | None:
    """``user:group`` for ``--chown`` when a path is copied; None where root owns it.

    A change of owner that is repeated in the runtime stage (``replayed`` steps) needs
    none here.
    """
    entries = list(stage.fs.entries())
    for entry in reversed(entries):
        effect = entry.effect
        if isinstance(effect, fx.ChangesOwner) and _covers(effect, path):
            if entry.step in replayed or effect.owner in _ROOT:
                return None
            return f"{effect.owner}:{effect.group or _group(stage, effect.owner)}"
    made = stage.fs.lookup(path).step
    step = next((s for s in stage.steps if s.number == made), None)
    if step is None or step.name != "RUN":
        return None
    return _account(stage, step)


def _covers(effect: fx.ChangesOwner, path: str) -> bool:
    if effect.recursive:
        return paths.matches(effect.path, path)
    return effect.path == path


def _account(stage: Stage, step: Step) -> str | None:
    user, _, group = stage.before[step.number].user.partition(":")
    if user in _ROOT:
        return None
    return f"{user}:{group or _group(stage, user)}"


def _group(stage: Stage, user: str) -> str:
    for entry in stage.fs.entries():
        if isinstance(entry.effect, fx.AddsUser) and entry.effect.name == user:
            return entry.effect.group or user
    return user
