"""What the words of an install ask for, and where it goes: pip's options, which uv shares."""

from __future__ import annotations

from msgspec import structs

from dockerize_ms.ecosystems.arguments import Arguments
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import interpreter, requirements
from dockerize_ms.ecosystems.pythonic.installing import Install
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, parse
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_ROOT = ("root", "0", "", "0:0", "root:root", "root:0", "0:root")


def cache(arguments: Arguments, state: State) -> str:
    """Where pip keeps what it downloads, "" where it keeps nothing."""
    if arguments.has("--no-cache-dir") or state.env.get("PIP_NO_CACHE_DIR", "") not in ("", "0"):
        return ""
    given = arguments.value("--cache-dir") or state.env.get("PIP_CACHE_DIR")
    return place(state, given) if given else paths.join(interpreter.home(state), ".cache", "pip")


def wanted(
    arguments: Arguments, environment: Environment, invocation: Invocation, state: State
) -> Install:
    """The packages that an install's words and files ask for."""
    minor = environment.minor
    listed = requirements.read(arguments.values("-r"), state, minor)
    asked = [*listed.requirements, *operands(arguments, invocation, minor)]
    return Install(
        environment=environment,
        requirements=asked,
        files=[*listed.files, *(place(state, word) for word in arguments.values("-c"))],
        unread=listed.unreadable,
        source=[n for v in arguments.values("--no-binary") for n in v.split(",")] + listed.source,
        cache=cache(arguments, state),
        upgrades=arguments.has("-U", "--force-reinstall", "-I"),
        more="a directory of packages" if arguments.has("-f", "--no-index") else "",
    )


def operands(arguments: Arguments, invocation: Invocation, minor: str) -> list[Requirement]:
    """The requirements that stand in the command itself."""
    words = [(word, False) for word in arguments.operands]
    words += [(word, True) for word in arguments.values("-e")]
    found = (parse(w, _by(w, invocation), minor=minor, editable=e) for w, e in words)
    return [requirement for requirement in found if requirement is not None]


def _by(word: str, invocation: Invocation) -> Evidence:
    shown = word.replace(HOLE, "…")
    return Evidence(shown if len(shown) <= 60 else shown[:57] + "…", invocation.span)


def destination(arguments: Arguments, environment: Environment, state: State) -> Environment:
    """Where an install goes: as options and variables say, else the environment or the user's."""
    env = state.env
    if target := arguments.value("-t") or env.get("PIP_TARGET"):
        return _elsewhere(place(state, target), environment)
    if prefix := arguments.value("--prefix") or env.get("PIP_PREFIX"):
        path = place(state, prefix)
        if path in ("/usr", "/usr/local"):
            return interpreter.in_directory(paths.join(path, "bin"), state, environment.minor)
        return _elsewhere(path, environment)
    if root := arguments.value("--root") or env.get("PIP_ROOT"):
        return _elsewhere(place(state, root), environment)
    if arguments.has("--user") or env.get("PIP_USER", "").lower() in ("1", "true", "yes", "on"):
        return interpreter.user(state, environment)
    if state.user not in _ROOT and not _may_write(environment, state):
        return interpreter.user(state, environment)
    return environment


def _elsewhere(path: str, environment: Environment) -> Environment:
    return structs.replace(interpreter.own(path, environment.minor), python=environment.python)


def _may_write(environment: Environment, state: State) -> bool:
    """Whether somebody who is not root may install into an environment."""
    if environment.own or not environment.known:
        return True
    return any(
        isinstance(entry.effect, fx.ChangesOwner | fx.ChangesMode)
        and entry.effect.recursive
        and any(paths.within(tree, entry.effect.path) for tree in environment.trees)
        for entry in state.fs.entries()
    )
