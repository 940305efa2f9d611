"""pip: installs packages into the environment of the Python that it belongs to.

Rules from ``pip --help``, the pip documentation, and what Debian, Alpine and the Red Hat
family patch of where packages go.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import asking, installing, interpreter, requirements
from dockerize_ms.ecosystems.pythonic.installing import CACHE
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.running import program
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

PACKED = "files of packages, which a later install reads"

_GENERAL = (
    "-h|--help -V|--version -v|--verbose -q|--quiet --debug --isolated --require-virtualenv"
    " --python: --log: --no-input --keyring-provider: --proxy: --retries: --timeout:"
    " --exists-action: --trusted-host: --cert: --client-cert: --cache-dir: --no-cache-dir"
    " --disable-pip-version-check --no-color --no-python-version-warning --use-feature:"
    " --use-deprecated: --resume-retries: --default-timeout:"
)
_PIP = Options(_GENERAL, stops=True)
_INSTALL = Options(
    _GENERAL + " -r|--requirement: -c|--constraint: -e|--editable: -t|--target: --user --no-user"
    " --root: --prefix: --src: -U|--upgrade --upgrade-strategy: --force-reinstall"
    " -I|--ignore-installed --ignore-requires-python --no-build-isolation --use-pep517"
    " --no-use-pep517 --config-settings|-C: --global-option: --install-option: --compile"
    " --no-compile --no-warn-script-location --no-warn-conflicts --no-binary: --only-binary:"
    " --prefer-binary --require-hashes --progress-bar: --root-user-action: --report: --dry-run"
    " -i|--index-url|--pypi-url: --extra-index-url: --no-index -f|--find-links: --pre --no-deps"
    " --no-clean --break-system-packages --process-dependency-links --allow-external:"
    " --allow-unverified: --allow-all-external --no-allow-insecure -d|--download|--dest:"
    " --build|-b: -w|--wheel-dir: --platform: --python-version: --implementation: --abi:"
    " --check-build-dependencies --group: --egg --no-verify -y|--yes --build-option:"
    " --use-wheel --no-use-wheel -s --build-constraint: --uploaded-prior-to:"
)
_SILENT = (
    "list",
    "show",
    "freeze",
    "check",
    "search",
    "help",
    "hash",
    "debug",
    "index",
    "inspect",
    "completion",
    "lock",
)


@handles("pip", "pip3", "pip2")
def pip(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a pip command does."""
    environment = interpreter.environment(invocation.called, state)
    yield from run(invocation.arguments, environment, invocation, state)


def run(
    words: tuple[str, ...], environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    """What pip does with these words for an environment (also ``python -m pip …``)."""
    general = _PIP.read(words)
    if not general.operands:
        return
    if chosen := general.value("--python"):
        environment = interpreter.environment(chosen, state)
    command, *rest = general.operands
    arguments = _INSTALL.read(rest)
    switches = structs.replace(arguments, options=(*general.options, *arguments.options))
    if command == "install":
        yield from _install(switches, environment, invocation, state)
    elif command in ("download", "wheel"):
        yield from _wheels(command, switches, environment, invocation, state)
    elif command == "uninstall":
        yield from installing.uninstalled(environment, _removed(switches, environment, state))
    elif command == "cache":
        yield fx.WritesTree(
            path=asking.cache(switches, state) or interpreter.home(state), build_only=CACHE
        )
    elif command == "config":
        yield fx.Configures(path=paths.join(interpreter.home(state), ".config", "pip"))
    elif command not in _SILENT:
        yield fx.Opaque(reason=f"pip {command} is not known", below=(state.cwd, *environment.trees))


def _removed(arguments: Arguments, environment: Environment, state: State) -> list[str]:
    """The names of what is uninstalled; a hole for a list that cannot be read."""
    listed = requirements.read(arguments.values("-r"), state, environment.minor)
    names = [requirement.name or HOLE for requirement in listed.requirements]
    return [*arguments.operands, *names, *(HOLE for _ in listed.unreadable)]


def _install(
    arguments: Arguments, environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    if arguments.has("--dry-run"):
        return
    if directory := arguments.value("-d"):
        yield fx.WritesTree(path=place(state, directory))
        return
    target = asking.destination(arguments, environment, state)
    yield from installing.effects(asking.wanted(arguments, target, invocation, state), state)


def _wheels(
    command: str,
    arguments: Arguments,
    environment: Environment,
    invocation: Invocation,
    state: State,
) -> Iterator[Effect]:
    """Files of packages in a directory, for an install that comes later."""
    install = asking.wanted(arguments, environment, invocation, state)
    for path in install.files:
        yield fx.Reads(path=path)
    option = arguments.value("-d" if command == "download" else "-w")
    yield fx.WritesTree(path=place(state, option or "."), build_only=PACKED if option else "")
    if install.cache:
        yield fx.WritesTree(path=install.cache, build_only=CACHE)
    yield from installing.calls(install, state)


@needs("pip", "pip3", "pip2", "pip-sync", "pip-compile", "easy_install", "pipx")
def installing_at_start(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """A container that installs packages builds when it starts."""
    words = _PIP.read(invocation.arguments).operands
    command = words[0] if words else ""
    if invocation.name in ("pip", "pip3", "pip2") and command not in (
        "install",
        "wheel",
        "download",
    ):
        yield from program(invocation, state)
        return
    yield nd.RunsBuild(
        by=invocation.evidence(),
        what=f"{invocation.name} {command}".strip(),
        advice="it installs when the container starts: install the packages in the image",
    )
