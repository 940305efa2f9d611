"""tsc, and what compiles through it: nest, ng."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.javascript import jsonc, tsconfig
from dockerize_ms.ecosystems.javascript.tsconfig import Settings
from dockerize_ms.ecosystems.javascript.workspaces import project
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.text import HOLE

_TSC = Options(
    "--project|-p: --build|-b --outDir: --outFile: --rootDir: --noEmit? --watch|-w? --target|-t:"
    " --module|-m: --lib: --jsx: --declaration|-d? --declarationDir: --emitDeclarationOnly?"
    " --incremental|-i? --tsBuildInfoFile: --skipLibCheck? --sourceMap? --strict?"
    " --esModuleInterop?"
    " --moduleResolution: --types: --typeRoots: --baseUrl: --force|-f --clean --verbose --dry"
    " --init --version|-v --help|-h --all --showConfig --listFiles --pretty? --allowJs? --checkJs?"
    " --noEmitOnError? --removeComments? --resolveJsonModule? --composite? --diagnostics"
    " --extendedDiagnostics --preserveWatchOutput --locale: --stripInternal?",
    words=True,
)
_INFO = "tsc's notes for its next run"
_BESIDE = "compiled beside their sources"


@handles("tsc", "ttsc", "tspc", "vue-tsc", "tsc-silent", "ngc", "glint", "svelte-check")
def tsc(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Compiles to ``outDir``; without one, beside the sources."""
    arguments = _TSC.read(invocation.arguments)
    if arguments.has("--version", "--help", "--all", "--showConfig", "--clean", "--dry"):
        return
    if arguments.has("--init"):
        yield fx.WritesFile(path=state.path("tsconfig.json"), build_only="settings of tsc")
        return
    if arguments.value("--noEmit") in ("", "true"):
        return
    yield fx.Calls(name="node")
    for settings in _settings(arguments, state):
        yield from compiled(settings, arguments, state)


def _settings(arguments: Arguments, state: State) -> Iterator[Settings]:
    if arguments.has("--build"):
        for word in arguments.operands or ("tsconfig.json",):
            yield from tsconfig.with_references(state.path(word), state.fs)
        return
    given = arguments.value("--project")
    if given is None and arguments.operands:
        yield Settings(path=state.path("x"), include=_directories(arguments.operands, state))
        return
    path = state.path(given) if given else _nearest(state)
    if not path.endswith(".json"):
        path = paths.join(path, "tsconfig.json")
    yield tsconfig.load(path, state.fs) or Settings(path=path, known=False)


def _nearest(state: State) -> str:
    """tsc looks for its configuration here and above."""
    directory = state.cwd
    while directory != "/":
        if state.fs.lookup(paths.join(directory, "tsconfig.json")).yes:
            break
        directory = posixpath.dirname(directory)
    return paths.join(directory if directory != "/" else state.cwd, "tsconfig.json")


def _directories(words: tuple[str, ...], state: State) -> tuple[str, ...]:
    return tuple(dict.fromkeys(posixpath.dirname(state.path(word)) for word in words))


def compiled(settings: Settings, arguments: Arguments, state: State) -> Iterator[Effect]:
    """What one configuration makes, with the options of the command line over it."""
    if settings.flag("noEmit") and not arguments.has("--outDir", "--outFile"):
        return
    if not state.fs.lookup(settings.path).no:
        yield fx.Reads(path=settings.path)
    root = project(settings.directory, state.fs).root
    given = arguments.value("--outDir")
    directory = state.path(given) if given else settings.text("outDir")
    file = arguments.value("--outFile")
    target = state.path(file) if file else settings.text("outFile")
    if settings.flag("incremental") or settings.flag("composite") or arguments.has("--build"):
        info = settings.text("tsBuildInfoFile")
        stem = posixpath.basename(settings.path).removesuffix(".json")
        places = [info] if info else [settings.directory, *([directory] if directory else [])]
        for place in places:
            path = place if info else paths.join(place, f"{stem}.tsbuildinfo")
            yield fx.WritesFile(path=path, build_only=_INFO, maybe=not info)
    for name in ("declarationDir",):
        value = arguments.value(f"--{name}")
        path = state.path(value) if value else settings.text(name)
        if path:
            yield fx.WritesTree(path=path, build_only="type declarations")
    if target:
        yield fx.WritesFile(path=target)
    elif directory and HOLE not in directory:
        yield fx.WritesTree(path=directory)
    elif not settings.known or HOLE in directory:
        path = settings.path.replace(HOLE, "…")
        yield fx.Opaque(reason=f"tsc: {path} cannot be read whole", below=(root,))
    elif not settings.references or settings.include:
        yield from _beside(settings, root)


def _beside(settings: Settings, root: str) -> Iterator[Effect]:
    """Without an output directory the result lies beside each source."""
    for path in settings.include if settings.include is not None else (settings.directory,):
        yield fx.WritesTree(path=path if paths.within(path, root) else root)


_NEST = Options(
    "-c|--config: -p|--path: -w|--watch --watchAssets -b|--builder: --webpack? --webpackPath: --tsc"
    " --type-check --preserveWatchOutput --all -d|--debug? -e|--exec: --entryFile: --sourceRoot:"
    " --env-file: --no-shell --shell"
)


@handles("nest")
def nest(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``nest build`` compiles with tsc or a bundler, to ``outDir`` in both cases."""
    arguments = _NEST.read(invocation.arguments)
    if arguments.operands[:1] not in (("build",), ("start",)):
        if arguments.operands[:1] in (("generate",), ("g",), ("new",), ("n",), ("add",)):
            yield fx.Opaque(reason="nest generates sources", below=(state.cwd,))
        return
    found = project(state.cwd, state.fs)
    read = jsonc.read_object(state.fs.read(paths.join(found.directory, "nest-cli.json")))
    own = read.get("compilerOptions")
    named = own.get("tsConfigPath") if isinstance(own, dict) else None
    given = arguments.value("--path") or (named if isinstance(named, str) else None)
    first = ("tsconfig.build.json", "tsconfig.json") if given is None else (given,)
    paths_ = [paths.join(found.directory, name) for name in first]
    path = next((p for p in paths_ if state.fs.read(p) is not None), paths_[-1])
    settings = tsconfig.load(path, state.fs)
    yield fx.Calls(name="node")
    yield fx.WritesTree(path=paths.join(found.directory, "dist"), maybe=settings is not None)
    if settings is not None:
        yield from compiled(settings, _TSC.read(()), state)
    projects = read.get("projects")
    if isinstance(projects, dict) and projects:
        yield fx.WritesTree(path=paths.join(found.directory, "dist"))


@needs("nest")
def nest_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """``nest start`` compiles first, whatever its options."""
    yield nd.RunsBuild(
        by=invocation.evidence(),
        what=" ".join((invocation.name, *invocation.arguments[:1])),
        advice="it compiles at every start: `RUN nest build` and start `node dist/main`",
    )


_NG = Options(
    "--configuration|-c: --prod? --output-path: --project: --base-href: --deploy-url: --aot?"
    " --build-optimizer? --source-map? --watch? --port: --host: --env: --environment: --target:"
    " --output-hashing: --localize? --progress? --named-chunks? --stats-json? --progress? --ssr?"
)


@handles("ng", "ng-packagr")
def angular(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``ng build`` writes to ``outputPath`` of angular.json, by default ``dist/PROJECT``."""
    arguments = _NG.read(invocation.arguments)
    found = project(state.cwd, state.fs)
    verb = arguments.operands[0] if arguments.operands else ""
    if verb in ("build", "b", "run", "") and not (verb == "" and invocation.name == "ng"):
        yield fx.Calls(name="node")
        yield fx.WritesTree(path=paths.join(found.root, ".angular"), build_only="Angular's cache")
        given = arguments.value("--output-path")
        read = _output_paths(found.root, state)
        places = [given] if given else read
        for place in places if places is not None else ():
            yield fx.WritesTree(path=paths.join(found.root, place))
        if verb == "run" or places is None:
            reason = f"ng {verb}: angular.json does not tell what it writes"
            yield fx.Opaque(reason=reason, below=(found.root,))
    elif verb in ("generate", "g", "add", "update", "new", "xi18n", "extract-i18n", "deploy"):
        yield fx.Opaque(reason=f"ng {verb} changes sources", below=(found.root,))


def _output_paths(directory: str, state: State) -> list[str] | None:
    """The output paths of all projects; ``dist`` for those without; None if one is no text."""
    names = ("angular.json", ".angular.json", ".angular-cli.json")
    content = next((c for n in names if (c := state.fs.read(paths.join(directory, n)))), None)
    if content is None:
        return None if state.fs.read(paths.join(directory, "package.json")) is None else ["dist"]
    found: list[str] = []
    queue: list[object] = [jsonc.read(content)]
    for _ in range(5_000):
        if not queue:
            break
        value = queue.pop()
        if isinstance(value, list):
            queue += value
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key in ("outputPath", "outDir") and not _is_path(inner):
                    return None
                found += [_path(inner)] if key in ("outputPath", "outDir") else []
                queue.append(inner)
    return list(dict.fromkeys(found)) or ["dist"]


def _is_path(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, dict) and isinstance(value.get("base"), str)
    )


def _path(value: object) -> str:
    return str(value.get("base")) if isinstance(value, dict) else str(value)


@needs("ng", "tsc", "ttsc", "tspc", "vue-tsc", "ngc", "ng-packagr")
def compiler_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """Compiling or serving sources when the container starts needs the toolchain."""
    name = " ".join((invocation.name, *invocation.arguments[:1]))
    serves = invocation.name == "ng" and invocation.arguments[:1] in (("serve",), ("s",))
    yield nd.RunsBuild(
        by=invocation.evidence(),
        what=f"{name}, a development server" if serves else name,
        advice="build in the image and start, or serve, what that makes",
        fetches=False,
        develops=serves,
    )
