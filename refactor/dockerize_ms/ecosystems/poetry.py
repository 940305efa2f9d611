"""poetry: installs what pyproject.toml and poetry.lock list, and runs programs there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import (
    environments,
    inside,
    installing,
    interpreter,
    locks,
    project,
)
from dockerize_ms.ecosystems.pythonic.installing import Install
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.project import Project
from dockerize_ms.ecosystems.pythonic.record import Setting, export, setting
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, normalised
from dockerize_ms.ecosystems.registry import handles, launches, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Cache, Launch
from dockerize_ms.text import HOLE

_POETRY = Options(
    "-C|--directory: -P|--project: -n|--no-interaction -q|--quiet -v -vv -vvv|--verbose --ansi"
    " --no-ansi --no-plugins --no-cache -h|--help -V|--version",
    stops=True,
)
_OPTIONS = Options(
    "--no-dev --dev-only --only: --without: --with: --only-root --no-root --sync --all-extras"
    " --all-groups -E|--extras: --remove-untracked --compile --dry-run --no-directory"
    " -f|--format: -o|--output: --without-hashes --without-urls --with-credentials --dev|-D"
    " -G|--group: --lock --no-update --local --unset --list -n|--no-interaction -q|--quiet"
    " --ansi --no-ansi -v -vv -vvv --no-cache -C|--directory: --optional --editable|-e"
)
_MAIN = "main"
_SILENT = (
    "check", "show", "version", "env", "help", "list", "about", "search", "source", "shell",
    "debug",
)  # fmt: skip


@handles("poetry")
def poetry(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a poetry command does."""
    general = _POETRY.read(invocation.arguments)
    if not general.operands:
        return
    command, *rest = general.operands
    arguments = _OPTIONS.read(rest)
    chosen = general.value("-C", "-P") or arguments.value("-C")
    found = _project(chosen, state)
    match command:
        case "install" | "sync" | "update":
            yield from _install(command, arguments, found, state)
        case "add":
            asked = [_added(word, invocation) for word in arguments.operands]
            yield from _install(command, arguments, found, state, *asked)
            yield from _locks(found)
        case "run":
            yield from inside.runs(tuple(rest), _environment(found, state), state, found.scripts)
        case "export":
            yield from _export(arguments, found, state)
        case "config":
            yield from _config(arguments, found, state)
        case "lock" | "init" | "remove":
            yield from _locks(found)
            if command == "remove":
                yield from _install(command, arguments, found, state)
        case "build" | "publish":
            yield fx.Reads(path=found.directory)
            dist = paths.join(found.directory, "dist")
            yield fx.WritesTree(path=dist, build_only="the packed project")
        case "cache" | "self":
            yield fx.WritesTree(path=_cache(state), build_only=installing.CACHE)
        case word if word not in _SILENT:
            yield inside.unknown("poetry", word, found.directory, _cache(state))


def _added(word: str, invocation: Invocation) -> Requirement:
    """``poetry add NAME@^1.2``."""
    name = re.split(r"[@\[=<>~^!]", word, maxsplit=1)[0]
    return Requirement(name=normalised(name), by=invocation.evidence())


def _project(chosen: str | None, state: State) -> Project:
    directory = (
        place(state, chosen)
        if chosen
        else environments.project_directory(("pyproject.toml",), state)
    )
    return project.read(directory, state, interpreter.default(state).minor)


def _cache(state: State) -> str:
    given = state.env.get("POETRY_CACHE_DIR")
    return given or paths.join(interpreter.home(state), ".cache/pypoetry")


def _settings(state: State) -> str:
    given = state.env.get("POETRY_CONFIG_DIR")
    return given or paths.join(interpreter.home(state), ".config/pypoetry")


def _option(name: str, found: Project, state: State) -> bool | None:
    """A setting: of the environment, of the project's poetry.toml, of poetry's own file."""
    variable = "POETRY_" + name.upper().replace(".", "_").replace("-", "_")
    if (value := state.env.get(variable)) is not None:
        return environments.switched(value)
    for path in (found.directory, _settings(state)):
        if (value := setting(state.fs, path, name)) is not None:
            return environments.switched(value)
    return project.poetry_toml(found.directory, name, state)


def _environment(found: Project, state: State) -> Environment:
    create = _option("virtualenvs.create", found, state)
    within = _option("virtualenvs.in-project", found, state)
    name = normalised(found.name) or HOLE
    return environments.poetry(found.directory, name, state, create is not False, within)


def _install(
    command: str, arguments: Arguments, found: Project, state: State, *more: Requirement
) -> Iterator[Effect]:
    environment = _environment(found, state)
    if arguments.has("--dry-run"):
        return
    if environment.own and not state.fs.lookup(paths.join(environment.root, "pyvenv.cfg")).yes:
        yield from environments.made(environment.root, interpreter.default(state))
    listed, unread = requirements(arguments, found, state)
    if not arguments.has("--no-root") and command in ("install", "sync") and found.packaged:
        listed.append(Requirement(name="", by=found.by, path=found.directory, editable=True))
    install = Install(
        environment=environment,
        requirements=[*listed, *more],
        files=[*found.files, paths.join(found.directory, "poetry.lock")],
        unread=unread,
        source=[],
        cache=paths.join(_cache(state), "cache"),
        tool="poetry-cache",
        settings=(paths.join(found.directory, "poetry.toml"),),
    )
    yield from installing.effects(install, state)
    artifacts, kept = paths.join(_cache(state), "artifacts"), Cache(name="poetry", native=True)
    yield fx.WritesTree(path=artifacts, build_only=installing.CACHE, cache=kept)


def requirements(
    arguments: Arguments, found: Project, state: State
) -> tuple[list[Requirement], list[str]]:
    """What is installed: of the lock file where there is one; and the manifests not known."""
    minor = interpreter.default(state).minor
    path = paths.join(found.directory, "poetry.lock")
    locked = locks.read(path, state, minor)
    direct = list(found.requirements)
    for group in _groups(arguments, found):
        direct += found.groups.get(group, [])
    for extra in _words(arguments.values("-E")):
        direct += found.groups.get(normalised(extra), [])
    if arguments.has("--all-extras"):
        direct = [r for group in found.groups.values() for r in group] + direct
    only = _words(arguments.values("--only"))
    if only and _MAIN not in only:
        direct = [r for group in only for r in found.groups.get(normalised(group), [])]
    if locked is None:
        return direct, [] if found.files else [found.directory]
    return locks.chosen(locked, direct), []


def _groups(arguments: Arguments, found: Project) -> list[str]:
    """The groups besides the main one that are installed."""
    if arguments.has("--no-dev", "--only", "--only-root"):
        return []
    left = set(_words(arguments.values("--without")))
    asked = set(_words(arguments.values("--with")))
    optional = found.optional_groups - asked
    return [g for g in found.dependency_groups if g not in left | optional]


def _words(values: list[str]) -> list[str]:
    return [word for value in values for word in value.replace(",", " ").split()]


def _locks(found: Project) -> Iterator[Effect]:
    for name in ("pyproject.toml", "poetry.lock"):
        path = paths.join(found.directory, name)
        yield fx.WritesFile(path=path, maybe=name == "pyproject.toml")


def _export(arguments: Arguments, found: Project, state: State) -> Iterator[Effect]:
    """Writes the lock as a requirements file."""
    for path in (*found.files, paths.join(found.directory, "poetry.lock")):
        yield fx.Reads(path=path)
    listed, unread = requirements(arguments, found, state)
    yield from export(listed, arguments.value("-o"), state, complete=not unread)


def _config(arguments: Arguments, found: Project, state: State) -> Iterator[Effect]:
    """Remembers a setting."""
    words = arguments.operands
    if arguments.has("--list") or not words:
        return
    path = found.directory if arguments.has("--local") else _settings(state)
    if arguments.has("--local"):
        yield fx.WritesFile(path=paths.join(path, "poetry.toml"))
    else:
        yield fx.WritesTree(path=path, readers=("poetry",))
    if len(words) == 2 and not arguments.has("--unset"):
        yield Setting(path=path, name=words[0], value=words[1])


@needs("poetry")
def running(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """``poetry run``: poetry itself, the manifests and what is run."""
    general = _POETRY.read(invocation.arguments)
    found = _project(general.value("-C", "-P"), state)
    yield from inside.needs(invocation, _environment(found, state), found, state)


@launches("poetry")
def launched(invocation: Invocation, state: State) -> Launch | None:
    """What ``poetry run`` starts."""
    general = _POETRY.read(invocation.arguments)
    if general.operands[:1] != ("run",) or general.value("-C", "-P"):
        return None
    found = _project(None, state)
    words = tuple(invocation.arguments[invocation.arguments.index("run") + 1 :])
    return inside.launch(words, _environment(found, state), found.scripts)
