"""conda, mamba, micromamba: environments of packages that are not the distribution's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import inside, interpreter, running
from dockerize_ms.ecosystems.pythonic.manifest import source
from dockerize_ms.ecosystems.pythonic.record import Installed
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_CONDA = Options(
    "-n|--name: -p|--prefix: -f|--file: -c|--channel: -y|--yes -q|--quiet -v --override-channels"
    " --freeze-installed --no-deps --no-update-deps --update-deps --update-all --all|-a -S"
    " --strict-channel-priority --no-channel-priority --json --debug --offline --copy --force"
    " --force-reinstall --solver: --experimental-solver: --clone: --prune --no-pin --dry-run|-d"
    " -t|--tarballs -i --packages -l --index-cache --download-only -k|--insecure --no-pyc"
    " --no-default-packages --use-index-cache --no-rc --live-stream --no-capture-output"
    " -r|--root-prefix: --cwd: --category: --experimental --platform: --always-yes"
)
_RUN = Options(
    "-n|--name: -p|--prefix: -v --no-capture-output --live-stream --cwd: -a|--attach: --dev",
    stops=True,
)
CACHE = "downloaded packages"


@handles("conda", "mamba", "micromamba")
def conda(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Packages go to the root environment, or to one by name or prefix."""
    words = invocation.arguments
    env = words[:1] == ("env",)
    command = (words[1] if env and len(words) > 1 else words[0]) if words else ""
    if command == "run":
        yield from _run(words[1:], state)
        return
    arguments = _CONDA.read(words[2:] if env else words[1:])
    root = _root(state)
    if command in ("install", "create", "update", "upgrade", "remove", "uninstall"):
        yield from _change(command, env, arguments, invocation, state)
    elif command == "clean":
        yield fx.WritesTree(path=paths.join(root, "pkgs"), build_only=CACHE)
    elif command in ("init", "config"):
        yield fx.Configures()
    elif command in ("info", "list", "search", "activate", "deactivate", "shell", "export", ""):
        return
    else:
        yield inside.unknown("conda", command, root, state.cwd)


def _root(state: State) -> str:
    given = state.env.get("MAMBA_ROOT_PREFIX") or state.env.get("CONDA_DIR")
    if given:
        return place(state, given)
    for directory in state.env.get("PATH", "").split(":"):
        if re.search(r"(conda|mamba|miniforge)\d?/(bin|condabin)$", directory):
            return directory.rpartition("/")[0]
    return "/opt/conda"


def _prefix(arguments: Arguments, state: State, name: str = "") -> str:
    root = _root(state)
    if given := arguments.value("-p"):
        return place(state, given)
    name = arguments.value("-n") or name
    if name in ("", "base", "root"):
        return root
    return paths.join(root, "envs", name)


def _change(
    command: str, env: bool, arguments: Arguments, invocation: Invocation, state: State
) -> Iterator[Effect]:
    files = arguments.values("-f")
    if env and not files:
        files = ["environment.yml"]
    for word in files:
        yield fx.Reads(path=place(state, word))
    prefix = _prefix(arguments, state, _named(files, state) if env else "")
    environment = interpreter.own(prefix)
    yield fx.WritesTree(path=prefix, replaces=command != "create")
    if command == "create" and HOLE not in prefix:
        yield fx.WritesFile(path=environment.python, executable=True)
    if prefix != _root(state):
        yield fx.WritesTree(path=paths.join(_root(state), "pkgs"), build_only=CACHE)
    unread = (*(place(state, word) for word in files), *arguments.operands)
    yield Installed(path=prefix, unread=unread)


def _named(files: list[str], state: State) -> str:
    """The name that an environment file gives."""
    for word in files:
        file = source(place(state, word), state)
        match = re.search(r"^name:[ \t]*['\"]?([\w.-]+)", file.text, re.MULTILINE) if file else None
        if match:
            return match[1]
    return HOLE


def _run(words: tuple[str, ...], state: State) -> Iterator[Effect]:
    arguments = _RUN.read(words)
    environment = interpreter.own(_prefix(arguments, state))
    yield from inside.runs(arguments.operands, environment, state, {})


@needs("conda", "mamba", "micromamba")
def running_in(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """``conda run``: conda itself, its environments and what is run."""
    yield nd.NeedsPath(path=_root(state), by=invocation.evidence())
    yield from running.program(invocation, state)
