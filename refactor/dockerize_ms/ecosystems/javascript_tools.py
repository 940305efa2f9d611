"""Small tools that package scripts call: runners, file tools, generators, checks."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems.arguments import Options, split
from dockerize_ms.ecosystems.javascript import manifest, running
from dockerize_ms.ecosystems.javascript.workspaces import followed, project
from dockerize_ms.ecosystems.places import is_glob
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, SourceMap

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)\Z", re.DOTALL)
_REPORT = "a report of a check"


@handles("cross-env", "cross-env-shell", "better-npm-run", "env-cmd-run")
def cross_env(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command with variables set; ``cross-env-shell`` a shell text."""
    words = list(invocation.arguments)
    variables: dict[str, str] = {}
    while words and (match := _ASSIGNMENT.match(words[0])):
        variables[match[1]] = match[2]
        words = words[1:]
    if not words:
        return
    if invocation.name.endswith("shell") or (len(words) == 1 and " " in words[0]):
        yield fx.Runs(source=SourceMap.literal(" ".join(words)), env=variables)
    else:
        yield fx.Runs(argv=tuple(words), env=variables)


_DOTENV = Options(
    "-e: -f|--file: -c? -v: -o|--override -p: --debug -x|--expand-envs -r: --no-override"
    " --fallback --silent --verbose --use-shell",
    stops=True,
)


@handles("dotenv", "env-cmd", "dotenvx", "wait-on-run", "dotenv-run")
def with_file(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command with the variables of a file, which are not looked at."""
    words = invocation.arguments
    behind = words.index("--") + 1 if "--" in words else 0
    words = words[behind:] if behind else _DOTENV.read(words).operands
    if words[:1] == ("run",):
        words = words[1:]
    if words and words[0].endswith(".env") and invocation.name == "env-cmd":
        words = words[1:]
    if words:
        yield fx.Runs(argv=words)


_RUN_ALL = Options(
    "-p|--parallel -s|--serial|--sequential -l|--print-label -n|--print-name -c|--continue-on-error"
    " --silent -r|--race --max-parallel: --npm-path: --aggregate-output -S"
)


@handles("npm-run-all", "npm-run-all2", "run-s", "run-p")
def run_all(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs the scripts whose names fit, in the order of package.json."""
    words = [word for word in invocation.arguments if word != "--"]
    owner = project(state.cwd, state.fs).manifest
    for word in _RUN_ALL.read(words).operands:
        name, *extra = word.split()[:20] or [""]
        for script in _fitting(name, owner):
            if owner is not None and script in owner.scripts:
                yield from running.script(owner, script, state, extra)
            else:
                yield fx.Runs(argv=("npm", "run", script))


def _fitting(pattern: str, owner: manifest.Manifest | None) -> list[str]:
    """``build:*`` is one level of names by colons, ``build:**`` any."""
    if "*" not in pattern or owner is None:
        return [pattern]
    levels = pattern.count(":")
    deep = "**" in pattern
    return [
        name
        for name in owner.scripts
        if fnmatchcase(name, pattern.replace("**", "*")) and (deep or name.count(":") == levels)
    ]


_CONCURRENTLY = Options(
    "-n|--names: -k|--kill-others --kill-others-on-fail -c|--prefix-colors: -p|--prefix: -r|--raw"
    " -l|--prefix-length: -m|--max-processes: -s|--success: --restart-tries: --restart-after:"
    " --name-separator: -g|--group --hide: --no-color -i|--handle-input --default-input-target:"
    " -t|--timestamp-format: -P|--passthrough-arguments --pad-prefix --timings --kill-timeout:"
    " --kill-signal: --shell: --allow-restart"
)


@handles("concurrently", "conc", "ttab", "parallelshell")
def concurrently(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs shell texts beside one another; ``npm:build`` is a script."""
    for word in _CONCURRENTLY.read(invocation.arguments).operands:
        for prefix in ("npm:", "yarn:", "pnpm:", "bun:"):
            if word.startswith(prefix):
                name, _, rest = word.removeprefix(prefix).partition(" ")
                owner = project(state.cwd, state.fs).manifest
                for script in _fitting(name, owner):
                    yield fx.Runs(source=SourceMap.literal(f"{prefix[:-1]} run {script} {rest}"))
                break
        else:
            yield fx.Runs(source=SourceMap.literal(word))


@handles("rimraf", "del", "del-cli", "trash-cli", "shx", "shjs", "mkdirp", "make-dir", "mkdirp-cli")
def file_tools(invocation: Invocation, state: State) -> Iterator[Effect]:
    """The shell's own commands in JavaScript: ``shx rm`` is ``rm``."""
    words = [word for word in invocation.arguments if word not in ("--glob", "-g", "--no-glob")]
    if invocation.name in ("rimraf", "del", "del-cli", "trash-cli"):
        operands = [word for word in words if word[:1] not in ("-", "!")]
        for word in operands:
            if "**" in word:
                top = paths.literal_ancestor(state.path(word))
                yield fx.Removes(path=paths.join(top, HOLE))
            else:
                yield fx.Runs(source=SourceMap.literal(f"rm -rf {_quoted(word)}"))
    elif invocation.name in ("mkdirp", "make-dir", "mkdirp-cli"):
        operands = [word for word in words if word[:1] != "-"]
        if operands:
            yield fx.Runs(argv=("mkdir", "-p", *operands))
    elif invocation.name == "shx" and words:
        yield fx.Runs(source=SourceMap.literal(" ".join(map(_quoted, words))))
    elif words:
        below = (project(state.cwd, state.fs).root,)
        yield fx.Opaque(
            reason=f"{invocation.name} {words[0]}: a program of the project", below=below
        )


def _quoted(word: str) -> str:
    """A word for the shell; its globs stay globs, since the tool expands them itself."""
    return word.replace(" ", "\\ ") if is_glob(word) else shlex.quote(word)


_COPY = Options(
    "-u|--up: -f|--flat -a|--all -e|--exclude: -E|--error -V|--verbose -F|--follow -s|--soft"
    " -C|--clean"
    " -L|--dereference --include-empty-dirs --no-initial -p|--preserve -t|--transform: --update"
    " -v -w|--watch --cwd: --rename: --parents --dot --flat -c|--command: -b|--base: --overwrite"
)


@handles(
    "copyfiles", "copyup", "cpx", "cpx2", "cpy", "ncp", "copy", "cp-cli", "recursive-copy-cli",
    "copy-files-from-to", "renamer", "move-file", "move-cli", "copy-node-modules", "sync-files",
    "cpr", "copyfiles-cli", "move-files", "replace-in-file", "replace", "json",
    "change-package-name"
)  # fmt: skip
def copies(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Copies files of the project to the directory that is named last."""
    arguments = _COPY.read(invocation.arguments)
    operands = arguments.operands
    below = (project(state.cwd, state.fs).root,)
    editing = invocation.name in ("replace", "replace-in-file", "json", "change-package-name")
    if len(operands) < 2 or editing or HOLE in operands[-1]:
        yield fx.Opaque(reason=f"{invocation.name} is not followed", below=below)
        return
    for word in operands[:-1]:
        yield fx.Reads(path=paths.literal_ancestor(state.path(word)))
    yield fx.WritesTree(path=state.path(operands[-1]))


@handles(
    "standard", "jshint", "jscs", "jest", "vitest",
    "mocha", "ava", "tap", "tape", "jasmine", "karma", "nyc", "c8", "istanbul", "cypress",
    "wdio", "protractor", "lint-staged", "commitlint", "depcheck", "madge", "license-checker",
    "npm-check", "npm-check-updates", "ncu", "audit-ci", "better-npm-audit", "size-limit",
    "bundlesize", "knip", "biome", "oxlint", "publint", "attw", "cucumber-js", "lighthouse",
    "pa11y",
    "nsp", "retire", "cspell", "alex", "wait-on", "wait-port", "is-ci",
    "check-node-version", "only-allow", "check-dependencies", "npm-force-resolutions", "ts-prune",
    "type-coverage", "typecheck", "tsd", "vls", "next-lint", "addlicense", "kill-port", "opener",
    "open-cli", "opencollective", "opencollective-postinstall", "semantic-release", "release-it",
    "standard-version", "greenkeeper-lockfile-update", "sort-package-json",
    "commitizen", "cz", "git-cz", "husky", "husky-init", "simple-git-hooks", "lefthook",
    "nodemon", "ts-node-dev", "tsnd", "node-dev", "supervisor", "node-supervisor", "tsc-watch",
    "babel-watch", "source-map-explorer", "webpack-bundle-analyzer", "graphql-inspector", "np"
)  # fmt: skip
def checks(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Linters, tests, waiting, releases: at most a report."""
    if invocation.name == "cypress" and invocation.arguments[:1] == ("install",):
        yield fx.WritesTree(path=paths.join(state.home, ".cache/Cypress"), build_only=_REPORT)
        return
    home = project(state.cwd, state.fs).root
    yield fx.WritesTree(path=paths.join(home, "coverage"), build_only=_REPORT)
    yield fx.WritesTree(path=paths.join(home, "node_modules/.cache"), build_only=_REPORT)


@handles("node-gyp", "cmake-js")
def addon(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Compiles a native addon into ``build`` of the package it is called in."""
    for name in ("python3", "make", "cmake", "g++", "gcc", "cc"):
        yield fx.Calls(name=name)
    yield fx.WritesTree(path=state.path("build"))
    yield fx.WritesTree(path=paths.join(state.home, ".cache/node-gyp"), build_only="its headers")


@handles("patch-package", "ngcc", "npm-force-resolutions-run", "install-peers", "electron-rebuild",
    "node-pre-gyp", "prebuild-install", "node-gyp-build", "allow-scripts",
    "install-app-deps", "link-module-alias", "typesync", "skott", "tsconfig-replace-paths",
    "tsc-alias", "resolve-tspaths", "tscpaths", "ts-patch", "tspath", "ef-tspm"
)  # fmt: skip
def modules(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Change ``node_modules``, or what was compiled, in place."""
    found = project(state.cwd, state.fs)
    for name in ("python3", "make", "g++", "gcc", "cc"):
        yield fx.Calls(name=name)
    yield fx.Opaque(reason=f"{invocation.name} changes the project", below=(found.root,))


@handles("prisma", "prisma2")
def prisma(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``prisma generate`` writes a client into ``node_modules``, or where the schema says."""
    words = [word for word in invocation.arguments if word[:1] != "-"]
    found = project(state.cwd, state.fs)
    if words[:1] == ["generate"]:
        yield fx.WritesTree(
            path=paths.join(found.root, "node_modules/.prisma"), application=found.root
        )
        path = paths.join(found.root, "node_modules/@prisma/client")
        yield fx.WritesTree(path=path, application=found.root)
        yield fx.WritesTree(
            path=paths.join(state.home, ".cache/prisma"), build_only="prisma's cache"
        )
        yield fx.WritesTree(
            path=paths.join(found.root, "node_modules/@prisma/engines"), application=found.root
        )
        yield from _schema_output(invocation, found.directory, state)
    elif words[:1] in (["migrate"], ["db"], ["version"], ["validate"], ["format"], ["studio"]):
        yield fx.Calls(name="node")
    else:
        yield fx.Opaque(reason=f"prisma {' '.join(words[:1])} is not known", below=(found.root,))


_OUTPUT = re.compile(r'^\s*output\s*=\s*(?:"([^"\n]*)"|(\S+))', re.MULTILINE)


def _schema_output(invocation: Invocation, home: str, state: State) -> Iterator[Effect]:
    given = (
        Options("--schema: --generator: --sql --watch --no-hints --no-engine")
        .read(invocation.arguments)
        .value("--schema")
    )
    owner = manifest.load(home, state.fs)
    own = owner.data.get("prisma") if owner else None
    named = own.get("schema") if isinstance(own, dict) else None
    first = given or (named if isinstance(named, str) else None)
    for name in [first] if first else ["prisma/schema.prisma", "schema.prisma"]:
        path = paths.join(state.cwd if given else home, name)
        text = state.text(path)
        for match in _OUTPUT.finditer(text or ""):
            if match[1]:
                place = paths.join(posixpath.dirname(path), match[1])
                yield fx.WritesTree(path=place)
            else:
                reason = "the output of the prisma schema is not literal"
                yield fx.Opaque(reason=reason, below=(home,))


_SASS = Options(
    "-o|--output: --output-style|--style|-s: --source-map|--no-source-map? -r|--recursive"
    " -w|--watch"
    " --include-path|-I|--load-path: --importer: --functions: -q|--quiet --embed-source-map"
    " --precision:"
    " --source-map-contents --source-map-embed? --output-style: -x --no-charset --update"
    " --clean-css?"
    " --compress --compressed --js --strict-imports --quiet-deps --silence-deprecation:"
    " -u|--use: -p|--print -c -b|--bare"
    " -m|--map -M -l -j -P -O|--obj: -D -E|--extension: -H|--hierarchy --pretty"
)


@handles(
    "sass", "node-sass", "lessc", "stylus", "pug", "jade", "handlebars", "tsp", "lsc", "imba", "elm"
)
def styles(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Style sheets and templates: to a file, a directory, or beside their sources."""
    arguments = _SASS.read(invocation.arguments)
    output = arguments.value("--output") or arguments.value("--obj")
    pairs = [word.rpartition(":") for word in arguments.operands if ":" in word]
    targets = [target for _, _, target in pairs]
    if output:
        targets.append(output)
    elif not pairs and len(arguments.operands) == 2:
        targets.append(arguments.operands[1])
    for word in targets:
        path = state.path(word)
        if "." in posixpath.basename(path):
            yield fx.WritesFile(path=path)
            yield fx.WritesFile(path=f"{path}.map", maybe=True, build_only="a map for debuggers")
        else:
            yield fx.WritesTree(path=path)
    if not targets:
        below = (project(state.cwd, state.fs).root,)
        yield fx.Opaque(reason=f"{invocation.name} writes beside its sources", below=below)


@handles(
    "gulp", "grunt", "jake", "cake", "brunch", "graphql-codegen", "gql-gen",
    "graphql-code-generator",
    "openapi-generator-cli", "openapi-typescript", "orval", "swagger-typescript-api", "tsoa",
    "typedoc", "jsdoc", "apidoc", "compodoc", "esdoc", "barrelsby", "json2ts", "quicktype",
    "typeorm", "typeorm-ts-node-commonjs", "typeorm-ts-node-esm", "typeorm-ts-node", "sequelize",
    "sequelize-cli", "knex", "mikro-orm", "mikro-orm-esm", "drizzle-kit", "migrate-mongo",
    "node-pg-migrate", "db-migrate", "migrate", "kysely", "lingui", "formatjs", "i18next",
    "i18next-parser", "svg-sprite", "svgr", "lerna", "turbo", "nx", "lage", "rush", "wireit",
    "moon",
    "panda", "unocss", "windicss", "purgecss", "workbox", "bower", "jspm", "redwood", "rw", "blitz",
    "adonis", "ace", "lb4", "lb-tsc", "lb-clean", "electron-builder", "electron-forge", "pkg",
    "nexe", "webdriver-manager", "protoc-gen-ts", "pbjs", "pbts", "grpc_tools_node_protoc",
    "grpc_tools_node_protoc_plugin", "proto-loader-gen-types", "truffle", "hardhat",
    "solcjs", "typechain", "papi", "nx-cloud", "genversion", "dts-bundle-generator",
    "api-extractor", "dpdm", "esbuild-runner", "node-red-admin", "keycloakify", "modern",
    "midway-bin", "egg-bin", "ets", "tscov", "preconstruct", "bit", "backstage-cli", "plop", "hygen"
)  # fmt: skip
def project_tools(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Tools that write what their configuration says, inside of the project."""
    words = invocation.arguments
    if words[:1] in (("--version",), ("-v",), ("--help",), ("-h",)):
        return
    below = (project(state.cwd, state.fs).root,)
    scripts = _workspace_scripts(invocation)
    if scripts and (effects := list(_in_members(scripts, state))):
        yield fx.WritesTree(path=paths.join(below[0], "node_modules/.cache"), build_only=_REPORT)
        for name in (".turbo", ".nx"):
            yield fx.WritesTree(path=paths.join(below[0], name), build_only="a cache of builds")
        yield from effects
        return
    yield fx.Calls(name="node")
    reason = f"{' '.join((invocation.name, *words[:1]))} is not followed"
    yield fx.Opaque(reason=reason.replace(HOLE, "…"), below=below)


def _workspace_scripts(invocation: Invocation) -> list[str]:
    """The scripts that ``turbo run``, ``lerna run`` and ``lage`` run in the workspaces."""
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if invocation.name == "turbo":
        return words[1:] if words[:1] == ["run"] else words[:1] if words[:1] == ["build"] else []
    if invocation.name == "lerna":
        return words[1:2] if words[:1] == ["run"] else []
    return words if invocation.name == "lage" else []


def _in_members(names: list[str], state: State) -> Iterator[Effect]:
    """The scripts in every workspace that has them: filters choose fewer, so maybe."""
    root = project(project(state.cwd, state.fs).root, state.fs)
    for owner in followed(root, state):
        for name in names:
            if name in owner.scripts:
                yield from running.script(owner, name, state)


@handles("n", "nvm", "fnm", "volta", "nodenv", "nave")
def versions(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs another Node, where its version manager puts it."""
    home = paths.join(state.home, f".{invocation.name}")
    given = state.env.get("NVM_DIR") or state.env.get("VOLTA_HOME") or state.env.get("FNM_DIR")
    if invocation.name == "n":
        prefix = state.env.get("N_PREFIX") or "/usr/local"
        yield fx.WritesTree(path=paths.join(prefix, "n"), build_only="downloaded versions of Node")
        for name in ("bin", "lib/node_modules", "include", "share"):
            yield fx.WritesTree(path=paths.join(prefix, name), replaces=True)
        return
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if words[:1] in (["install"], ["i"], ["use"], ["alias"], ["default"], []):
        yield fx.WritesTree(path=given or home, programs=("node", "npm", "npx"))
    elif words[:1] in (["exec"], ["run"]):
        yield fx.Runs(argv=tuple(split(" ".join(words[2:] or [HOLE]))))
