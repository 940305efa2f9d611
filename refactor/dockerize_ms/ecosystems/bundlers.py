"""Bundlers, frameworks and site generators: ``node_outputs.ini`` says what each makes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from dockerize_ms.ecosystems import tables
from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.javascript import manifest
from dockerize_ms.ecosystems.javascript.application import application
from dockerize_ms.ecosystems.javascript.configuration import Configured
from dockerize_ms.ecosystems.javascript.workspaces import project
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.text import HOLE

_Row = Mapping[str, tuple[str, ...]]
_CACHE = "a cache of the bundler"
_MAP = "a map for debuggers"
_COMMON = (
    " --mode|-m: --config|-c: --base: --logLevel|-l: --env: --port|-p: --host|-H? --entry:"
    " --target:"
    " --format|-f: --name|-n: --external|-e: --plugin: --input|-i: --presets: --plugins:"
    " --extensions|-x:"
    " --ignore: --only: --watch|-w? --minify? --sourcemap|--source-map? --clean? --silent|-s"
    " --quiet"
    " --progress? --hot? --analyze? --no-lint --debug? --profile? --turbo --turbopack --webpack"
    " --experimental-app-only --lib? --modern? --report? --dest: --define: --loader: --platform:"
    " --bundle --splitting --tsconfig: --hostname: --standalone? --spa --ssr? --prefix-paths"
    " --public-url: --no-cache --use: --transform|-t: -g: -u: -b: --comments --compress? --mangle?"
    " --verbose --help|-h --version|-v --dotenv: --preset: --locale: --input-dir: --file-ext:"
)


BUNDLERS = (
    "vite", "webpack", "webpack-cli", "webpack-command", "rspack", "rsbuild", "rslib", "rollup",
    "esbuild", "parcel", "tsup", "tsup-node", "tsdown", "unbuild", "mkdist", "obuild",
    "microbundle", "microbundle-crl", "tsdx", "pkgroll", "bunchee", "ncc", "swc", "babel",
    "browserify", "uglifyjs", "terser", "cleancss", "minify", "tailwindcss", "tailwind", "svgo",
    "postcss", "html-minifier", "html-minifier-terser", "next", "nuxt", "nuxt-ts", "nuxi",
    "nuxt-cli", "nuxt-start", "nitro", "nitropack", "vinxi", "react-scripts", "react-app-rewired",
    "react-scripts-ts", "craco", "vue-cli-service", "svelte-kit", "astro", "gatsby", "remix",
    "react-router", "remix-serve", "react-router-serve", "docusaurus", "vitepress", "vuepress",
    "docsify", "eleventy", "hexo", "gitbook", "storybook", "sb", "build-storybook",
    "start-storybook", "ember", "umi", "max", "dumi", "ice", "razzle", "quasar", "ionic",
    "stencil", "expo", "strapi", "medusa", "keystone", "payload", "mix", "encore", "snowpack",
    "wmr", "webpack-dev-server", "vendure", "directus", "n8n", "node-red", "parse-server",
    "probot", "hubot", "sails", "egg-scripts", "moleculer-runner"
)  # fmt: skip


@handles(*BUNDLERS)
def bundler(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a build writes; a server writes nothing that an image keeps."""
    top = project(state.cwd, state.fs)
    if state.fs.lookup(paths.join(top.directory, manifest.NAME)).no:
        yield fx.Opaque(reason=f"another program by the name of {invocation.name}")
        return
    row = _row(invocation.name)
    arguments = _options(row).read(invocation.arguments)
    if arguments.has("--help", "--version"):
        return
    kind, operands = _kind(row, arguments)
    if kind == "build":
        yield from _build(invocation, row, arguments, operands, state)
    elif kind == "":
        yield fx.Opaque(reason=f"{invocation.text[:60]} is not known", below=(top.root,))


def _row(name: str) -> _Row:
    return next((r.words for r in tables.read("node_outputs") if name in r.words["commands"]), {})


def _options(row: _Row) -> Options:
    """The tool's own options take values first; of the common ones what is left."""
    own = [*row.get("options", ()), *row.get("files", ()), *row.get("config", ())]
    spec = " ".join(f"{name}:" for name in own)
    common = " ".join(
        part for part in _COMMON.split() if not set(part.strip(":?").split("|")) & set(own)
    )
    return Options(f"{spec} {common}")


def _kind(row: _Row, arguments: Arguments) -> tuple[str, tuple[str, ...]]:
    """ "build", "serve", "start", "quiet" or "" (not known), and the operands that are left."""
    first = arguments.operands[0] if arguments.operands else "-"
    for kind in ("build", "serve", "start", "quiet"):
        if first in row.get(kind, ()) and first != "-":
            return kind, arguments.operands[1:]
    for kind in ("build", "serve", "start"):
        if "-" in row.get(kind, ()):
            return kind, arguments.operands
    return ("serve" if set(row) == {"commands"} else ""), arguments.operands


def _build(
    invocation: Invocation,
    row: _Row,
    arguments: Arguments,
    operands: tuple[str, ...],
    state: State,
) -> Iterator[Effect]:
    found = project(state.cwd, state.fs)
    home = found.directory
    if "root" in row and operands and state.fs.lookup(state.path(operands[0])).kind == "dir":
        home = state.path(operands[0])
    files = arguments.values(*row.get("files", ()))
    given = arguments.values(*row.get("options", ()))
    for word in files:
        yield fx.WritesFile(path=state.path(word))
        yield fx.WritesFile(path=f"{state.path(word)}.map", maybe=True, build_only=_MAP)
    for name in row.get("caches", ()):
        yield fx.WritesTree(path=paths.join(home, name), build_only=_CACHE)
    yield fx.WritesTree(path=paths.join(found.root, "node_modules/.cache"), build_only=_CACHE)
    yield fx.Calls(name="node")
    if not files or given:
        yield from _written(invocation, row, arguments, given, home, state)
    yield from _further(invocation, home, operands, state)


def _written(
    invocation: Invocation,
    row: _Row,
    arguments: Arguments,
    given: list[str],
    home: str,
    state: State,
) -> Iterator[Effect]:
    """Directories of the result: options, variables, the configuration, then the default."""
    places = given or [v for name in row.get("variables", ()) if (v := state.env.get(name))]
    config = arguments.value(*row.get("config", ())) or ""
    configured = Configured(
        home, row.get("configs", ()), state.fs, "" if HOLE in config else config
    )
    if not places and (row.get("keys") or config):
        read = [configured.values(key) for key in row.get("keys", ())]
        if configured.missing or any(values is None for values in read):
            reason = f"the configuration of {invocation.name} is not literal"
            yield fx.Opaque(reason=reason, below=(project(home, state.fs).root,))
            return
        places = [value for values in read for value in values or ()]
        if row.get("keys", ())[:1] == ("dir",):
            places = [posixpath.dirname(p) if "." in posixpath.basename(p) else p for p in places]
    root = next(iter(configured.values("root") or ()), "") if invocation.name == "vite" else ""
    base = paths.join(home, root) if places and not given else state.cwd if given else home
    for place in places or row.get("outputs", ()):
        where = paths.join(base, place) if place[:1] != HOLE else paths.join(home, HOLE)
        yield fx.WritesTree(path=where, maybe=not places and len(row.get("outputs", ())) > 1)
    for name in row.get("also", ()):
        yield fx.WritesTree(path=paths.join(home, name), maybe=True)


def _further(
    invocation: Invocation, home: str, operands: tuple[str, ...], state: State
) -> Iterator[Effect]:
    """What the settings of a framework add to its usual output."""
    if invocation.name == "next":
        configured = Configured(home, ("next.config.*",), state.fs)
        if configured.says(r"\boutput\s*:\s*['\"`]export|exportPathMap"):
            yield fx.WritesTree(path=paths.join(home, "out"))
        yield fx.WritesFile(path=paths.join(home, "next-env.d.ts"), build_only=_CACHE, maybe=True)
        yield fx.WritesTree(path=paths.join(home, ".next/cache"), build_only=_CACHE)
    elif invocation.name == "vite" and state.fs.lookup(paths.join(home, "svelte.config.js")).yes:
        yield from _adapted(home, state)


def _adapted(home: str, state: State) -> Iterator[Effect]:
    """Where the adapters of SvelteKit put a site or a server."""
    configured = Configured(home, ("svelte.config.*",), state.fs)
    read = [configured.values(key) for key in ("pages", "assets", "out")]
    if None in read:
        yield fx.Opaque(reason="svelte.config.js is not literal", below=(home,))
    places = {place for values in read for place in values or ()}
    for place in sorted(places | {"build", ".svelte-kit"}):
        yield fx.WritesTree(path=paths.join(home, place), maybe=True)


@needs(*BUNDLERS)
def bundler_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """A build or a development server needs the toolchain; what serves a build, the project."""
    row = _row(invocation.name)
    kind, operands = _kind(row, _options(row).read(invocation.arguments))
    by = invocation.evidence()
    name = " ".join((invocation.name, *invocation.arguments[:1]))
    if kind == "build":
        advice = "build in the image: `RUN` it before CMD"
        yield nd.RunsBuild(by=by, what=name, advice=advice, fetches=False)
    elif kind == "serve":
        yield nd.RunsBuild(
            by=by,
            what=f"{name}, a development server",
            advice="it compiles at run time: build in the image and serve what that makes",
            fetches=False,
            develops=True,
        )
    elif kind != "quiet":
        yield nd.NeedsCommand(name="node", by=by)
        home = state.cwd
        if "root" in row and operands and state.fs.lookup(state.path(operands[0])).kind == "dir":
            home = state.path(operands[0])
        yield from application(home, by, state)


__all__ = ["bundler", "bundler_needs"]
