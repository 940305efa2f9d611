"""yarn: version 1 and the later ones ("berry"), which share little but their name.

Rules from classic.yarnpkg.com/docs and yarnpkg.com.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.javascript import globals as programs
from dockerize_ms.ecosystems.javascript import manifest as manifests
from dockerize_ms.ecosystems.javascript import running, tables, workspaces
from dockerize_ms.ecosystems.javascript.application import manager_needs
from dockerize_ms.ecosystems.javascript.installing import (
    CACHE,
    Install,
    installed,
    production_wanted,
)
from dockerize_ms.ecosystems.javascript.launching import launch
from dockerize_ms.ecosystems.javascript.locks import lock_of
from dockerize_ms.ecosystems.javascript.spare import spare
from dockerize_ms.ecosystems.javascript.words import Words, after, behind, read
from dockerize_ms.ecosystems.javascript.workspaces import Project, project
from dockerize_ms.ecosystems.registry import handles, launches, needs, prints
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.model.remedies import Cache, Launch, Spare
from dockerize_ms.text import HOLE

_KEPT = Cache(name="yarn", alone=True)
_OPTIONS = Options(
    "--cwd: --production|--prod? --frozen-lockfile? --pure-lockfile? --immutable? --ignore-scripts?"
    " --ignore-engines --ignore-optional --ignore-platform --network-timeout: --cache-folder:"
    " --modules-folder: --prefer-offline --offline --silent|-s --non-interactive --no-progress"
    " --dev|-D --peer|-P --optional|-O --exact|-E --tilde|-T -W|--ignore-workspace-root-check"
    " --registry: --mutex: --network-concurrency: --flat --force --har --verbose --inline-builds"
    " --immutable-cache --check-cache --mode: --prefix: --global-folder: --use-yarnrc:"
    " --no-lockfile --no-bin-links --link-duplicates --audit --focus --json"
    " -v|--version -h|--help"
)
_QUIET = frozenset(
    ("version", "versions", "info", "list", "why", "audit", "outdated", "check", "licenses",
    "owner", "login", "logout", "publish", "pack", "tag", "team", "bin", "help", "policies",
    "node", "npm", "search", "doctor", "explain", "constraints")
)  # fmt: skip
_INSTALLS = ("install", "add", "remove", "upgrade", "upgrade-interactive", "up")
_BEFORE = ("preinstall",)
_AFTER = ("install", "postinstall", "prepublish", "prepare")
_GENERATED = ("prisma", "@prisma/client", "patch-package", "postinstall-postinstall")
"""Packages that write into ``node_modules`` what an install would take away again."""


@handles("yarn", "yarnpkg")
def yarn(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a yarn command does; what is not known stays in the project."""
    words = read(invocation.arguments, _OPTIONS)
    if words.options.has("-v", "-h") and not words.verb:
        return
    base = state.path(words.options.value("--cwd") or ".")
    found = project(base, state.fs)
    verb = words.verb or "install"
    extra = behind(invocation.arguments, verb)
    match verb:
        case _ if verb in _INSTALLS:
            yield from _install(words, verb, found, state)
        case "link" | "unlink":
            yield fx.Opaque(reason="where yarn's links lead is not followed")
        case "global":
            yield from _global(words, state)
        case "run":
            name = words.operands[0] if words.operands else ""
            yield from _script(name, after(extra, name), found, state)
        case "workspace" | "workspaces":
            yield from _workspaces(verb, words, extra, found, state)
        case "dlx" | "exec" | "create":
            yield from _program(verb, extra, found, state)
        case "cache" | "config" | "set" | "plugin" | "import" | "generate-lock-entry" | "autoclean":
            if verb in ("set", "plugin"):
                path = paths.join(found.root, ".yarn")
                yield fx.WritesTree(path=path, build_only="yarn itself")
            yield fx.Configures()
        case "init":
            yield fx.WritesFile(path=paths.join(base, manifests.NAME), maybe=True)
        case _ if verb in _QUIET and not _has_script(found, verb):
            return
        case _:
            yield from _script(verb, extra, found, state)


def _has_script(found: Project, name: str) -> bool:
    return found.manifest is not None and name in found.manifest.scripts


def is_berry(found: Project, state: State) -> bool:
    """Whether the project's yarn is not version 1."""
    root = manifests.load(found.root, state.fs)
    asked = root.text("packageManager") if root else ""
    if asked.startswith("yarn@"):
        return not asked.startswith(("yarn@1.", "yarn@0."))
    return state.fs.read(paths.join(found.root, ".yarnrc.yml")) is not None


def caches(state: State, words: Words) -> tuple[str, ...]:
    """Where yarn 1 caches: root elsewhere than other users."""
    given = words.options.value("--cache-folder") or state.env.get("YARN_CACHE_FOLDER")
    if given:
        return (state.path(given),)
    if state.user in ("root", "0", ""):
        return ("/usr/local/share/.cache/yarn",)
    return (paths.join(state.home, ".cache/yarn"),)


def _install(words: Words, verb: str, found: Project, state: State) -> Iterator[Effect]:
    berry = is_berry(found, state)
    owner = found.manifest
    without = None if berry else without_development(words, state)
    scripts = not words.flag("--ignore-scripts") and words.options.value("--mode") != "skip-build"
    frozen = words.flag("--frozen-lockfile") or words.flag("--immutable")
    install = Install(
        project=found,
        scripts=scripts,
        spare=None if berry or without else _spare(found, state),
        locks=() if frozen else ("yarn.lock",),
        caches={} if berry else dict.fromkeys(caches(state, words), _KEPT),
    )
    follows = owner is not None and scripts and verb == "install"
    if owner is not None and follows:
        yield from running.events(owner, _BEFORE, state)
    yield from installed(install, state)
    if berry:
        yield from _berry(found, state)
    if words.options.has("--modules-folder"):
        path = state.path(words.options.value("--modules-folder") or "node_modules")
        yield fx.WritesTree(path=path)
    for word in words.operands if verb == "add" else ():
        if name := programs.package_name(word):
            path = paths.join(found.root, "node_modules", name)
            yield fx.WritesTree(path=path, application=found.root)
    if verb != "install":
        yield fx.WritesFile(path=paths.join(found.directory, manifests.NAME), maybe=True)
    if owner is not None and follows:
        yield from running.events(owner, _AFTER, state, maybe=bool(without) or berry)
    elif owner is None and verb == "install" and scripts:
        reason = f"the scripts of {manifests.NAME} cannot be read"
        yield fx.Opaque(reason=reason, below=(found.root,))


def _berry(found: Project, state: State) -> Iterator[Effect]:
    """Later yarns: ``.yarn`` and, with Plug'n'Play, a loader instead of ``node_modules``.

    The loader reads packages out of the cache, which may be the user's.
    """
    settings = state.text(paths.join(found.root, ".yarnrc.yml")) or ""
    unpacked = "nodeLinker: node-modules" in settings or "nodeLinker: pnpm" in settings
    home = paths.join(state.home, ".yarn")
    yield fx.WritesTree(path=home, application=found.root, build_only=CACHE if unpacked else "")
    yield fx.WritesTree(path=paths.join(found.root, ".yarn"), application=found.root)
    for name in (".pnp.cjs", ".pnp.loader.mjs"):
        yield fx.WritesFile(path=paths.join(found.root, name), maybe=True)


def without_development(words: Words, state: State) -> bool | None:
    """Whether yarn 1 leaves development dependencies out; None where that is not known."""
    given = words.flag("--production")
    if given is not None:
        return given
    for name in ("YARN_PRODUCTION", "npm_config_production", "NPM_CONFIG_PRODUCTION"):
        if state.env.get(name) in ("true", "false"):
            return state.env[name] == "true"
    return production_wanted(state)


def _spare(found: Project, state: State) -> Spare | None:
    """A second install in production mode takes the rest away (yarn 1 has no prune).

    It keeps what install scripts of packages made (``.yarn-integrity`` lists it) and undoes
    what anything else changed; it ignores peers, so only tools of the development may go.
    """
    owner = found.manifest
    if owner is None or any(owner.depends(name) for name in _GENERATED):
        return None
    if any(name in owner.scripts for name in ("preinstall", "install", "postinstall")):
        return None
    if any(name not in tables.names("node_tools", "alone") for name in owner.development):
        return None
    lock = lock_of(found.root, state.fs, owner, "yarn")
    if lock is None or not lock.public:
        return None
    command = "yarn install --production --ignore-scripts --prefer-offline --frozen-lockfile"
    return spare(found, state.fs, command, "yarn", installs=True)


def _global(words: Words, state: State) -> Iterator[Effect]:
    """``yarn global add``: a folder of its own, and links in the prefix's ``bin``."""
    if words.operands[:1] != ("add",):
        yield fx.Configures()
        return
    for path in caches(state, words):
        yield fx.WritesTree(path=path, build_only=CACHE, cache=_KEPT)
    root = state.user in ("root", "0", "")
    folder = "/usr/local/share/.config/yarn/global" if root else f"{state.home}/.config/yarn/global"
    folder = state.path(words.options.value("--global-folder") or folder)
    prefix = words.options.value("--prefix") or state.env.get("PREFIX")
    tops = (state.path(prefix),) if prefix else programs.prefixes(project("/", state.fs), state)
    bins = tuple(paths.join(top, "bin") for top in tops)
    yield from programs.installed(words.operands[1:], (folder,), "node_modules", bins)


def _script(name: str, extra: tuple[str, ...], found: Project, state: State) -> Iterator[Effect]:
    """A script of the project, else a program of ``node_modules/.bin``."""
    if not name:
        return
    owner = found.manifest
    if owner is not None and (name in owner.scripts or (name == "start" and HOLE not in name)):
        around = not is_berry(found, state)
        yield from running.script(owner, name, state, extra, around=around)
    elif HOLE in name:
        yield fx.Opaque(reason="yarn run …: no such script is known", below=(found.root,))
    elif owner is not None and name in ("build", "test", "lint", "dev", "compile", "clean"):
        yield fx.Opaque(reason=f"yarn {name}: no such script is known", below=(found.root,))
    elif owner is None:
        yield fx.Opaque(reason=f"the script {name} cannot be read", below=(found.root,))
    else:
        yield running.local((name, *extra), found.directory, state)


def _workspaces(
    verb: str, words: Words, extra: tuple[str, ...], found: Project, state: State
) -> Iterator[Effect]:
    """``yarn workspace NAME …``, ``yarn workspaces foreach run x``, ``workspaces focus``."""
    top = project(found.root, state.fs)
    if verb == "workspaces" and words.operands[:1] == ("focus",):
        yield from _install(words, "install", top, state)
        return
    if verb == "workspace" and words.operands:
        name, rest = words.operands[0], after(extra, words.operands[0])
        for directory in top.members:
            owner = manifests.load(directory, state.fs)
            if owner is not None and name in (owner.text("name"), posixpath.basename(directory)):
                yield fx.Runs(argv=("yarn", *rest), cwd=directory)
                return
    elif "run" in words.operands:
        script = after(extra, "run")
        for owner in workspaces.followed(top, state):
            if script and script[0] in owner.scripts:
                yield fx.Runs(argv=("yarn", "run", *script), cwd=owner.directory)
        if top.members and len(top.members) <= workspaces.FOLLOWED:
            return
    elif verb == "workspaces" and words.operands[:1] in (("info",), ("list",)):
        return
    yield fx.Opaque(reason=f"yarn {verb} is not followed", below=(found.root,))


def _program(verb: str, extra: tuple[str, ...], found: Project, state: State) -> Iterator[Effect]:
    """``yarn dlx x`` fetches a program, ``yarn exec`` and ``create`` run one."""
    words = list(extra)
    while words and words[0][:1] == "-":
        words = words[2:] if words[0] in ("-p", "--package") else words[1:]
    if not words:
        return
    name = programs.package_name(words[0])
    words[0] = name.rpartition("/")[2] if name and verb != "exec" else words[0]
    if verb == "create":
        yield fx.Opaque(reason="yarn create is not followed", below=(state.cwd,))
    else:
        yield running.local(words, found.directory, state)


@needs("yarn", "yarnpkg")
def yarn_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """A script of the project at run time; an install at run time needs the whole image."""
    words = read(invocation.arguments, _OPTIONS)
    base = state.path(words.options.value("--cwd") or ".")
    verb = words.verb or "install"
    yield from manager_needs(invocation, state, base, verb if verb in _INSTALLS else "")


@prints("yarn", "yarnpkg")
def printed(invocation: Invocation, state: State) -> str | None:
    """Where yarn 1 puts programs and its cache."""
    words = read(invocation.arguments, _OPTIONS)
    found = workspaces.project(state.cwd, state.fs)
    match (words.verb, *words.operands):
        case ("cache", "dir"):
            return paths.join(caches(state, words)[0], "v6") + "\n"
        case ("bin",):
            return paths.join(found.directory, "node_modules/.bin") + "\n"
        case _:
            return None


@launches("yarn", "yarnpkg")
def launched(invocation: Invocation, state: State) -> Launch | None:
    """What a script of the project starts."""
    return launch(invocation, state, passes=True, bare=True)
