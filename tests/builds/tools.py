"""What the harness knows of the tools that Dockerfiles run, whichever a Dockerfile uses."""

from __future__ import annotations

from tests.builds import compilers, gocommand, mavencommand, npmcommand, pipcommand
from tests.builds.engine import Engine

TOOLS = (compilers, gocommand, mavencommand, npmcommand, pipcommand)


def build_only(name: str) -> bool:
    """Whether only builds read an environment variable."""
    return any(tool.build_only(name) for tool in TOOLS)


def volumes(engine: Engine, text: str) -> tuple[str, ...]:
    """What has to be mounted while a Dockerfile is built."""
    return tuple(dict.fromkeys(mount for tool in TOOLS for mount in tool.volumes(engine, text)))
