"""Package managers of the Red Hat family: yum, dnf, microdnf, rpm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.apt import CACHE, upgrades
from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import SYSTEM_TREES, place
from dockerize_ms.ecosystems.provided import files_of
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.facts import build_only
from dockerize_ms.model.effects import (
    Effect,
    Empties,
    InstallsPackages,
    Opaque,
    Reads,
    RemovesPackages,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_YUM = Options(
    "-y|--assumeyes -q|--quiet -v|--verbose -c|--config: -d: -e: -x|--exclude: -R: --releasever:"
    " --installroot: --enablerepo: --disablerepo: --repo|--repoid: --repofrompath: --setopt:"
    " --disableplugin: --enableplugin: --downloaddir: --downloadonly --nogpgcheck --nodocs"
    " --allowerasing --best --nobest --skip-broken --refresh --obsoletes --noplugins -C"
    " --security --advisory: --forcearch: --comment: --noautoremove"
)
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9+_.-]*\Z")
_ARCHITECTURE = re.compile(r"\.(x86_64|i[36]86|noarch|aarch64|ppc64le|s390x)\Z")
_REPOSITORY = re.compile(
    r"/(epel|remi|ius|rpmfusion-\w+|nux-dextop|elrepo|pgdg-[\w-]+|nodesource|mysql\d*-community"
    r"|percona|zabbix|packages-microsoft-prod|gf|city-fan)[\w.-]*(?<!\*)\.rpm$"
)
"""Packages, by address, that only bring a repository and its key."""

_VERSION = re.compile(r"-\d[^-]*(-[^-]+)?\Z")


@standard("yum", "dnf", "microdnf", "tdnf", "zypper")
def yum(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs and removes packages."""
    arguments = _YUM.read(invocation.arguments)
    if not arguments.operands:
        return
    if arguments.has("--installroot"):
        root = place(state, arguments.value("--installroot") or HOLE)
        yield Opaque(reason="packages for another root", below=(root,))
        return
    words = arguments.operands[1:]
    match arguments.operands[0]:
        case "install" | "localinstall" | "reinstall" | "in":
            yield from _install(arguments, words, state)
        case "remove" | "erase" | "autoremove" | "rm":
            yield RemovesPackages(packages=tuple(name for word in words if (name := name_of(word))))
        case "update" | "upgrade" | "distro-sync" | "upgrade-minimal" | "update-minimal" | "up":
            yield from upgrades()
            yield from _cache()
        case "clean":
            yield Empties(path="/var/cache/yum", build_only=CACHE)
            yield Empties(path="/var/cache/dnf", build_only=CACHE)
        case "makecache" | "check-update" | "refresh" | "ref":
            yield from _cache()
        case "config-manager" | "copr" | "addrepo" | "ar":
            yield WritesTree(path="/etc/yum.repos.d")
        case "module":
            yield from _module(words)
        case "groupinstall" | "groups" | "group" | "groupupdate":
            yield from _group(words, state)
            yield from _cache()
        case "list" | "info" | "search" | "repolist" | "provides" | "history" | "repoquery" | "se":
            return
        case word:
            yield Opaque(reason=f"{invocation.name} {word} is not known", below=SYSTEM_TREES)


def _module(words: tuple[str, ...]) -> Iterator[Effect]:
    """``module enable`` chooses a stream; ``module install`` installs it."""
    if words[:1] in (("install",), ("switch-to",), ("update",), ("remove",)):
        yield Opaque(reason="the packages of a module", below=SYSTEM_TREES)
        yield from _cache()
    elif words[:1] not in ((), ("list",), ("info",), ("provides",)):
        yield WritesTree(path="/etc/dnf/modules.d")


def _group(words: tuple[str, ...], state: State) -> Iterator[Effect]:
    """A group that is for builds alone counts as a package; of others the repository knows more."""
    if words[:1] in ((), ("list",), ("info",), ("summary",)):
        return
    groups = [word for word in words if word != "install"]
    distribution = state.distribution
    known = [one for one in groups if distribution and build_only(distribution, one)]
    if known:
        yield InstallsPackages(packages=tuple(known))
    if others := [one.replace(HOLE, "…") for one in groups if one not in known]:
        named = ", ".join(others)
        yield Opaque(reason=f"the packages of the group {named}", below=SYSTEM_TREES)


def name_of(word: str) -> str | None:
    """A package's name without version and architecture; None for files, groups and the unknown."""
    if word.endswith(".rpm") or not _NAME.match(word):
        return None
    return _VERSION.sub("", _ARCHITECTURE.sub("", word))


def _install(arguments: Arguments, words: tuple[str, ...], state: State) -> Iterator[Effect]:
    names = [name for word in words if (name := name_of(word))]
    if names:
        weak = not any(
            "install_weak_deps=0" in value.lower() or "install_weak_deps=false" in value.lower()
            for value in arguments.values("--setopt")
        )
        yield InstallsPackages(packages=tuple(names), files=files_of(state, names), recommends=weak)
    files = [word for word in words if name_of(word) is None]
    others = [word.replace(HOLE, "…") for word in files if not _REPOSITORY.search(word)]
    if len(others) < len(files):
        yield WritesTree(path="/etc/yum.repos.d")
        yield WritesTree(path="/etc/pki/rpm-gpg")
    if others:
        yield Opaque(
            reason=f"packages that are not known by name: {', '.join(others)}", below=SYSTEM_TREES
        )
    yield from _cache()


def _cache() -> Iterator[Effect]:
    yield WritesTree(path="/var/cache/yum", build_only=CACHE)
    yield WritesTree(path="/var/cache/dnf", build_only=CACHE)


@standard("rpm", "rpmkeys")
def rpm(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs package files, removes packages, trusts keys or asks."""
    arguments = Options(
        "-i|--install -U|--upgrade -F|--freshen -e|--erase -q|--query -V|--verify -v -h -a -f -p"
        " -l -K --import --rebuilddb --nodeps --force --eval: -E: --root: --qf|--queryformat:"
        " --quiet --percent --hash --replacepkgs --nosignature --nodigest --noscripts"
    ).read(invocation.arguments)
    if arguments.has("-q", "-V", "-K", "--eval", "-E"):
        return
    if arguments.has("-e"):
        yield RemovesPackages(
            packages=tuple(name for word in arguments.operands if (name := name_of(word)))
        )
    elif arguments.has("--import", "--rebuilddb"):
        yield WritesTree(path="/var/lib/rpm")
    elif arguments.operands:
        for word in arguments.operands:
            if "://" not in word:
                yield Reads(path=place(state, word))
        yield Opaque(reason="packages from files are not known by name", below=SYSTEM_TREES)


@standard(
    "subscription-manager", "yum-config-manager", "yum-builddep", "alternatives", "authconfig"
)
def others(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Sets up repositories, alternatives and the packages that a build needs."""
    below = SYSTEM_TREES if invocation.name == "yum-builddep" else ("/etc", "/var/lib/alternatives")
    yield Opaque(reason=f"{invocation.name} is not followed", below=below)
