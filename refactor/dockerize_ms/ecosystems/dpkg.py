"""dpkg and debconf."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.apt import sorted_words
from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import SYSTEM_TREES, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    Effect,
    Links,
    Moves,
    Opaque,
    Reads,
    RemovesPackages,
    Updates,
    WritesFile,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State

_DPKG = Options(
    "-i|--install -r|--remove -P|--purge -l|--list -L|--listfiles -s|--status -S|--search"
    " -c|--contents -I|--info -V|--verify -p -C|--audit -x|--extract -X|--vextract -e|--control"
    " -b|--build --configure -a|--pending --unpack --print-architecture"
    " --print-foreign-architectures --add-architecture --remove-architecture --get-selections"
    " --set-selections --compare-versions --force-all --force-depends --force-confold"
    " --force-confnew --force-overwrite --force-architecture --force? -E -G -R --root:"
    " --validate-version --version --assert-multi-arch --instdir: --admindir: -D: --no-debsig"
    " --clear-selections --triggers-only"
)


@standard("dpkg")
def dpkg(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs files, removes packages; most other commands only ask."""
    arguments = _DPKG.read(invocation.arguments)
    if arguments.has("-i", "--unpack"):
        for word in arguments.operands:
            yield Reads(path=place(state, word))
        yield Opaque(reason="packages from files are not known by name", below=SYSTEM_TREES)
    elif arguments.has("-r", "-P"):
        yield RemovesPackages(packages=tuple(sorted_words(arguments.operands).packages))
    elif arguments.has("--configure", "--triggers-only"):
        yield Updates(path="/etc")
        yield Updates(path="/var/lib")
    elif arguments.has("-x", "-X", "-e") and arguments.operands:
        yield WritesTree(
            path=place(state, arguments.operands[1] if arguments.operands[1:] else ".")
        )
    elif arguments.has(
        "--add-architecture", "--remove-architecture", "--set-selections", "--clear-selections"
    ):
        yield WritesFile(path="/var/lib/dpkg/arch")
    elif arguments.has("-b"):
        yield WritesTree(path=state.cwd)
    elif arguments.unknown:
        yield Opaque(reason=f"dpkg {arguments.unknown[0]} is not known", below=SYSTEM_TREES)


@standard("dpkg-deb")
def dpkg_deb(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Packs and unpacks package files."""
    arguments = _DPKG.read(invocation.arguments)
    operands = arguments.operands
    if arguments.has("-x", "-X", "-e", "-R") and operands[1:]:
        yield WritesTree(path=place(state, operands[1]))
    elif arguments.has("-b") and operands:
        yield WritesTree(path=place(state, operands[1] if operands[1:] else "."))


@standard("dpkg-reconfigure")
def dpkg_reconfigure(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Configures packages anew: time zone, locales."""
    yield Updates(path="/etc")
    if "locales" in invocation.arguments:
        yield Updates(path="/usr/lib/locale")


@standard("dpkg-divert")
def dpkg_divert(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Keeps a package from writing a file; ``--rename`` moves what is there."""
    arguments = Options(
        "--divert: --package: --rename --local --add --remove --quiet --no-rename"
    ).read(invocation.arguments)
    yield WritesFile(path="/var/lib/dpkg/diversions")
    for word in arguments.operands if arguments.has("--rename") else ():
        path = place(state, word)
        yield Moves(source=path, target=arguments.value("--divert") or path + ".distrib")


@standard(
    "dpkg-query", "dpkg-architecture", "dpkg-statoverride", "dpkg-trigger",
    "dpkg-checkbuilddeps", "dpkg-parsechangelog"
)  # fmt: skip
def asks(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Asks, or overrides the owner of a file."""
    if invocation.name == "dpkg-statoverride":
        yield WritesFile(path="/var/lib/dpkg/statoverride")


@standard("debconf-set-selections", "debconf", "debconf-communicate", "debconf-show")
def debconf(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Answers questions that packages ask when they are installed."""
    if invocation.name != "debconf-show":
        yield WritesFile(path="/var/cache/debconf/config.dat")


@standard("dpkg-buildpackage", "debuild", "checkinstall", "mk-build-deps", "equivs-build")
def builds(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Builds packages; their programs are not followed."""
    below = SYSTEM_TREES if invocation.name in ("checkinstall", "mk-build-deps") else ()
    yield Opaque(reason=f"{invocation.name} is not followed", below=(*below, place(state, "..")))


@standard("update-alternatives")
def alternatives(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Links a name to one of several programs: ``--install LINK NAME PATH PRIORITY``."""
    from_here = list(invocation.arguments)
    for at, word in enumerate(from_here):
        link = from_here[at + 1 : at + 4]
        if (word == "--install" and len(link) == 3) or (word == "--slave" and len(link) == 3):
            yield from _alternative(state, link[0], link[1], link[2])
        elif word == "--set" and len(link) >= 2:
            yield Links(path=f"/etc/alternatives/{link[0]}", target=link[1])
        elif word in ("--remove", "--remove-all", "--config", "--auto", "--all", "--force-all"):
            yield WritesTree(path="/etc/alternatives")
    yield WritesTree(path="/var/lib/dpkg/alternatives", build_only="the record of alternatives")


def _alternative(state: State, link: str, name: str, target: str) -> Iterator[Effect]:
    yield Links(path=f"/etc/alternatives/{name}", target=target)
    yield Links(path=place(state, link), target=f"/etc/alternatives/{name}")
