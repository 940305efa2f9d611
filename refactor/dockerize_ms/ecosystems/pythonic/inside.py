"""Commands that a tool runs inside of a project's environment: ``poetry run``, ``uv run`` …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerize_ms.ecosystems.pythonic import running
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.project import Project
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_INSTALL = ("install", "sync", "update", "add", "lock", "build", "upgrade")


def variables(environment: Environment, state: State) -> dict[str, str]:
    """The environment variables of a command that runs inside."""
    path = f"{environment.scripts}:{state.env.get('PATH', '')}"
    root = {"VIRTUAL_ENV": environment.root} if environment.own else {}
    return {**root, "PATH": path}


def unknown(tool: str, command: str, *below: str) -> fx.Opaque:
    """The effect of a subcommand of a tool that is not known, and stays in some directories."""
    return fx.Opaque(reason=f"{tool} {command.replace(HOLE, '…')} is not known", below=below)


def runs(
    words: tuple[str, ...], environment: Environment, state: State, scripts: Mapping[str, str]
) -> Iterator[Effect]:
    """Runs a command inside; a script of the project by its name."""
    if not words:
        return
    if words[0] in scripts:
        module = scripts[words[0]].partition(":")[0]
        words = ("python", "-m", module, *words[1:])
    yield fx.Runs(argv=words, env=variables(environment, state))


def needs(
    invocation: Invocation,
    environment: Environment,
    project: Project,
    state: State,
) -> Iterator[nd.Need]:
    """The environment, the project, and the tool itself with its own packages."""
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if words[:1] and words[0] in _INSTALL:
        advice = "it installs when the container starts: do so in the image"
        what = f"{invocation.name} {words[0]}"
        yield nd.RunsBuild(by=invocation.evidence(), what=what, advice=advice)
        return
    yield from running.program(invocation, state, project.directory, of=environment)
    for tree in environment.trees if environment.own else ():
        yield nd.NeedsPath(path=tree, by=invocation.evidence(), optional=True)
