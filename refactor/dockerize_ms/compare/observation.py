"""What a container does when it is started the way its image says."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dockerize_ms.compare.failures import EngineError, start_failure
from dockerize_ms.compare.processes import run as call

PROBE = os.path.join(os.path.dirname(__file__), "probe.py")
NAMESPACES = ("unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
"""Fresh network and process namespaces: ports cannot clash, nothing outlives them. As root."""
SPARE_SECONDS = 60


class Run(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to observe an image: run its command to the end, or ask the server that it starts.

    ``args`` come after the image's own command, ``command`` stands in place of its CMD.
    ``timeout`` is in seconds.
    """

    kind: Literal["output", "http"] = "output"
    port: int = 8080
    paths: tuple[str, ...] = ("/",)
    args: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
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
    """What was seen. ``exit`` is None for a program that had to be ended.

    ``skipped`` is why nothing was started.
    """

    exit: int | None = None
    started: bool | None = None
    answers: tuple[Answer, ...] = ()
    health: int | None = None
    stdout: str = ""
    stderr: str = ""
    health_stderr: str = ""
    skipped: str = ""

    @property
    def failure(self) -> str:
        """Why this says nothing about the image: the engine failed. Empty if it does."""
        started = "" if self.started else start_failure(self.exit, self.stderr)
        return started or start_failure(self.health, self.health_stderr)


class Start(Struct, frozen=True, kw_only=True):
    """The engine's commands that start a container, and its health check in it.

    ``port`` is where the server answers here. ``proxied``: the engine takes connections before
    the server does. ``isolated``: in namespaces of its own.
    """

    command: tuple[str, ...]
    health: tuple[str, ...] = ()
    port: int
    proxied: bool = False
    isolated: bool = False


def words(config: Mapping[str, Any], run: Run) -> tuple[str, ...]:
    """What a container of an image starts."""
    entrypoint, cmd = config.get("Entrypoint") or (), run.command or config.get("Cmd") or ()
    return (*entrypoint, *cmd, *run.args)


def health_command(config: Mapping[str, Any]) -> tuple[str, ...]:
    """What the health check starts; empty without one."""
    match (config.get("Healthcheck") or {}).get("Test") or ():
        case ["CMD", *argv]:
            return tuple(argv)
        case ["CMD-SHELL", text]:
            return (*(config.get("Shell") or ("/bin/sh", "-c")), text)
    return ()


def watch(start: Start, run: Run, environment: Mapping[str, str] | None = None) -> Observation:
    """Starts a container, watches what it does, and ends it."""
    orders = {
        "kind": run.kind,
        "port": start.port,
        "proxied": start.proxied,
        "paths": run.paths,
        "timeout": run.timeout,
        "command": start.command,
        "health": start.health,
        "isolated": start.isolated,
    }
    done = call(
        (*(NAMESPACES if start.isolated else ()), sys.executable, PROBE),
        stdin=json.dumps(orders),
        environment=environment,
        timeout=run.timeout + SPARE_SECONDS,
    )
    if done.code:
        raise EngineError(f"probe: exit code {done.code}\n{done.err[-2000:]}")
    return msgspec.json.decode(done.out.encode(), type=Observation)
