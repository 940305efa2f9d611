"""npx, corepack and bun."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.javascript import globals as programs
from dockerize_ms.ecosystems.javascript import manifest as manifests
from dockerize_ms.ecosystems.javascript import running, tables
from dockerize_ms.ecosystems.javascript.application import application, manager_needs
from dockerize_ms.ecosystems.javascript.installing import CACHE, Install, installed
from dockerize_ms.ecosystems.javascript.words import after, read
from dockerize_ms.ecosystems.javascript.workspaces import project
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.model.remedies import Cache

_DOWNLOADS = Cache(name="bun", native=True)
_NPX = Options(
    "-p|--package: -c|--call: -y|--yes? --no-install --no --prefer-offline -q|--quiet --cache:"
    " --ignore-existing -n|--node-arg: -w|--workspace: -v|--version -h|--help",
    stops=True,
)
_BUN = Options(
    "--cwd: --production|-p? --frozen-lockfile? --ignore-scripts? -g|--global? --no-save -d|--dev"
    " -D --filter: --watch --hot -b|--bun --outdir: --outfile: --target: --minify --sourcemap?"
    " --compile --splitting --external|-e: --preload|-r: --env-file: -v|--version -h|--help"
    " --silent"
)


@handles("npx")
def npx(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a program of the project, or one that it fetches into npm's cache."""
    arguments = _NPX.read(invocation.arguments)
    found = project(state.cwd, state.fs)
    yield fx.WritesTree(path=paths.join(state.home, ".npm"), build_only=CACHE)
    call = arguments.value("--call", "-c")
    if call:
        yield running.local(("sh", "-c", call), found.directory, state)
    elif arguments.operands:
        words = (program(arguments.operands[0]), *arguments.operands[1:])
        yield running.local(words, found.directory, state)


def program(word: str) -> str:
    """The command that ``name@version`` or ``@scope/name`` runs."""
    name = programs.package_name(word)
    if not name or (name == word and name[:1] != "@"):
        return word
    return tables.commands_of(name)[0]


@handles("corepack")
def corepack(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes yarn and pnpm available, in versions that it fetches into its own cache.

    The links are made anew in any image that has corepack.
    """
    words = [word for word in invocation.arguments if word[:1] != "-"]
    home = state.env.get("COREPACK_HOME") or paths.join(state.home, ".cache/node/corepack")
    match words[:1]:
        case ["enable"]:
            yield from _shims(words[1:], invocation, state)
        case ["disable"]:
            return
        case ["prepare" | "install" | "use" | "up" | "hydrate"]:
            yield fx.WritesTree(path=home, programs=("yarn", "yarnpkg", "pnpm", "pnpx"))
        case ["yarn" | "pnpm" | "npm" | "npx"]:
            yield fx.WritesTree(path=home, programs=("yarn", "yarnpkg", "pnpm", "pnpx"))
            at = invocation.arguments.index(words[0])
            yield fx.Runs(argv=invocation.arguments[at:])
        case _:
            yield fx.Configures()


_SHIMS = {"yarn": ("yarn", "yarnpkg"), "pnpm": ("pnpm", "pnpx"), "npm": ("npm", "npx")}
_SHIM = "../lib/node_modules/corepack/dist"


def _shims(names: list[str], invocation: Invocation, state: State) -> Iterator[Effect]:
    """Links beside corepack itself (or in a directory that is named) to its own scripts."""
    given = Options("--install-directory:").read(invocation.arguments).value("--install-directory")
    top = programs.prefixes(project("/", state.fs), state)[0]
    directory = state.path(given) if given else paths.join(top, "bin")
    target = paths.join(top, "bin", _SHIM) if given else _SHIM
    for name in [word for word in names if word in _SHIMS] or ["yarn", "pnpm"]:
        for command in _SHIMS[name]:
            path = paths.join(directory, command)
            yield fx.Links(path=path, target=f"{target}/{command}.js")


@handles("bun", "bunx")
def bun(invocation: Invocation, state: State) -> Iterator[Effect]:
    """bun as a package manager, a runner of scripts and a bundler."""
    if invocation.name == "bunx":
        yield from npx(invocation, state)
        return
    words = read(invocation.arguments, _BUN)
    base = state.path(words.options.value("--cwd") or ".")
    found = project(base, state.fs)
    match words.verb:
        case "install" | "i" | "add" | "a" | "remove" | "rm" | "update" | "ci":
            if words.flag("-g"):
                top = paths.join(state.home, ".bun/install/global")
                bins = (paths.join(state.home, ".bun/bin"),)
                yield from programs.installed(words.operands, (top,), "node_modules", bins)
                return
            cache = paths.join(state.home, ".bun/install/cache")
            locks = () if words.flag("--frozen-lockfile") else ("bun.lock", "bun.lockb")
            yield from installed(
                Install(project=found, locks=locks, caches={cache: _DOWNLOADS}), state
            )
            if found.manifest is not None and not words.flag("--ignore-scripts"):
                names = ("preinstall", "install", "postinstall", "prepare")
                yield from running.events(found.manifest, names, state)
        case "build":
            yield from _bundle(
                words.options.value("--outdir"), words.options.value("--outfile"), state
            )
        case "x":
            yield fx.Runs(argv=("npx", *after(invocation.arguments, "x")))
        case "" | "pm" | "upgrade" | "completions" | "test" | "outdated":
            yield fx.Configures()
        case _:
            name = words.operands[0] if words.verb == "run" and words.operands else words.verb
            extra = after(invocation.arguments, name)
            if found.manifest is not None and name in found.manifest.scripts:
                yield from running.script(found.manifest, name, state, extra)
            else:
                reason = f"bun {name}: a program of the project"
                yield fx.Opaque(reason=reason, below=(found.root,))


def _bundle(directory: str | None, file: str | None, state: State) -> Iterator[Effect]:
    if directory is not None:
        yield fx.WritesTree(path=state.path(directory))
    elif file is not None:
        yield fx.WritesFile(path=state.path(file))


@needs("npx", "bunx", "corepack")
def npx_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """What it runs is followed; npx itself runs in Node, in the project."""
    yield nd.NeedsCommand(name="node", by=invocation.evidence())
    yield nd.NeedsPath(
        path=paths.join(project(state.cwd, state.fs).directory, manifests.NAME),
        optional=True,
        by=invocation.evidence(),
    )


@needs("bun")
def bun_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """bun runs code of the project, TypeScript too; it needs no Node."""
    words = read(invocation.arguments, _BUN)
    if words.verb in ("install", "i", "add", "build"):
        yield from manager_needs(invocation, state, state.cwd, words.verb)
    elif words.verb:
        yield from application(
            state.path(words.options.value("--cwd") or "."), invocation.evidence(), state
        )
