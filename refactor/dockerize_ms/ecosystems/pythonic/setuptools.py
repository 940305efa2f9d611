"""``setup.py`` as a command, and scripts that bring pip."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments
from dockerize_ms.ecosystems.pythonic import asking, installing
from dockerize_ms.ecosystems.pythonic.call import Call
from dockerize_ms.ecosystems.pythonic.installing import LEFT, Install
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.interpreter import home as home_of_user
from dockerize_ms.ecosystems.pythonic.requirement import Requirement
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_PACKED = "the packed project, for an install that comes later"

_BUILDING = ("build", "install", "develop", "bdist", "sdist", "egg_info", "easy_install")


def setup(
    call: Call, environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    """``install`` and ``develop`` install; other commands build into the project's directory."""
    top = call.script.rpartition("/")[0] or "."
    commands = [word for word in call.rest if word[:1] != "-"]
    editable = "develop" in commands
    if editable or "install" in commands or "install_lib" in commands:
        requirement = Requirement(name="", by=invocation.evidence(), path=top, editable=editable)
        options = {word.partition("=")[0] for word in call.rest}
        if options & {"--prefix", "--root", "--home", "--install-dir", "--user", "-d"}:
            reason = "setup.py installs to a place of its own"
            below = (environment.root or "/usr", state.cwd, *_named(call))
            yield fx.Opaque(reason=reason, below=below)
            return
        yield from installing.effects(_install(requirement, environment), state)
        return
    yield from (fx.Calls(name=tool) for tool in ("gcc", "g++", "cc", "c++", "make", "git"))
    directory = state.path(top)
    yield fx.Reads(path=directory)
    if not commands or {"clean", "check", "test", "--version", "--name"} & set(call.rest):
        return
    for word in commands:
        if word in ("bdist_wheel", "sdist", "bdist", "bdist_egg"):
            yield fx.WritesTree(path=paths.join(directory, "dist"), build_only=_PACKED)
    yield fx.WritesTree(path=paths.join(directory, "build"), build_only=LEFT)
    yield fx.WritesTree(path=directory)  # extensions in place, compiled catalogues, versions


def building(call: Call) -> str:
    """The command among the words that builds or installs, "" where none does."""
    commands = (word for word in call.rest if word[:1] != "-")
    return next((word for word in commands if word.startswith(_BUILDING)), "")


def _named(call: Call) -> list[str]:
    values = (word.partition("=")[2] or word for word in call.rest)
    return [value for value in values if value[:1] == "/" and HOLE not in value and value != "/"]


def _install(requirement: Requirement, environment: Environment) -> Install:
    return Install(
        environment=environment, requirements=[requirement], files=[], unread=[], source=[]
    )


def get_pip(
    call: Call, environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    """Installs pip, and with it what is named."""
    by = invocation.evidence()
    names = [word.partition("=")[0] for word in call.rest if word[:1] != "-"]
    wanted = [Requirement(name=name, by=by) for name in ("pip", "setuptools", "wheel", *names)]
    install = _install(wanted[0], environment)
    install.requirements = wanted
    install.upgrades = True
    install.cache = asking.cache(Arguments(), state)
    yield from installing.effects(install, state)


def get_poetry(
    call: Call, environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    """Poetry's installer: an environment of its own, and a link to its program."""
    home = state.env.get("POETRY_HOME")
    if home:
        yield fx.WritesTree(path=state.path(home), programs=("poetry",))
        return
    top = home_of_user(state)
    places = [".local/share/pypoetry", ".local/bin"]
    for path in [".poetry"] if call.script.endswith("get-poetry.py") else places:
        yield fx.WritesTree(path=paths.join(top, path), programs=("poetry",))
