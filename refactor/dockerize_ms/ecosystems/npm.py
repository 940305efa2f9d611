"""npm: installs, scripts, and what they write.

Rules from npm's documentation (docs.npmjs.com/cli, versions 6 to 11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from dockerize_ms.ecosystems.javascript.locks import lock_of
from dockerize_ms.ecosystems.javascript.spare import spare
from dockerize_ms.ecosystems.javascript.words import Words, read
from dockerize_ms.ecosystems.javascript.workspaces import Project, followed, owners, project
from dockerize_ms.ecosystems.registry import handles, launches, needs, prints
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.model.remedies import Cache, Launch, Spare
from dockerize_ms.text import HOLE

_KEPT = Cache(name="npm", native=True)
_OPTIONS = Options(
    "-g|--global? --location: --prefix|-C: --production? --only: --omit: --include: --also:"
    " --ignore-scripts? --legacy-peer-deps? --force|-f? --save|-S? --save-dev|-D?"
    " -O|--save-optional"
    " -P|--save-prod -E|--save-exact -B|--save-bundle --workspace|-w: --workspaces|-ws?"
    " --if-present? --silent|-s --quiet|-q|-d --verbose --loglevel: --registry: --cache:"
    " --userconfig:"
    " --unsafe-perm? --yes|-y? --package|-p: --call|-c: --script-shell: --tag: --maxsockets:"
    " --fetch-retries: --fetch-timeout: --fetch-retry-mintimeout: --fetch-retry-maxtimeout:"
    " --network-timeout: --install-strategy: --include-workspace-root? --audit? --fund? --progress?"
    " --package-lock? --prefer-offline? --offline? --dry-run? --no-save --build-from-source?"
    " --otp: --access: --color? --python: --target: --arch: --runtime: --jobs: -l|--long --json"
    " --depth: --engine-strict? --strict-peer-deps? --foreground-scripts? -v|--version -h|--help"
)
_INSTALL = frozenset(
    ("install", "i", "in", "ins", "inst", "insta", "instal", "isnt", "isnta", "isntal", "isntall",
    "add", "it")
)  # fmt: skip
_CI = frozenset(
    ("ci", "clean-install", "ic", "install-clean", "isntall-clean", "cit")
)  # fmt: skip
_RUN = frozenset(
    ("run", "run-script", "rum", "urn")
)  # fmt: skip
_ALIASES = {"test": "test", "tst": "test", "t": "test", "start": "start", "stop": "stop"}
_QUIET = frozenset(
    ("version", "view", "info", "show", "v", "ls", "list", "la", "ll", "audit", "outdated", "help",
    "whoami", "login", "logout", "adduser", "publish", "pack", "fund", "doctor", "explain", "why",
    "root", "bin", "prefix", "get", "completion", "query", "sbom", "search", "token", "team",
    "access", "owner", "org", "hook", "star", "stars", "profile", "ping", "diff", "dist-tag",
    "deprecate", "docs", "home", "repo", "bugs", "issues", "edit", "explore")
)  # fmt: skip
_BEFORE = ("preinstall",)
_AFTER = ("install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare")
_OLD_NODE = 15  # Node 15 brought npm 7
_OLD_LOCK = 2  # the newest lock file that npm 6 reads
_SETTINGS = "settings of npm"


@handles("npm")
def npm(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What an npm command does; what is not known stays in the project."""
    words = read(invocation.arguments, _OPTIONS)
    base = state.path(words.options.value("--prefix") or ".")
    if words.options.has("-v", "-h") or not words.verb:
        return
    verb = words.verb
    if verb in _INSTALL or verb in _CI:
        if _is_global(words):
            yield from _global(words, base, state)
        else:
            yield from _install(words, base, state)
    elif verb in _RUN:
        yield from _scripts(words.operands[:1], words, words.operands[1:], base, state)
    elif verb in _ALIASES:
        yield from _scripts((_ALIASES[verb],), words, words.operands, base, state)
    elif verb == "restart":
        yield from _scripts(("stop", "start"), words, (), base, state)
    elif verb in ("exec", "x"):
        yield from _execute(words, base, state)
    else:
        yield from _other(words, base, state)


def _is_global(words: Words) -> bool:
    return bool(words.flag("-g")) or words.options.value("--location") == "global"


def _compiled(owner: manifests.Manifest, state: State) -> Iterator[Effect]:
    """``node-gyp rebuild`` is the install script of a package with a ``binding.gyp`` and none."""
    has_own = "install" in owner.scripts or "preinstall" in owner.scripts
    if not has_own and state.fs.lookup(paths.join(owner.directory, "binding.gyp")).yes:
        path = running.search_path(owner.directory, state)
        yield fx.Runs(argv=("node-gyp", "rebuild"), cwd=owner.directory, env={"PATH": path})


def _linked(owner: manifests.Manifest, state: State) -> Iterator[Effect]:
    """Packages of the context are linked to, and their install scripts run where they are."""
    for spec in {**owner.production, **owner.development}.values():
        kind, colon, place = spec.partition(":")
        if not colon or kind not in ("file", "link") or not place or place.startswith("//"):
            continue
        directory = paths.join(owner.directory, place)
        yield fx.WritesTree(path=paths.join(directory, "node_modules"), maybe=True)
        inner = manifests.load(directory, state.fs)
        if inner is not None:
            yield from _compiled(inner, state)
            yield from running.events(inner, (*_BEFORE, *_AFTER[:2], "prepare"), state)


def _cache(state: State, words: Words, found: Project) -> str:
    given = words.options.value("--cache") or setting("cache", found, state)
    return state.path(given) if given else paths.join(state.home, ".npm")


def _install(words: Words, base: str, state: State) -> Iterator[Effect]:
    """An install of the project: trees, caches, lifecycle scripts, the development's part."""
    found = project(base, state.fs)
    owner = found.manifest
    without = without_development(words, found, state)
    scripts = not (
        words.flag("--ignore-scripts") or setting("ignore-scripts", found, state) == "true"
    )
    clean = words.verb in _CI
    install = Install(
        project=found,
        scripts=scripts,
        spare=None if without else _spare(words, found, state),
        locks=() if clean else ("package-lock.json",),
        caches={_cache(state, words, found): _KEPT},
    )
    follows = owner is not None and scripts and not words.operands
    if owner is not None and follows:
        yield from running.events(owner, _BEFORE, state)
    yield from installed(install, state)
    yield from _asked(words, found)
    if owner is not None and follows:
        yield from _compiled(owner, state)
        yield from _linked(owner, state)
        yield from running.events(owner, _AFTER[:2], state)
        yield from running.events(owner, _AFTER[2:], state, maybe=without is not False)
    elif owner is None and scripts and not words.operands:
        reason = f"the scripts of {manifests.NAME} cannot be read"
        yield fx.Opaque(reason=reason, below=(found.root,))
    if words.verb in ("it", "cit"):
        yield from _scripts(("test",), words, (), base, state)


def _asked(words: Words, found: Project) -> Iterator[Effect]:
    """Packages that are asked for by name: a tree each; package.json takes note of them."""
    for word in words.operands:
        name = programs.package_name(word)
        if name:
            path = paths.join(found.root, "node_modules", name)
            yield fx.WritesTree(path=path, application=found.root)
    if words.operands and words.flag("--save") is not False:
        yield fx.WritesFile(path=paths.join(found.directory, manifests.NAME), maybe=True)


def without_development(words: Words, found: Project, state: State) -> bool | None:
    """Whether development dependencies are left out; None where that is not known."""
    if words.flag("--production") is not None:
        return words.flag("--production")
    if "dev" in words.words("--include") or "dev" in words.words("--also"):
        return False
    given = [*words.words("--omit"), *words.words("--only")]
    if any(word in ("dev", "prod", "production") for word in given):
        return True
    if words.flag("--save-dev"):
        return False
    if setting("omit", found, state) == "dev" or setting("only", found, state) in (
        "prod",
        "production",
    ):
        return True
    if setting("production", found, state) in ("true", "false"):
        return setting("production", found, state) == "true"
    return production_wanted(state)


def _spare(words: Words, found: Project, state: State) -> Spare | None:
    """``npm prune``, with the install's own leniency.

    npm 6 takes packages away that a lock file of version 3, which it cannot read, names;
    without any lock file, not even the hidden one, later ones unpack some of them anew.
    """
    old = (node_version(state) or _OLD_NODE) < _OLD_NODE
    lock = lock_of(found.root, state.fs, found.manifest, "npm")
    if old and lock is not None and lock.version > _OLD_LOCK:
        return None
    if words.flag("--package-lock") is False or setting("package-lock", found, state) == "false":
        return None
    omit = "--production" if old else "--omit=dev"
    lenient = "".join(f" {name}" for name in ("--legacy-peer-deps", "--force") if words.flag(name))
    prune = f"npm prune {omit} --ignore-scripts{lenient}"
    instead = f"npm ci {omit}{lenient}" if words.verb in _CI else ""
    return spare(found, state.fs, prune, "npm", instead=instead)


def node_version(state: State) -> int | None:
    """The major version of Node, where the environment or the image's tag tells it."""
    texts = [state.env.get("NODE_VERSION", "")]
    if state.image.name == "node":
        texts.append(state.image.tag)
    for text in texts:
        if found := re.match(r"v?(\d+)(?!\d)", text):
            return int(found[1])
    return None


def _global(words: Words, base: str, state: State) -> Iterator[Effect]:
    found = project(base, state.fs)
    yield fx.WritesTree(path=_cache(state, words, found), build_only=CACHE, cache=_KEPT)
    given = words.options.value("--prefix")
    tops = (state.path(given),) if given else programs.prefixes(found, state)
    bins = tuple(paths.join(top, "bin") for top in tops)
    yield from programs.installed(words.operands or (".",), tops, "lib/node_modules", bins)


def _scripts(
    names: tuple[str, ...], words: Words, extra: tuple[str, ...], base: str, state: State
) -> Iterator[Effect]:
    """Runs scripts of the project, or of the workspaces that options name."""
    scripts = not words.flag("--ignore-scripts")
    followed = False
    for owner in _owners(words, base, state):
        for name in names:
            for effect in running.script(owner, name, state, (*extra, *words.rest), around=scripts):
                followed = True
                yield effect
    if names and not followed and not words.flag("--if-present"):
        where = project(base, state.fs).root
        reason = f"npm run {names[0].replace(HOLE, '…')}: no such script is known"
        yield fx.Opaque(reason=reason, below=(where,))


def _owners(words: Words, base: str, state: State) -> list[manifests.Manifest]:
    """The package.json whose scripts run."""
    found = project(base, state.fs)
    wanted = words.options.values("--workspace")
    if not wanted and not words.flag("--workspaces"):
        return [found.manifest] if found.manifest else []
    members = followed(found, state) if not wanted else owners(found, state)
    return [
        member
        for member in members
        if (
            not wanted
            or member.text("name") in wanted
            or any(paths.within(member.directory, paths.join(found.root, w)) for w in wanted)
        )
    ]


def _execute(words: Words, base: str, state: State) -> Iterator[Effect]:
    """``npm exec -- x``, ``npm exec -c 'x y'``: a program of the project or one fetched for it."""
    found = project(base, state.fs)
    yield fx.WritesTree(path=_cache(state, words, found), build_only=CACHE)
    call = words.options.value("--call")
    argv = (*words.operands, *words.rest)
    if call:
        yield running.local(("sh", "-c", call), found.directory, state)
    elif argv:
        yield running.local((_program(argv[0]), *argv[1:]), found.directory, state)


def _program(word: str) -> str:
    """The command of ``name@version``."""
    name = programs.package_name(word)
    return name.rpartition("/")[2] if name and name != word else word


def _other(words: Words, base: str, state: State) -> Iterator[Effect]:
    found = project(base, state.fs)
    tree = paths.join(found.root, "node_modules")
    match words.verb:
        case "config" | "c" | "set":
            yield from _settings(words, found, state)
        case "cache":
            yield fx.Configures(path=_cache(state, words, found))
        case "prune" | "dedupe" | "ddp" | "uninstall" | "un" | "unlink" | "remove" | "rm" | "r":
            if not _is_global(words):
                yield fx.WritesTree(path=tree, application=found.root, replaces=True)
            else:
                tops = programs.prefixes(found, state)
                yield from _removed(words, tops)
        case "link" | "ln":
            yield fx.Opaque(reason="where npm's links lead is not followed")
        case "rebuild" | "rb" | "update" | "up" | "upgrade" | "udpate" | "dedup":
            if _is_global(words):
                yield from _global(words, base, state)
            else:
                yield from installed(Install(project=found, locks=("package-lock.json",)), state)
        case "init" | "create" | "innit" | "pkg" | "shrinkwrap":
            if words.operands:
                yield fx.Opaque(
                    reason=f"npm {words.verb} is not followed", below=(found.directory,)
                )
            else:
                yield fx.WritesFile(path=paths.join(found.directory, manifests.NAME), maybe=True)
        case verb if verb in _QUIET:
            return
        case verb:
            name = verb.replace(HOLE, "…")
            yield fx.Opaque(reason=f"npm {name} is not known", below=(found.root,))


def _removed(words: Words, tops: tuple[str, ...]) -> Iterator[Effect]:
    for word in words.operands:
        name = programs.package_name(word)
        for top in tops if name else ():
            yield fx.Removes(path=paths.join(top, "lib/node_modules", name))


def _settings(words: Words, found: Project, state: State) -> Iterator[Effect]:
    """``npm config set name value``: a line of the user's ``.npmrc``."""
    operands = list(words.operands)
    if words.verb != "set" and operands[:1] == ["set"]:
        operands = operands[1:]
    elif words.verb != "set":
        return
    lines = [word for word in operands if "=" in word]
    if not lines and len(operands) >= 2:
        lines = [f"{operands[0]}={operands[1]}"]
    text = "".join(f"{line}\n" for line in lines)
    path = words.options.value("--userconfig") or paths.join(state.home, ".npmrc")
    content = text.encode("utf-8", "surrogateescape")
    yield fx.WritesFile(path=state.path(path), content=content, appends=True, build_only=_SETTINGS)


@needs("npm")
def npm_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """A script of the project at run time; an install at run time needs the whole image."""
    words = read(invocation.arguments, _OPTIONS)
    base = state.path(words.options.value("--prefix") or ".")
    builds = words.verb in _INSTALL or words.verb in _CI or words.verb in ("rebuild", "update")
    yield from manager_needs(invocation, state, base, words.verb if builds else "")


@prints("npm")
def printed(invocation: Invocation, state: State) -> str | None:
    """Where npm puts programs and modules."""
    words = read(invocation.arguments, _OPTIONS)
    found = project(state.cwd, state.fs)
    tops = programs.prefixes(found, state)
    if len(tops) != 1:
        return None
    match (words.verb, *words.operands):
        case ("root",):
            directory = tops[0] + "/lib" if _is_global(words) else found.directory
            return paths.join(directory, "node_modules") + "\n"
        case ("bin",) if _is_global(words):
            return paths.join(tops[0], "bin") + "\n"
        case ("bin",):
            return paths.join(found.directory, "node_modules/.bin") + "\n"
        case ("prefix",) | ("config", "get", "prefix") | ("get", "prefix"):
            is_own = words.verb == "prefix" and not _is_global(words)
            return (found.directory if is_own else tops[0]) + "\n"
        case _:
            return None


@launches("npm")
def launched(invocation: Invocation, state: State) -> Launch | None:
    """What a script of the project starts."""
    return launch(invocation, state, passes=False)
