"""Commands that a tool runs inside of a project's environment: ``poetry run``, ``uv run`` …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dockerize_ms.ecosystems.pythonic import running
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.project import Project
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Launch
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


def launch(
    words: tuple[str, ...],
    environment: Environment,
    scripts: Mapping[str, str],
    *,
    lost: str = "",
    notes: tuple[str, ...] = (),
) -> Launch | None:
    """What a tool starts inside: its own environment is named by its path.

    A program of that environment other than Python is found there only if it was installed.
    """
    if not words or words[0].startswith("-"):
        return Launch(lost="its options are not followed") if words else None
    if lost or not environment.known or HOLE in environment.scripts:
        return Launch(lost=lost or "where its environment lies is not known")
    if words[0] in scripts:
        return Launch(lost=f"{words[0]} is a name of the project's manifest")
    if not environment.own:
        return Launch(argv=words, notes=notes)
    if not re.fullmatch(r"python3?", words[0]):
        return Launch(lost=f"whether {words[0]} is in its environment is not known")
    path = f"{environment.scripts}/{words[0]}"
    more = f"PATH and VIRTUAL_ENV no longer name {environment.root} when it runs"
    return Launch(argv=(path, *words[1:]), notes=(*notes, more))
