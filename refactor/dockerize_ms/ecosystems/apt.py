"""Debian's package managers: apt-get, apt, aptitude."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import SYSTEM_TREES
from dockerize_ms.ecosystems.provided import are_foreign, files_of
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    Effect,
    Empties,
    InstallsPackages,
    Opaque,
    Reads,
    RemovesPackages,
    Updates,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Cache
from dockerize_ms.text import HOLE

LISTS = "the package index, needed to install only"
CACHE = "downloaded package files"
_KEPT = Cache(
    name="apt",
    native=True,
    alone=True,
    setup="rm -f /etc/apt/apt.conf.d/docker-clean; echo"
    " 'Binary::apt::APT::Keep-Downloaded-Packages \"true\";' > /etc/apt/apt.conf.d/keep-cache",
)
"""https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages"""

_APT = Options(
    "-y|--yes|--assume-yes -q|--quiet? -f|--fix-broken -m|--fix-missing -d|--download-only"
    " -s|--simulate|--dry-run|--just-print -u -V -b|--compile|--build -o|--option:"
    " -t|--target-release|--default-release: -c|--config-file: -a|--host-architecture:"
    " --no-install-recommends --install-recommends --install-suggests --no-install-suggests"
    " --allow-unauthenticated --force-yes --allow-downgrades --allow-change-held-packages"
    " --allow-remove-essential --reinstall --purge --auto-remove|--autoremove --no-upgrade"
    " --only-upgrade --no-download --ignore-missing --ignore-hold --trivial-only --no-remove"
    " --arch-only --allow-insecure-repositories --allow-releaseinfo-change --show-progress"
    " --print-uris -P|--build-profiles: --solver: --update --without-recommends"
    " --with-recommends -R -r --allow-untrusted --color? --with-new-pkgs --fix-policy"
    " --no-list-cleanup"
)
_NAME = re.compile(r"[a-z0-9][a-z0-9+.-]*\Z")
_SWITCH = re.compile(r"(?:APT::)?Install-Recommends=[\"']?(0|no|false|1|yes|true)", re.IGNORECASE)


@standard("apt-get", "apt", "aptitude", "apt-fast")
def apt(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs and removes packages. Indexes and downloads are caches."""
    arguments = _APT.read(invocation.arguments)
    operands = arguments.operands
    if not operands or arguments.has("-s", "--print-uris"):
        return
    packages = [word for word in operands[1:] if word]
    match operands[0]:
        case "update":
            yield WritesTree(path="/var/lib/apt/lists", build_only=LISTS)
        case "install" | "reinstall" | "satisfy":
            yield from _install(arguments, packages, state)
        case "build-dep":
            yield Opaque(
                reason="the packages that a source package builds with", below=SYSTEM_TREES
            )
            yield WritesTree(path="/var/cache/apt", build_only=CACHE)
        case "upgrade" | "dist-upgrade" | "full-upgrade" | "safe-upgrade" | "dselect-upgrade":
            yield from upgrades()
            yield WritesTree(path="/var/cache/apt", build_only=CACHE)
        case "remove" | "purge":
            names = sorted_words(packages)
            automatic = arguments.has("--auto-remove")
            yield RemovesPackages(packages=tuple(names.packages), automatic=automatic)
            if names.others:
                yield Opaque(reason="packages with unknown names are removed", below=SYSTEM_TREES)
        case "autoremove" | "autopurge":
            gone = tuple(sorted_words(packages).packages)
            yield RemovesPackages(packages=gone, automatic=True)
        case "clean" | "autoclean" | "distclean" | "auto-clean":
            yield Empties(path="/var/cache/apt/archives", build_only=CACHE)
        case "download" | "source" | "changelog":
            yield WritesTree(path=state.cwd)
        case (
            "check"
            | "policy"
            | "list"
            | "search"
            | "show"
            | "indextargets"
            | "moo"
            | "depends"
            | "rdepends"
            | "showsrc"
        ):
            return
        case word:
            yield Opaque(reason=f"{invocation.name} {word} is not known", below=SYSTEM_TREES)


class Words(Struct, frozen=True, kw_only=True):
    """The words after ``install``: names without versions, those to remove, and all others."""

    packages: list[str]
    removed: list[str]
    others: list[str]


def sorted_words(words: Sequence[str]) -> Words:
    """Takes versions, architectures and releases off (``pkg=1``, ``pkg:amd64``, ``pkg/stable``)."""
    packages: list[str] = []
    removed: list[str] = []
    others: list[str] = []
    for word in words:
        is_file = word.endswith(".deb") or word[:1] in ("/", ".")
        name = re.split(r"[=:/]", word, maxsplit=1)[0]
        if is_file or not _NAME.match(name.rstrip("+-") or "?"):
            others.append(word)
        elif name.endswith("-"):
            removed.append(name[:-1])
        else:
            packages.append(name if name.endswith("++") else name.removesuffix("+"))
    return Words(packages=packages, removed=removed, others=others)


def _install(arguments: Arguments, words: list[str], state: State) -> Iterator[Effect]:
    if arguments.has("-d"):
        yield WritesTree(path="/var/cache/apt", build_only=CACHE)
        return
    names = sorted_words(words)
    if names.packages:
        yield Reads(path="/var/lib/apt/lists")
        yield InstallsPackages(
            packages=tuple(names.packages),
            files=files_of(state, names.packages),
            recommends=_recommends(arguments, state),
            foreign=are_foreign(state, names.packages),
        )
    if names.removed:
        yield RemovesPackages(packages=tuple(names.removed))
    if names.others or (arguments.has("-f") and not words):
        yield Opaque(reason=_doubt(names.others), below=SYSTEM_TREES)
    yield WritesTree(path="/var/cache/apt", build_only=CACHE, cache=_KEPT)


def _doubt(words: list[str]) -> str:
    if not words:
        return "whatever packages are missing are installed"
    return "packages that are not known by name: " + ", ".join(
        word.replace(HOLE, "…") for word in words
    )


def _recommends(arguments: Arguments, state: State) -> bool:
    """Whether recommended packages come along: by option, by ``-o``, else as apt is configured."""
    for value in arguments.values("-o"):
        match = _SWITCH.match(value)
        if match:
            return match[1].lower() in ("1", "yes", "true")
    if arguments.has("--no-install-recommends", "--without-recommends", "-R"):
        return False
    return arguments.has("--install-recommends", "--with-recommends") or not _configured_off(state)


def _configured_off(state: State) -> bool:
    """Whether a file that the build wrote to apt's configuration switches recommendations off."""
    directory = "/etc/apt/apt.conf.d"
    files = [f"{directory}/{name}" for name in state.fs.children(directory)]
    texts = (state.text(file) or "" for file in [*files, "/etc/apt/apt.conf"])
    return any(
        re.search(r"Install-Recommends\"?\s*\"?(0|false|no)\b", text, re.IGNORECASE)
        for text in texts
    )


def upgrades() -> Iterator[Effect]:
    """Newer versions of what the image holds: harmless to repeat."""
    for tree in ("/usr", "/etc", "/var/lib"):
        yield Updates(path=tree)
