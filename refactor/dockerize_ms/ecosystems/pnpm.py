"""pnpm: installs, scripts, workspaces. Rules from pnpm.io, versions 5 to 10."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatchcase

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.javascript import globals as programs
from dockerize_ms.ecosystems.javascript import manifest as manifests
from dockerize_ms.ecosystems.javascript import running
from dockerize_ms.ecosystems.javascript.application import manager_needs
from dockerize_ms.ecosystems.javascript.installing import (
    CACHE,
    Install,
    installed,
    production_wanted,
    setting,
)
from dockerize_ms.ecosystems.javascript.launching import launch
from dockerize_ms.ecosystems.javascript.spare import spare
from dockerize_ms.ecosystems.javascript.words import Words, after, behind, read
from dockerize_ms.ecosystems.javascript.workspaces import Project, followed, owners, project
from dockerize_ms.ecosystems.registry import handles, launches, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.model.remedies import Cache, Launch, Spare
from dockerize_ms.text import HOLE

_PACKAGES = Cache(name="pnpm", native=True)
_METADATA = Cache(name="pnpm-metadata")
_OPTIONS = Options(
    "-g|--global? -C|--dir: --filter|-F: -r|--recursive -w|--workspace-root --prod|-P|--production?"
    " --dev|-D? --frozen-lockfile? --ignore-scripts? --offline --prefer-offline --store-dir:"
    " --shamefully-hoist? --no-optional --force --reporter: --loglevel: --silent|-s --stream"
    " --parallel --if-present --no-bail --aggregate-output --workspace-concurrency: --registry:"
    " --unsafe-perm --config: --fix-lockfile --lockfile-only --node-linker: --legacy"
    " --strict-peer-dependencies?"
    " --save-prod --save-optional|-O --save-exact|-E --package: -c|--shell-mode --sequential"
    " --resume-from: --virtual-store-dir: --modules-dir: --network-concurrency:"
    " --child-concurrency:"
    " --fetch-timeout: --fetch-retries: -v|--version -h|--help"
)
_INSTALL = (
    "install",
    "i",
    "add",
    "update",
    "up",
    "upgrade",
    "remove",
    "rm",
    "uninstall",
    "un",
)
_QUIET = frozenset(
    ("list", "ls", "la", "ll", "why", "outdated", "audit", "licenses", "root", "bin", "help",
    "doctor", "publish", "pack", "search", "view", "info", "whoami", "login", "logout", "server",
    "cat-file", "cat-index", "find-hash", "completion")
)  # fmt: skip
_BEFORE = ("pnpm:devPreinstall", "preinstall")
_AFTER = ("install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare")
_STORE = "pnpm's store"


@handles("pnpm")
def pnpm(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a pnpm command does; what is not known stays in the project."""
    words = read(invocation.arguments, _OPTIONS)
    if words.options.has("-v", "-h") or not words.verb:
        return
    base = state.path(words.options.value("--dir") or ".")
    found = project(base, state.fs)
    verb = words.verb
    extra = behind(invocation.arguments, verb)
    if verb in ("link", "ln"):
        yield fx.Opaque(reason="where pnpm's links lead is not followed")
    elif verb in _INSTALL and words.flag("-g"):
        yield from _global(words, state)
    elif verb in _INSTALL or verb in ("ci", "rebuild", "rb", "import", "dedupe"):
        yield from _install(words, verb, found, state)
    elif verb in ("run", "run-script"):
        names = words.operands[:1]
        yield from _scripts(names, after(extra, names[0]) if names else (), words, found, state)
    elif verb in ("exec", "dlx"):
        yield from _program(verb, extra, words, found, state)
    elif verb == "deploy":
        yield from _deploy(words, found, state)
    elif verb == "fetch":
        yield fx.WritesTree(path=_store(state, words, found), build_only=_STORE)
        yield fx.WritesTree(path=paths.join(found.root, "node_modules"), application=found.root)
    elif verb == "prune":
        path = paths.join(found.root, "node_modules")
        yield fx.WritesTree(path=path, application=found.root, replaces=True)
    elif verb in ("store", "config", "c", "set", "setup", "env", "get", "self-update", "cache"):
        yield fx.Configures()
        if verb == "env":
            yield fx.Opaque(
                reason="pnpm env installs Node", below=(paths.join(state.home, ".local"),)
            )
    elif verb in ("init", "create", "patch", "patch-commit"):
        yield fx.Opaque(reason=f"pnpm {verb} is not followed", below=(found.root,))
    elif verb in _QUIET and verb not in (found.manifest.scripts if found.manifest else {}):
        return
    else:
        yield from _scripts((verb,), extra, words, found, state)


def _store(state: State, words: Words, found: Project) -> str:
    given = words.options.value("--store-dir") or setting("store-dir", found, state)
    if given:
        return state.path(given)
    home = state.env.get("PNPM_HOME") or paths.join(state.home, ".local/share/pnpm")
    return paths.join(home, "store")


def _install(words: Words, verb: str, found: Project, state: State) -> Iterator[Effect]:
    owner = found.manifest
    without = without_development(words, state)
    scripts = not words.flag("--ignore-scripts")
    locks = () if words.flag("--frozen-lockfile") else ("pnpm-lock.yaml",)
    install = Install(
        project=found,
        scripts=scripts,
        spare=None if without else _spare(found, state),
        locks=locks,
        caches={_store(state, words, found): _PACKAGES, f"{state.home}/.cache/pnpm": _METADATA},
    )
    follows = owner is not None and scripts and not words.operands and verb in ("install", "i")
    if owner is not None and follows:
        yield from running.events(owner, _BEFORE, state)
    yield from installed(install, state)
    for word in words.operands:
        if name := programs.package_name(word):
            path = paths.join(found.directory, "node_modules", name)
            yield fx.WritesTree(path=path, application=found.root)
    if words.operands:
        yield fx.WritesFile(path=paths.join(found.directory, manifests.NAME), maybe=True)
    if owner is not None and follows:
        yield from running.events(owner, _AFTER, state, maybe=bool(without))
    elif owner is None and scripts:
        reason = f"the scripts of {manifests.NAME} cannot be read"
        yield fx.Opaque(reason=reason, below=(found.root,))


def without_development(words: Words, state: State) -> bool | None:
    """Whether development dependencies are left out; None where that is not known."""
    if words.flag("--prod") is not None:
        return words.flag("--prod")
    return False if words.flag("--dev") else production_wanted(state)


def _spare(found: Project, state: State) -> Spare | None:
    if not state.fs.lookup(paths.join(found.root, "pnpm-lock.yaml")).yes:
        return None
    # prune knows no --ignore-scripts before pnpm 8; without it, it runs the project's own
    command = "CI=true pnpm prune --prod --config.ignore-scripts=true"
    return spare(found, state.fs, command, "pnpm")


def _global(words: Words, state: State) -> Iterator[Effect]:
    """Global packages lie below PNPM_HOME, and so do their commands."""
    home = state.env.get("PNPM_HOME") or paths.join(state.home, ".local/share/pnpm")
    yield fx.WritesTree(path=paths.join(home, "store"), build_only=CACHE)
    yield fx.WritesTree(path=paths.join(home, "global"))
    inner = f"global/{HOLE}/node_modules"
    yield from programs.installed(words.operands, (home,), inner, (home,))


def _members(words: Words, found: Project, state: State) -> list[manifests.Manifest]:
    """The packages that a command is for: here, or those that ``--filter`` or ``-r`` name."""
    filters = words.options.values("--filter")
    if words.flag("-w"):
        root = manifests.load(found.root, state.fs)
        return [root] if root else []
    if not filters and not words.flag("-r"):
        return [found.manifest] if found.manifest else []
    top = project(found.root, state.fs)
    wanted = [word for word in filters if word[:1] != "!"]
    if not wanted or any("..." in word or HOLE in word for word in wanted):
        return list(followed(top, state))
    return [one for one in owners(top, state) if any(_fits(one, word) for word in wanted)]


def _fits(owner: manifests.Manifest, word: str) -> bool:
    """Whether a filter names a package; ``name...`` also its dependencies: all may be meant."""
    if "..." in word or HOLE in word or "[" in word:
        return True
    if word[:1] in (".", "{"):
        return owner.directory.endswith(word.strip("{}./"))
    name = owner.text("name")
    return fnmatchcase(name, word) or name.rpartition("/")[2] == word


def _scripts(
    names: tuple[str, ...], extra: tuple[str, ...], words: Words, found: Project, state: State
) -> Iterator[Effect]:
    """Runs a script; pre and post too, except in some versions. Else a program of the project."""
    owners = _members(words, found, state)
    followed = False
    for owner in owners:
        for name in names:
            for effect in running.script(owner, name, state, extra, around=None):
                followed = True
                yield effect
    if followed or not names or words.options.has("--if-present"):
        return
    known = owners and HOLE not in names[0] and words.verb not in ("run", "run-script", "build")
    if known and not words.options.has("--filter", "-r"):
        yield running.local((*names, *extra), found.directory, state)
    else:
        name = names[0].replace(HOLE, "…")
        yield fx.Opaque(reason=f"pnpm run {name}: no such script is known", below=(found.root,))


def _program(
    verb: str, extra: tuple[str, ...], words: Words, found: Project, state: State
) -> Iterator[Effect]:
    rest = list(extra)
    while rest and rest[0][:1] == "-":
        rest = rest[2:] if rest[0] == "--package" else rest[1:]
    if not rest:
        return
    name = programs.package_name(rest[0])
    rest[0] = name.rpartition("/")[2] if name and verb == "dlx" else rest[0]
    if verb == "dlx":
        yield fx.WritesTree(path=paths.join(state.home, ".cache/pnpm"), build_only=CACHE)
    for owner in _members(words, found, state):
        path = running.search_path(owner.directory, state)
        yield fx.Runs(argv=tuple(rest), cwd=owner.directory, env={"PATH": path})
    if found.manifest is None:
        yield fx.Runs(argv=tuple(rest))


def _deploy(words: Words, found: Project, state: State) -> Iterator[Effect]:
    """``pnpm --filter=x deploy DIR``: a package and its production dependencies, by itself."""
    yield fx.WritesTree(path=_store(state, words, found), build_only=_STORE)
    for word in words.operands[:1]:
        for owner in _members(words, found, state)[:1]:
            yield fx.CopiesTree(source=owner.directory, target=paths.join(found.root, word))
        path = paths.join(found.root, word)
        yield fx.WritesTree(path=path)
    name = posixpath.basename(words.operands[0]) if words.operands else ""
    if not name:
        yield fx.Opaque(reason="pnpm deploy without a directory", below=(found.root,))


@handles("pnpx")
def pnpx(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``pnpm dlx``."""
    yield fx.Runs(argv=("pnpm", "dlx", *invocation.arguments))


@needs("pnpm", "pnpx")
def pnpm_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """A script of the project at run time; an install at run time needs the whole image."""
    words = read(invocation.arguments, _OPTIONS)
    base = state.path(words.options.value("--dir") or ".")
    yield from manager_needs(invocation, state, base, words.verb if words.verb in _INSTALL else "")


@launches("pnpm")
def launched(invocation: Invocation, state: State) -> Launch | None:
    """What a script of the project starts."""
    return launch(invocation, state, passes=True)
