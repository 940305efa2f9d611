"""What a container does when it is started the way its image says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct
from tests.builds.engine import Engine
from tests.builds.failures import EngineError, start_failure

PROBE = os.path.join(os.path.dirname(__file__), "probe.py")
NAMESPACES = ("unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
SPARE_SECONDS = 60


class Run(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to observe an image: run its command to the end, or ask the server that it starts."""

    kind: Literal["output", "http"] = "output"
    port: int = 8080
    paths: tuple[str, ...] = ("/",)
    args: tuple[str, ...] = ()
    env: Mapping[str, str] = {}
    timeout: float = 20


class Answer(Struct, frozen=True, kw_only=True):
    """What a server says to one request, or which error came instead."""

    path: str
    status: int = 0
    type: str = ""
    location: str = ""
    body: str = ""
    error: str = ""


class Observation(Struct, frozen=True, kw_only=True):
    """What was seen. ``exit`` is None for a program that had to be ended."""

    exit: int | None = None
    started: bool | None = None
    answers: tuple[Answer, ...] = ()
    health: int | None = None
    stdout: str = ""
    stderr: str = ""
    health_stderr: str = ""

    @property
    def failure(self) -> str:
        """Why this says nothing about the image: the engine failed. Empty if it does."""
        started = "" if self.started else start_failure(self.exit, self.stderr)
        return started or start_failure(self.health, self.health_stderr)


def command(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The effective command of an image."""
    return (*(config.get("Entrypoint") or ()), *(config.get("Cmd") or ()))


def health_command(config: Mapping[str, Any]) -> tuple[str, ...]:
    """What the health check starts; empty without one."""
    match (config.get("Healthcheck") or {}).get("Test") or ():
        case ["CMD", *words]:
            return tuple(words)
        case ["CMD-SHELL", text]:
            return (*(config.get("Shell") or ("/bin/sh", "-c")), text)
    return ()


def observe(engine: Engine, container: str, config: Mapping[str, Any], run: Run) -> Observation:
    """Starts a container's own command, with its own user, environment and directory."""
    words = command(config)
    if not words:
        raise EngineError("the image has no command")
    environment = tuple(f"--env={name}={value}" for name, value in run.env.items())
    start = (*engine.command, "run", *environment, container, "--")
    health = health_command(config)
    orders = {
        "kind": run.kind,
        "port": run.port,
        "paths": run.paths,
        "timeout": run.timeout,
        "command": (*start, *words, *run.args),
        "health": (*start, *health) if health else (),
    }
    done = subprocess.run(
        (*NAMESPACES, sys.executable, PROBE),
        input=json.dumps(orders),
        env=engine.environment,
        capture_output=True,
        text=True,
        timeout=run.timeout + SPARE_SECONDS,
        check=False,
    )
    if done.returncode:
        raise EngineError(f"probe: exit code {done.returncode}\n{done.stderr[-2000:]}")
    return msgspec.json.decode(done.stdout.encode(), type=Observation)
