"""pdm and hatch: projects with an environment of their own."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options, split
from dockerize_ms.ecosystems.pythonic import environments, inside, installing, interpreter, locks
from dockerize_ms.ecosystems.pythonic import project as projects
from dockerize_ms.ecosystems.pythonic.installing import Install
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.manifest import source, table, toml
from dockerize_ms.ecosystems.pythonic.project import Project
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, normalised
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State

_PDM = Options(
    "-p|--project: -L|--lockfile: -G|--group|--with: --without: -d|--dev --prod|--production"
    " --no-default --no-self --no-isolation --no-editable --no-lock --frozen-lockfile|--frozen"
    " --check --clean --global|-g -v|--verbose -q|--quiet -n -f|--format: -o|--output:"
    " --without-hashes --venv: -k|--skip: --fail-fast -x --reinstall -C|--config-setting:"
)


@handles("pdm")
def pdm(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a pdm command does."""
    words = [word for word in invocation.arguments if word not in ("-q", "-v", "-n")]
    if not words:
        return
    arguments = _PDM.read(words[1:])
    found = _project(state)
    match words[0]:
        case "install" | "sync" | "update" | "add":
            yield from _install(arguments, found, state)
        case "run":
            yield from inside.runs(
                tuple(words[1:]), _environment(found, state), state, found.scripts
            )
        case "config" | "use" | "self" | "cache" | "info" | "list" | "show" | "python" | "plugin":
            yield fx.Configures()
        case "venv":
            yield from environments.made(
                _environment(found, state).root, interpreter.default(state)
            )
        case "lock" | "build" | "export":
            yield fx.WritesTree(path=found.directory)
        case word:
            yield inside.unknown("pdm", word, found.directory, interpreter.home(state))


def _script(words: list[str], found: Project, state: State) -> tuple[str, ...]:
    """A command, or what a script of the manifest stands for (``[tool.pdm.scripts]``)."""
    document = toml(source(paths.join(found.directory, "pyproject.toml"), state))
    script = table(document, "tool", "pdm", "scripts").get(words[0]) if words else None
    text = script.get("cmd") if isinstance(script, dict) else script
    if isinstance(text, list):
        return (*(part for part in text if isinstance(part, str)), *words[1:])
    return (*split(text), *words[1:]) if isinstance(text, str) else tuple(words)


def _project(state: State) -> Project:
    directory = environments.project_directory(("pyproject.toml", "pdm.lock"), state)
    return projects.read(directory, state, interpreter.default(state).minor)


def _environment(found: Project, state: State) -> Environment:
    minor = interpreter.default(state).minor
    active = state.env.get("VIRTUAL_ENV")
    if active and not environments.switched(state.env.get("PDM_IGNORE_ACTIVE_VENV")):
        return interpreter.own(active, minor)
    return interpreter.own(paths.join(found.directory, ".venv"), minor)


def _install(arguments: Arguments, found: Project, state: State) -> Iterator[Effect]:
    environment = _environment(found, state)
    if not state.fs.lookup(paths.join(environment.root, "pyvenv.cfg")).yes:
        yield from environments.made(environment.root, interpreter.default(state))
    if environment.root == paths.join(found.directory, ".venv"):  # by its settings, or here
        yield fx.Opaque(reason="pdm may use __pypackages__", below=(found.directory,))
    lock = locks.read(paths.join(found.directory, "pdm.lock"), state, environment.minor)
    direct = list(found.requirements)
    groups = [] if arguments.has("--prod") else list(found.dependency_groups)
    for name in (*groups, *arguments.values("-G")):
        direct += found.groups.get(normalised(name), [])
    listed = direct if lock is None else locks.closure(lock, [r.name for r in direct])
    if not arguments.has("--no-self"):
        editable = not arguments.has("--no-editable")
        own = Requirement(name="", by=found.by, path=found.directory, editable=editable)
        listed = [*listed, own]
    install = Install(
        environment=environment,
        requirements=listed,
        files=[*found.files, paths.join(found.directory, "pdm.lock")],
        unread=[] if found.files else [found.directory],
        source=[],
        cache=paths.join(interpreter.home(state), ".cache/pdm"),
    )
    yield from installing.effects(install, state)


@needs("pdm")
def running(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """``pdm run``: pdm itself, the manifests and what is run."""
    found = _project(state)
    yield from inside.needs(invocation, _environment(found, state), found, state)
