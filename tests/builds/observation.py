"""Starts a container of buildah's with its own command, user, environment and directory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.builds.engine import Engine

from dockerize_ms.compare.failures import EngineError
from dockerize_ms.compare.observation import Observation, Run, Start, health_command, watch, words


def observe(engine: Engine, container: str, config: Mapping[str, Any], run: Run) -> Observation:
    """What a container does, in fresh network and process namespaces."""
    if not words(config, run):
        raise EngineError("the image has no command")
    environment = tuple(f"--env={name}={value}" for name, value in run.env.items())
    enter = (*engine.command, "run", *environment, container, "--")
    health = health_command(config)
    start = Start(
        command=(*enter, *words(config, run)),
        health=(*enter, *health) if health else (),
        port=run.port,
        isolated=True,
    )
    return watch(start, run, engine.environment)
