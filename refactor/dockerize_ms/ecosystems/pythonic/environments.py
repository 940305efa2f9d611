"""Environments that tools make for a project, and where they are."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterator

from msgspec import structs

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import interpreter
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")


def made(root: str, home: Environment, *, known: bool = True, pip: bool = True) -> Iterator[Effect]:
    """A new virtual environment: one tree with programs that lead to its home, where known."""
    environment = interpreter.own(root, home.minor)
    yield fx.WritesTree(path=root, readers=environment.readers)
    if HOLE in root:
        return
    directory = posixpath.dirname(home.python) or "/usr/bin"
    settings = f"home = {directory}\nexecutable = {posixpath.join(directory, home.python)}\n"
    content = settings.encode() if known else None
    yield fx.WritesFile(path=paths.join(root, "pyvenv.cfg"), content=content)
    for name in ("python", "python3", *(("pip",) if pip else ()), "activate"):
        yield fx.WritesFile(path=paths.join(root, "bin", name), executable=name != "activate")


def home_of(environment: Environment, state: State) -> str:
    """The interpreter that a virtual environment leads to, "" where it is no such one."""
    text = (
        state.text(paths.join(environment.root or "/", "pyvenv.cfg")) if environment.own else None
    )
    match = re.search(r"^executable = (\S+)$", text or "", re.MULTILINE)
    return match[1] if match else ""


def project_directory(names: tuple[str, ...], state: State) -> str:
    """The nearest directory upwards from where a tool runs that holds a manifest."""
    directory = state.cwd
    while True:
        if any(state.fs.lookup(paths.join(directory, name)).yes for name in names):
            return directory
        if directory == "/":
            return state.cwd
        directory = posixpath.dirname(directory)


def switched(value: str | None) -> bool | None:
    """What a setting says; None where it says nothing."""
    text = (value or "").lower()
    return True if text in _YES else False if text in _NO else None


def pipenv(project: str, state: State) -> Environment:
    """Where pipenv installs: the active environment, one in the project, or one below the home."""
    env = state.env
    usual = interpreter.default(state)
    active = env.get("VIRTUAL_ENV")
    if active and not switched(env.get("PIPENV_IGNORE_VIRTUALENVS")):
        return interpreter.own(place(state, active), usual.minor)
    inside = switched(env.get("PIPENV_VENV_IN_PROJECT"))
    local = paths.join(project, ".venv")
    if inside or (inside is None and state.fs.lookup(local).kind == "dir"):
        return interpreter.own(local, usual.minor)
    top = env.get("WORKON_HOME") or paths.join(
        interpreter.home(state), ".local", "share", "virtualenvs"
    )
    digest = hashlib.sha256(paths.join(project, "Pipfile").encode()).digest()[:6]
    name = re.sub(r'[ &$`!*@"()\[\]\\\r\n\t]', "_", posixpath.basename(project))[:42]
    key = base64.urlsafe_b64encode(digest).decode()
    return _below(place(state, top), f"{name}-{key}", usual.minor)


def poetry_directory(project: str, name: str, minor: str) -> str:
    """How poetry calls the environment of a project."""
    digest = hashlib.sha256(project.encode()).digest()
    key = base64.urlsafe_b64encode(digest).decode()[:8]
    return f"{name[:42]}-{key}-py{minor or HOLE}"


def _below(top: str, name: str, minor: str) -> Environment:
    """An environment among others in a directory that a tool keeps them in."""
    return structs.replace(interpreter.own(paths.join(top, name), minor), trees=(top,))


def poetry(project: str, name: str, state: State, create: bool, inside: bool | None) -> Environment:
    """Where poetry installs."""
    env = state.env
    usual = interpreter.default(state)
    active = env.get("VIRTUAL_ENV") or env.get("CONDA_PREFIX")
    if active:
        return interpreter.own(place(state, active), usual.minor)
    local = paths.join(project, ".venv")
    if inside or (inside is None and state.fs.lookup(local).kind == "dir"):
        return interpreter.own(local, usual.minor)
    if not create:
        return interpreter.environment("python3", state)
    cache = env.get("POETRY_CACHE_DIR") or paths.join(interpreter.home(state), ".cache/pypoetry")
    top = env.get("POETRY_VIRTUALENVS_PATH") or paths.join(cache, "virtualenvs")
    top = top.replace("{cache-dir}", cache)
    return _below(place(state, top), poetry_directory(project, name, usual.minor), usual.minor)
