"""uv: pip's commands, projects with a lock file, environments and tools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import (
    asking,
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
from dockerize_ms.ecosystems.pythonic.record import export
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, normalised
from dockerize_ms.ecosystems.registry import handles, launches, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Launch

_GENERAL = (
    "-q|--quiet -v|--verbose -n|--no-cache --cache-dir: --color: --native-tls --offline"
    " --no-progress --directory: --project: --config-file: --no-config -h|--help -V|--version"
    " --allow-insecure-host: --python-preference: --no-python-downloads --managed-python"
    " --no-managed-python"
)
_UV = Options(_GENERAL, stops=True)
_SHARED = (
    " -p|--python: --system --frozen --locked --no-sync --isolated --active --no-dev --dev"
    " --only-dev --group: --no-group: --only-group: --all-groups --no-default-groups --extra:"
    " --all-extras"
    " --no-extra: --no-install-project --no-install-workspace --no-install-package: --package:"
    " --all-packages --no-editable --inexact --exact --reinstall --reinstall-package:"
    " -U|--upgrade -P|--upgrade-package: --compile-bytecode --link-mode: --no-build"
    " --no-build-package: --no-binary: --no-binary-package: --only-binary: --no-build-isolation"
    " -i|--index-url: --extra-index-url: --index: --default-index: -f|--find-links: --no-index"
    " --index-strategy: --keyring-provider: --prerelease: --resolution: --exclude-newer:"
    " --no-sources --refresh --torch-backend: -C|--config-setting: --dry-run"
)
_SETTINGS = ("uv.toml", ".python-version")
_PIP = Options(
    _GENERAL
    + _SHARED
    + " -r|--requirements|--requirement: -e|--editable: -c|--constraints|--constraint:"
    " --overrides: --target|-t: --prefix: --user --no-deps --require-hashes --verify-hashes"
    " --break-system-packages --pre --strict -o|--output-file: --no-header --generate-hashes"
    " --python-version: --python-platform: --universal -y|--yes -b|--build-constraints:"
)
_SYNC = Options(
    _GENERAL
    + _SHARED
    + " -o|--output-file: --format: --no-hashes --no-emit-project --no-header --no-annotate"
)
_RUN = Options(
    _GENERAL
    + _SHARED
    + " --with: --with-editable: --with-requirements: -m|--module --env-file: --no-env-file"
    " --no-project -s|--script",
    stops=True,
)
_VENV = Options(
    _GENERAL
    + _SHARED
    + " --seed --prompt: --system-site-packages --relocatable --clear --allow-existing --no-project"
)


@handles("uv")
def uv(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a uv command does."""
    general = _UV.read(invocation.arguments)
    if not general.operands:
        return
    command, *rest = general.operands
    match command:
        case "pip":
            yield from _pip(rest, invocation, state)
        case "sync":
            yield from _sync(_SYNC.read(rest), _project(general, state), state)
        case "add" | "remove":
            found = _project(general, state)
            arguments = _PIP.read(rest)
            asked = asking.operands(arguments, invocation, "") if command == "add" else []
            yield from _sync(arguments, found, state, *asked)
            for name in ("pyproject.toml", "uv.lock"):
                yield fx.WritesFile(path=paths.join(found.directory, name))
        case "run":
            yield from _run(_RUN.read(rest), _project(general, state), state)
        case "venv":
            yield from _venv(_VENV.read(rest), state)
        case "export":
            yield from _export(_SYNC.read(rest), _project(general, state), state)
        case "lock":
            yield fx.WritesFile(path=paths.join(_project(general, state).directory, "uv.lock"))
        case "build":
            yield fx.WritesTree(path=state.path("dist"), build_only="the packed project")
        case "python" | "tool":
            yield from _tool(command, rest, state)
        case "cache" | "self":
            yield fx.WritesTree(path=_cache(state), build_only=installing.CACHE)
        case "version" | "tree" | "help" | "auth" | "publish" | "init" | "format":
            return
        case word:
            yield inside.unknown("uv", word, state.cwd, interpreter.home(state))


def _cache(state: State) -> str:
    given = state.env.get("UV_CACHE_DIR")
    return place(state, given) if given else paths.join(interpreter.home(state), ".cache", "uv")


def _project(general: Arguments, state: State) -> Project:
    given = general.value("--project", "--directory")
    directory = place(state, given) if given else None
    directory = directory or environments.project_directory(("pyproject.toml", "uv.lock"), state)
    return project.read(directory, state, interpreter.default(state).minor)


def _environment(found: Project, arguments: Arguments, state: State) -> Environment:
    """The project's environment: ``.venv`` in it, or where a variable says."""
    given = state.env.get("UV_PROJECT_ENVIRONMENT")
    if arguments.has("--active") and (active := state.env.get("VIRTUAL_ENV")):
        given = active
    minor = interpreter.default(state).minor
    if given is None:
        return interpreter.own(paths.join(found.directory, ".venv"), minor)
    path = given if given.startswith("/") else paths.join(found.directory, given)
    if path in ("/usr/local", "/usr"):
        return interpreter.in_directory(paths.join(path, "bin"), state, minor)
    return interpreter.own(path, minor)


def _sync(
    arguments: Arguments, found: Project, state: State, *more: Requirement
) -> Iterator[Effect]:
    """Makes the environment like the lock file says."""
    if arguments.has("--dry-run"):
        return
    environment = _environment(found, arguments, state)
    if environment.own and not state.fs.lookup(paths.join(environment.root, "pyvenv.cfg")).yes:
        yield from _new(environment.root, arguments, state)
    listed, unread = _locked(arguments, found, state)
    install = Install(
        environment=environment,
        requirements=[*listed, *more],
        files=[*found.files, paths.join(found.directory, "uv.lock")],
        unread=unread,
        source=arguments.values("--no-binary-package"),
        cache="" if arguments.has("-n") else _cache(state),
        tool="uv",
        replaces=True,
        settings=tuple(paths.join(found.directory, name) for name in _SETTINGS),
        more=_more(arguments, found, state),
    )
    yield from installing.effects(install, state)
    if not arguments.has("--frozen", "--locked"):
        lock = paths.join(found.directory, "uv.lock")
        yield fx.WritesFile(path=lock, build_only="read by the package manager only")


def _home(arguments: Arguments, state: State) -> Environment:
    """The interpreter of new environments: as an option or variable asks, else the usual one."""
    chosen = _chosen(arguments, state) or "python3"
    name = f"python{chosen}" if chosen[:1].isdigit() else chosen
    return interpreter.environment(name, state)


def _chosen(arguments: Arguments, state: State) -> str:
    """The Python that is asked for: an option, a variable, or ``.python-version``."""
    given = arguments.value("-p") or state.env.get("UV_PYTHON")
    found = re.match(r"\s*(\d+\.\d+)", state.text(state.path(".python-version")) or "")
    return given or (found[1] if found else "")


def _new(root: str, arguments: Arguments, state: State) -> Iterator[Effect]:
    """A new environment, with an interpreter that uv downloads where the image has none."""
    home = _home(arguments, state)
    usual, chosen = interpreter.of_image(state), _chosen(arguments, state)
    lacks = usual is None and not state.fs.command("python3").yes
    other = usual is not None and chosen[:1].isdigit() and not chosen.startswith(usual[1] or chosen)
    yield from environments.made(root, home, known=not (lacks or other), pip=False)
    if lacks or other:
        yield fx.WritesTree(path=_interpreters(state), readers=home.readers)


def _interpreters(state: State) -> str:
    """Where uv keeps the interpreters that it downloads."""
    given = state.env.get("UV_PYTHON_INSTALL_DIR")
    share = paths.join(interpreter.home(state), ".local", "share", "uv", "python")
    return place(state, given) if given else share


def _locked(
    arguments: Arguments, found: Project, state: State
) -> tuple[list[Requirement], list[str]]:
    """What is installed, and the manifests that are not known."""
    groups = [] if arguments.has("--no-dev", "--no-default-groups") else ["dev"]
    groups = [g for g in groups if not state.env.get("UV_NO_DEV")] + arguments.values("--group")
    groups = list(found.dependency_groups) if arguments.has("--all-groups") else groups
    direct = list(found.requirements)
    extras = list(found.groups) if arguments.has("--all-extras") else arguments.values("--extra")
    for name in (*groups, *extras):
        direct += found.groups.get(normalised(name), [])
    if found.backend and not arguments.has("--no-install-project"):
        editable = not arguments.has("--no-editable")
        direct.append(Requirement(name="", by=found.by, path=found.directory, editable=editable))
    lock = locks.read(
        paths.join(found.directory, "uv.lock"), state, interpreter.default(state).minor
    )
    if lock is None:
        return direct, [] if found.files else [found.directory]
    others = {name: one for name, one in lock.items() if not one.requirement.path}
    return locks.chosen(others, direct), []


def _more(arguments: Arguments, found: Project, state: State) -> str:
    """What else of the project a sync reads: it itself, and local packages of the lock file."""
    if found.backend and not arguments.has("--no-install-project"):
        return "the project itself"
    lock = locks.read(
        paths.join(found.directory, "uv.lock"), state, interpreter.default(state).minor
    )
    if lock is None:
        return "lists that cannot be read"
    local = {one.requirement.path for one in lock.values()} - {"", ".", found.directory}
    return f"a local project: {min(local)}" if local else ""


def _pip(words: list[str], invocation: Invocation, state: State) -> Iterator[Effect]:
    """``uv pip``: pip's commands for the active environment, or ``--system``."""
    if not words:
        return
    arguments = _PIP.read(words[1:])
    target = _target(arguments, state)
    match words[0]:
        case "install" | "sync":
            if words[0] == "sync":
                files = tuple(("-r", word) for word in arguments.operands)
                arguments = Arguments(options=(*arguments.options, *files))
            target = asking.destination(arguments, target, state) if target.known else target
            install = asking.wanted(arguments, target, invocation, state)
            install.cache = "" if arguments.has("-n") else _cache(state)
            install.tool = "uv"
            yield from installing.effects(install, state)
        case "compile":
            for word in arguments.operands:
                yield fx.Reads(path=place(state, word))
            if output := arguments.value("-o"):
                yield fx.WritesFile(path=place(state, output))
        case "uninstall":
            yield from installing.uninstalled(target, arguments.operands)
        case _:
            return


def _target(arguments: Arguments, state: State) -> Environment:
    system = arguments.has("--system") or environments.switched(state.env.get("UV_SYSTEM_PYTHON"))
    chosen = arguments.value("-p") or state.env.get("UV_PYTHON")
    if chosen and "/" in chosen:
        path = place(state, chosen)
        if state.fs.lookup(paths.join(path, "pyvenv.cfg")).yes:
            return interpreter.own(path, interpreter.default(state).minor)
        return interpreter.environment(path, state)
    active = state.env.get("VIRTUAL_ENV")
    if active and not system:
        return interpreter.own(place(state, active), interpreter.default(state).minor)
    local = environments.project_directory((".venv/pyvenv.cfg",), state)
    inner = paths.join(local, ".venv")
    if not system and state.fs.lookup(paths.join(inner, "pyvenv.cfg")).yes:
        return interpreter.own(inner, interpreter.default(state).minor)
    return _home(arguments, state)


def _run(arguments: Arguments, found: Project, state: State) -> Iterator[Effect]:
    """``uv run``: the environment as ``uv sync`` makes it, then the command."""
    environment = _environment(found, arguments, state)
    known = state.fs.lookup(paths.join(environment.root, "pyvenv.cfg")).yes
    if found.files and not known and not arguments.has("--no-sync", "--no-project"):
        yield from _sync(arguments, found, state)
    words = arguments.operands
    if arguments.has("-m"):
        words = ("python", "-m", *words)
    elif words and words[0].endswith(".py"):
        words = ("python", *words)
    yield from inside.runs(words, environment, state, {})


def _venv(arguments: Arguments, state: State) -> Iterator[Effect]:
    given = arguments.operands[0] if arguments.operands else state.env.get("UV_PROJECT_ENVIRONMENT")
    yield from _new(place(state, given or ".venv"), arguments, state)


def _export(arguments: Arguments, found: Project, state: State) -> Iterator[Effect]:
    """Writes the lock as a requirements file."""
    for path in (*found.files, paths.join(found.directory, "uv.lock")):
        yield fx.Reads(path=path)
    listed, unread = _locked(arguments, found, state)
    yield from export(listed, arguments.value("-o"), state, complete=not unread)


def _tool(command: str, words: list[str], state: State) -> Iterator[Effect]:
    """Pythons and tools of uv's own, below the home directory."""
    share = paths.join(interpreter.home(state), ".local", "share", "uv")
    if words[:1] not in (["install"], ["upgrade"]):
        return
    if command == "python":
        yield fx.WritesTree(path=_interpreters(state))
        return
    yield fx.WritesTree(
        path=place(state, state.env.get("UV_TOOL_DIR") or paths.join(share, "tools"))
    )
    programs = state.env.get("UV_TOOL_BIN_DIR") or paths.join(interpreter.home(state), ".local/bin")
    for word in [word for word in words[1:] if word[:1] != "-"]:
        name = normalised(word.split("[")[0].split("=")[0].split("@")[0])
        yield fx.WritesFile(path=paths.join(place(state, programs), name), executable=True)


@handles("uvx")
def uvx(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a tool that uv fetches."""
    yield fx.WritesTree(path=_cache(state), build_only=installing.CACHE)
    yield fx.Opaque(reason="a tool that uv fetches", below=(state.cwd,))


@needs("uv")
def running(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """``uv run``: uv itself, the manifests and what is run."""
    general = _UV.read(invocation.arguments)
    if general.operands[:2] in (("pip", "install"), ("pip", "sync")):
        advice = "it installs when the container starts: do so in the image"
        yield nd.RunsBuild(by=invocation.evidence(), what="uv pip install", advice=advice)
        return
    found = _project(general, state)
    arguments = _RUN.read(general.operands[1:])
    environment = _environment(found, arguments, state)
    yield from inside.needs(invocation, environment, found, state)


@needs("uvx")
def fetching(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """uvx installs what it runs."""
    advice = "install the tool in the image and start it"
    yield nd.RunsBuild(by=invocation.evidence(), what="uvx, which installs a tool", advice=advice)


@launches("uv")
def launched(invocation: Invocation, state: State) -> Launch | None:
    """What ``uv run`` starts."""
    if invocation.arguments[:1] != ("run",):
        return None
    found = _project(_UV.read(()), state)
    environment = _environment(found, _RUN.read(()), state)
    notes = ("uv no longer brings the environment up to date at each start",)
    words = invocation.arguments[1:]
    lost = "it reads variables from a file" if state.env.get("UV_ENV_FILE") else ""
    return inside.launch(words, environment, found.scripts, lost=lost, notes=notes)
