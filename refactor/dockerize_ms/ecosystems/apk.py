"""Alpine's package manager."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.apt import CACHE, LISTS, upgrades
from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import SYSTEM_TREES, place
from dockerize_ms.ecosystems.provided import are_foreign, files_of
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    Configures,
    Effect,
    Empties,
    InstallsPackages,
    Opaque,
    Reads,
    RemovesPackages,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Cache
from dockerize_ms.text import HOLE

_APK = Options(
    "-t|--virtual: -X|--repository: -p|--root: --repositories-file: --keys-dir: --cache-dir:"
    " --wait: --arch: --cache-max-age: --progress-fd: --timeout: -q|--quiet -v|--verbose"
    " -f|--force -i|--interactive -u|--upgrade -l|--latest -a|--available -s|--simulate"
    " -U|--update-cache|--update --no-cache --no-network --no-progress --no-scripts --no-chown"
    " --no-commit-hooks --purge --progress --allow-untrusted --force-overwrite"
    " --force-broken-world --force-non-repository --force-refresh --force-old-apk --initdb"
    " -r|--rdepends --overlay-from-stdin --clean-protected --no-self-upgrade --ignore"
    " --print-arch --no-check-certificate --update-only --depends -e|--installed"
)
_KEPT = Cache(
    name="apk",
    native=True,
    alone=True,
    setup="ln -sfn /var/cache/apk /etc/apk/cache",
)
"""https://wiki.alpinelinux.org/wiki/Local_APK_cache"""
_NAME = re.compile(r"(?P<prefix>[a-z-]+:)?(?P<name>[A-Za-z0-9_.][A-Za-z0-9+_.-]*)\Z")


@standard("apk")
def apk(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs and removes packages, also as a group with a name (``--virtual``)."""
    arguments = _APK.read(invocation.arguments)
    if arguments.has("-s") or not arguments.operands:
        return
    if arguments.has("-p"):
        yield Opaque(
            reason="apk for another root", below=(place(state, arguments.value("-p") or HOLE),)
        )
        return
    match arguments.operands[0]:
        case "add":
            yield from _add(arguments, state)
        case "del":
            names = [name_of(word) or word for word in arguments.operands[1:]]
            gone = tuple(name for name in names if HOLE not in name)
            yield RemovesPackages(packages=gone, automatic=True)
            if any(HOLE in name for name in names):
                yield Opaque(reason="packages with unknown names are removed", below=SYSTEM_TREES)
        case "update":
            yield from _index(None if arguments.has("--no-cache") else _KEPT)
        case "upgrade" | "fix":
            yield from upgrades()
            yield from () if arguments.has("--no-cache") else _index()
        case "cache":
            yield Empties(path="/var/cache/apk", build_only=CACHE)
        case (
            "info"
            | "list"
            | "search"
            | "policy"
            | "version"
            | "audit"
            | "verify"
            | "stats"
            | "dot"
            | "manifest"
        ):
            return
        case "fetch" | "index":
            yield WritesTree(path=state.cwd)
        case word:
            yield Opaque(reason=f"apk {word} is not known", below=SYSTEM_TREES)


def name_of(word: str) -> str | None:
    """A package's name without version and repository (``pkg=1``, ``pkg@edge``, ``pkg~1``)."""
    match = _NAME.match(re.split(r"[=<>~@]", word, maxsplit=1)[0])
    return match["name"] if match and not match["prefix"] else None


def _add(arguments: Arguments, state: State) -> Iterator[Effect]:
    words = [word for word in arguments.operands[1:] if word]
    removed = [name for word in words if word[:1] == "!" and (name := name_of(word[1:]))]
    words = [word for word in words if word[:1] != "!"]
    found = [(word, None if word.endswith(".apk") else name_of(word)) for word in words]
    names = [name for _, name in found if name]
    if names:
        fresh = arguments.has("-U") and not arguments.has("--no-cache")
        yield from _index(_KEPT) if fresh else ()
        yield Reads(path="/var/cache/apk")
        yield InstallsPackages(
            packages=tuple(names),
            files=files_of(state, names),
            virtual=arguments.value("-t") or "",
            foreign=are_foreign(state, names),
        )
    if removed:
        yield RemovesPackages(packages=tuple(removed))
    others = [word.replace(HOLE, "…") for word, name in found if name is None]
    if others:
        yield Opaque(
            reason=f"packages that are not known by name: {', '.join(others)}", below=SYSTEM_TREES
        )
    if not arguments.has("--no-cache", "-U"):
        yield from _index()


def _index(cache: Cache | None = None) -> Iterator[Effect]:
    yield WritesTree(path="/var/cache/apk", build_only=LISTS, cache=cache)


@standard("setup-apkrepos", "setup-timezone", "apk-add")
def setup(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Configures the system."""
    yield Configures(path="/etc/apk")
    if invocation.name == "setup-timezone":
        yield WritesTree(path="/etc")
