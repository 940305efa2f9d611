"""Virtual environments: ``python -m venv``, virtualenv; and pip-tools, pipx, easy_install."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import asking, environments, installing, interpreter
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_VENV = Options(
    "--system-site-packages --symlinks --copies --clear --upgrade --without-pip --prompt:"
    " --upgrade-deps --without-scm-ignore-files -p|--python: -q -v --always-copy --no-download"
    " --download --pip: --setuptools: --wheel: --no-pip --no-setuptools --no-wheel --seeder:"
    " --no-site-packages --never-download --app-data: --reset-app-data --creators: --no-vcs-ignore"
    " --extra-search-dir: --activators: --discovery: --no-periodic-update --relocatable"
)


@handles("venv", "virtualenv", "pyvenv")
def venv(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes environments in directories of their own."""
    arguments = _VENV.read(invocation.arguments)
    chosen = arguments.value("-p")
    home = interpreter.environment(chosen or "python3", state)
    for word in arguments.operands:
        yield from environments.made(place(state, word), home)


@handles("pip-sync", "pip-compile")
def pip_tools(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``pip-sync`` installs what its files list and removes all else; ``pip-compile`` lists."""
    arguments = Options(
        "-o|--output-file: -q -v -n|--dry-run --pip-args: --user --python-executable: -a|--ask"
        " --index-url|-i: --extra-index-url: --extra: --resolver: --upgrade|-U -P:"
        " --find-links|-f: --trusted-host: --cert: --client-cert: --config: --no-config --force"
        " --generate-hashes --no-header --no-annotate --allow-unsafe --strip-extras --all-extras"
    ).read(invocation.arguments)
    if invocation.name == "pip-compile":
        for word in arguments.operands:
            yield fx.Reads(path=place(state, word))
        output = arguments.value("-o") or _compiled(arguments)
        if output != "-":
            yield fx.WritesFile(path=place(state, output))
        return
    files = arguments.operands or ("requirements.txt",)
    environment = interpreter.environment("pip", state)
    read = Arguments(options=tuple(("-r", word) for word in files))
    install = asking.wanted(read, environment, invocation, state)
    install.replaces = True
    yield from installing.effects(install, state)


def _compiled(arguments: Arguments) -> str:
    source = arguments.operands[0] if arguments.operands else "requirements.in"
    if source.endswith(".in"):
        return source.removesuffix(".in") + ".txt"
    return "requirements.txt" if HOLE not in source else HOLE


@handles("pipx")
def pipx(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs tools into environments of their own, their programs into one directory."""
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if words[:1] not in (["install"], ["inject"], ["upgrade"], ["ensurepath"], ["install-all"]):
        if words:
            yield fx.Opaque(reason=f"pipx {words[0]}", below=(interpreter.home(state),))
        return
    if words[0] == "ensurepath":
        yield fx.Configures()
        return
    home = interpreter.home(state)
    top = state.env.get("PIPX_HOME") or paths.join(home, ".local", "share", "pipx")
    programs = state.env.get("PIPX_BIN_DIR") or paths.join(home, ".local", "bin")
    read = Arguments(operands=tuple(words[1:2]))
    install = asking.wanted(read, interpreter.own(place(state, top)), invocation, state)
    for effect in installing.effects(install, state):
        if not isinstance(effect, fx.WritesFile):  # below, in an environment for each tool
            yield effect
    for requirement in install.requirements:
        yield fx.WritesFile(
            path=paths.join(place(state, programs), requirement.name or HOLE), executable=True
        )


@handles("easy_install")
def easy_install(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What pip did before pip."""
    words = tuple(word for word in invocation.arguments if word[:1] != "-")
    environment = interpreter.environment(invocation.called, state)
    install = asking.wanted(Arguments(operands=words), environment, invocation, state)
    yield from installing.effects(install, state)
