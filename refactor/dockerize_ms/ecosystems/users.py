"""Accounts: useradd, adduser (Debian's and BusyBox's), groupadd, usermod …"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.families import family
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import AddsGroup, AddsUser, ChangesUsers, Effect
from dockerize_ms.model.invocation import Invocation, State

_USERADD = Options(
    "-b|--base-dir: -c|--comment: -d|--home-dir|--home: -D|--defaults -e|--expiredate:"
    " -f|--inactive: -g|--gid: -G|--groups: -k|--skel: -K|--key: -l|--no-log-init"
    " -m|--create-home -M|--no-create-home -N|--no-user-group -o|--non-unique -p|--password:"
    " -r|--system -R|--root: -s|--shell: -u|--uid: -U|--user-group -Z: -P|--prefix:"
)
_DEBIAN = Options(
    "--home|-home: --shell: --no-create-home --uid|-u: --gid: --firstuid: --lastuid: --ingroup:"
    " --group --system --disabled-password --disabled-login --gecos|--comment:"
    " --add_extra_groups|--add-extra-groups --force-badname|--allow-badname --allow-bad-names"
    " --encrypt-home --quiet|-q --debug --conf|-c: --extrausers --no-log-init --allow-all-names"
    " -m -s|--sh: -d: -g: -G: -M -r"
)
_BUSYBOX = Options(
    "-h|--home: -g|--gecos: -s|--shell: -G|--ingroup: -S|--system"
    " -D|--disabled-password|--empty-password -H|--no-create-home -u|--uid: -k|--skel:"
)
_DEBIAN_ONLY = (
    "--disabled-login",
    "--group",
    "--quiet",
    "--force-badname",
    "--add_extra_groups",
    "--no-log-init",
)
_NONE_SINCE = 12  # since Debian 12, system users get no home directory unless one is named


@standard("useradd", "luseradd")
def useradd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Adds a user; the home directory is made on request (by default in the Red Hat family)."""
    yield from _useradd(invocation.arguments, state)


def _useradd(words: tuple[str, ...], state: State) -> Iterator[Effect]:
    arguments = _USERADD.read(words)
    if arguments.has("-D") or not arguments.operands:
        return
    name = arguments.operands[-1]
    system = arguments.has("-r")
    makes = arguments.has("-m") or (family(state) == "rhel" and not system)
    home = arguments.value("-d") or f"{arguments.value('-b') or '/home'}/{name}"
    group = arguments.value("-g") or ("users" if arguments.has("-N") else "")
    yield AddsUser(
        name=name,
        group=group,
        uid=arguments.value("-u") or "",
        home=place(state, home),
        makes_home=makes and not arguments.has("-M"),
    )


@standard("adduser")
def adduser(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Adds a user, or with two names puts one into a group. Three programs have this name."""
    found = family(state)
    words = invocation.arguments
    if found == "rhel":
        yield from _useradd(words, state)
    elif found in ("alpine", "busybox") or (not found and _looks_busybox(words)):
        yield from _busybox(_BUSYBOX.read(words), state)
    else:
        yield from _debian(_DEBIAN.read(words), state)


def _looks_busybox(words: tuple[str, ...]) -> bool:
    short = {
        letter for word in words if word[:1] == "-" and word[:2] != "--" for letter in word[1:]
    }
    return bool(short & set("DSHh")) and not set(_DEBIAN_ONLY) & set(words)


def _busybox(arguments: Arguments, state: State) -> Iterator[Effect]:
    if len(arguments.operands) >= 2:
        yield ChangesUsers(name=arguments.operands[0])
        return
    for name in arguments.operands:
        group = arguments.value("-G") or ("nogroup" if arguments.has("-S") else "")
        yield AddsUser(
            name=name,
            group=group,
            uid=arguments.value("-u") or "",
            home=place(state, arguments.value("-h") or f"/home/{name}"),
            makes_home=not arguments.has("-H"),
        )


def _debian(arguments: Arguments, state: State) -> Iterator[Effect]:
    if len(arguments.operands) >= 2:
        yield ChangesUsers(name=arguments.operands[0])
        return
    for name in arguments.operands:
        system = arguments.has("--system", "-r")
        if arguments.has("--group") and not system:
            yield AddsGroup(name=name, gid=arguments.value("--gid") or "")
            continue
        if system and arguments.has("--group"):
            yield AddsGroup(name=name)
        home = arguments.value("--home", "-d")
        group = arguments.value("--ingroup", "--gid", "-g") or ""
        yield AddsUser(
            name=name,
            group=group or ("nogroup" if system and not arguments.has("--group") else ""),
            uid=arguments.value("--uid") or "",
            home=place(state, home or f"/home/{name}"),
            makes_home=not arguments.has("--no-create-home", "-M")
            and (bool(home) or not system or _old(state)),
        )


def _old(state: State) -> bool:
    """Whether the release surely makes a home directory for system users too."""
    known = state.distribution
    version = known.version.split(".")[0] if known else ""
    limit = _NONE_SINCE if known and known.family == "debian" else 23
    return version.isdigit() and int(version) < limit
