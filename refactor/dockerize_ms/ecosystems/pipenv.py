"""pipenv: installs what Pipfile and Pipfile.lock list, and runs programs there."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options, split
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import (
    asking,
    environments,
    inside,
    installing,
    interpreter,
    locks,
    project,
    requirements,
)
from dockerize_ms.ecosystems.pythonic.installing import Install
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.manifest import source, table, toml
from dockerize_ms.ecosystems.pythonic.record import Exported
from dockerize_ms.ecosystems.pythonic.requirement import Requirement
from dockerize_ms.ecosystems.registry import handles, launches, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Launch

_GENERAL = (
    "--where --venv --py --envs --rm --bare --man --support --site-packages --no-site-packages"
    " --python: --version -h|--help -q|--quiet -v|--verbose --clear --three --two --pypi-mirror:"
)
_PIPENV = Options(_GENERAL, stops=True)
_OPTIONS = Options(
    _GENERAL + " --system --deploy -d|--dev --dev-only --ignore-pipfile --skip-lock --keep-outdated"
    " -r|--requirements: -e|--editable: -c|--code: --pre --sequential --selective-upgrade"
    " -i|--index: --extra-pip-args: --categories: --hash --exclude-markers --all --all-dev"
    " --extra-index-url: --lock-only --outdated --json"
)


@handles("pipenv")
def pipenv(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a pipenv command does."""
    general = _PIPENV.read(invocation.arguments)
    if not general.operands:
        if general.has("--python", "--three", "--two"):
            environment = environments.pipenv(_directory(state), state)
            yield from environments.made(environment.root, interpreter.default(state))
        return
    command, *rest = general.operands
    arguments = _OPTIONS.read(rest)
    match command:
        case "install" | "sync" | "update" | "upgrade":
            yield from _install(command, arguments, invocation, state)
        case "run":
            yield from _run(tuple(rest), state)
        case "lock" | "requirements":
            yield from _listed(command, arguments, state)
        case "uninstall" | "clean":
            yield from installing.changed(_environment(arguments, state), replaces=True)
        case "check" | "graph" | "verify" | "scripts" | "shell" | "open" | "audit":
            return
        case word:
            yield inside.unknown("pipenv", word, state.cwd, interpreter.home(state))


def _directory(state: State) -> str:
    given = state.env.get("PIPENV_PIPFILE")
    if given:
        return place(state, given).rpartition("/")[0] or "/"
    return environments.project_directory(("Pipfile", "Pipfile.lock"), state)


def _environment(arguments: Arguments, state: State) -> Environment:
    if arguments.has("--system") or environments.switched(state.env.get("PIPENV_SYSTEM")):
        return asking.destination(Arguments(), interpreter.environment("python3", state), state)
    return environments.pipenv(_directory(state), state)


def _install(
    command: str, arguments: Arguments, invocation: Invocation, state: State
) -> Iterator[Effect]:
    directory = _directory(state)
    environment = _environment(arguments, state)
    if environment.own and not state.fs.lookup(paths.join(environment.root, "pyvenv.cfg")).yes:
        yield from environments.made(environment.root, interpreter.default(state))
    listed, unread = packages(directory, arguments, state)
    extra = requirements.read(arguments.values("-r"), state, environment.minor)
    more = asking.operands(arguments, invocation, environment.minor)
    pipfile = [paths.join(directory, name) for name in ("Pipfile", "Pipfile.lock")]
    install = Install(
        environment=environment,
        requirements=[*listed, *extra.requirements, *more],
        files=[*pipfile, *extra.files],
        unread=[*unread, *extra.unreadable],
        source=extra.source,
        cache=asking.cache(Arguments(), state) or paths.join(interpreter.home(state), ".cache/pip"),
    )
    yield from installing.effects(install, state)
    cache = state.env.get("PIPENV_CACHE_DIR") or paths.join(
        interpreter.home(state), ".cache/pipenv"
    )
    yield fx.WritesTree(path=place(state, cache), build_only=installing.CACHE)
    if command == "install" and not arguments.has("--deploy", "--ignore-pipfile", "--skip-lock"):
        yield fx.WritesFile(path=pipfile[1], build_only=LOCK)


LOCK = "read by the package manager only"


def packages(
    directory: str, arguments: Arguments, state: State
) -> tuple[list[Requirement], list[str]]:
    """What is installed: of the lock file where there is one; and the manifests not known."""
    groups = ["default", "develop"] if arguments.has("-d", "--dev-only") else ["default"]
    groups += (arguments.value("--categories") or "").replace(",", " ").split()
    if not arguments.has("--skip-lock"):
        found = locks.pipfile_lock(paths.join(directory, "Pipfile.lock"), state, groups)
        if found is not None:
            return found, []
    file = source(paths.join(directory, "Pipfile"), state)
    document = toml(file)
    if file is None or not document:
        return [], [paths.join(directory, "Pipfile")]
    names = {"default": "packages", "develop": "dev-packages"}
    return [
        locks.of_pipfile(name, details, file)
        for group in groups
        for name, details in table(document, names.get(group, group)).items()
    ], []


def _listed(command: str, arguments: Arguments, state: State) -> Iterator[Effect]:
    """``lock -r`` and ``requirements`` print the lock as a requirements file."""
    directory = _directory(state)
    lock = paths.join(directory, "Pipfile.lock")
    yield fx.Reads(path=paths.join(directory, "Pipfile"))
    if command == "requirements" or arguments.has("-r"):
        listed, unread = packages(directory, arguments, state)
        yield fx.Reads(path=lock)
        yield Exported(requirements=tuple(listed), complete=not unread)
    if command == "lock":
        yield fx.WritesFile(path=lock, build_only=LOCK)


def _run(words: tuple[str, ...], state: State) -> Iterator[Effect]:
    """``pipenv run``: a script of the Pipfile, or a command."""
    directory = _directory(state)
    environment = environments.pipenv(directory, state)
    scripts = table(toml(source(paths.join(directory, "Pipfile"), state)), "scripts")
    script = scripts.get(words[0]) if words else None
    if isinstance(script, str):
        words = (*split(script), *words[1:])
    yield from inside.runs(words, environment, state, {})


@needs("pipenv")
def running(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """``pipenv run``: pipenv itself, the manifests and what is run."""
    directory = _directory(state)
    environment = environments.pipenv(directory, state)
    yield from inside.needs(invocation, environment, project.read(directory, state), state)


@launches("pipenv")
def launched(invocation: Invocation, state: State) -> Launch | None:
    """What ``pipenv run`` starts."""
    if invocation.arguments[:1] != ("run",):
        return None
    directory = _directory(state)
    environment = environments.pipenv(directory, state)
    has_file = not state.fs.lookup(paths.join(directory, ".env")).no
    lost = "it may read variables from .env" if has_file else ""
    scripts = project.read(directory, state).scripts
    return inside.launch(invocation.arguments[1:], environment, scripts, lost=lost)
