"""Groups, passwords and other changes to accounts."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import AddsGroup, AddsUser, ChangesUsers, Effect, Moves, Removes
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE


@standard("groupadd", "lgroupadd")
def groupadd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Adds a group."""
    arguments = Options(
        "-g|--gid: -r|--system -f|--force -o|--non-unique -K|--key: -p|--password: -R|--root:"
        " -P|--prefix: -U|--users:"
    ).read(invocation.arguments)
    for name in arguments.operands[-1:]:
        yield AddsGroup(name=name, gid=arguments.value("-g") or "")


@standard("addgroup")
def addgroup(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Adds a group, or with two names puts a user into one."""
    arguments = Options(
        "-g|--gid: -S|--system --quiet|-q --force-badname --firstgid: --lastgid: --debug --group"
    ).read(invocation.arguments)
    match arguments.operands:
        case (name,):
            yield AddsGroup(name=name, gid=arguments.value("-g") or "")
        case (user, _, *_):
            yield ChangesUsers(name=user)


@standard("usermod")
def usermod(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes a user; ``-l`` renames it, ``-d DIR -m`` moves its home directory."""
    arguments = Options(
        "-a|--append -G|--groups: -g|--gid: -u|--uid: -o|--non-unique -d|--home: -m|--move-home"
        " -l|--login: -s|--shell: -c|--comment: -L|--lock -U|--unlock -p|--password:"
        " -e|--expiredate: -f|--inactive: -R|--root: -v: -w: -V: -W: -Z:"
    ).read(invocation.arguments)
    for name in arguments.operands[-1:]:
        yield ChangesUsers(name=name)
        new, home = arguments.value("-l"), arguments.value("-d")
        if new:
            yield AddsUser(name=new, home=place(state, home or f"/home/{name}"))
        if home and arguments.has("-m"):
            yield Moves(source=f"/home/{name}", target=place(state, home))


@standard("userdel", "deluser")
def userdel(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Removes a user; ``-r`` with the home directory."""
    arguments = Options(
        "-r|--remove|--remove-home -f|--force -R: --system --quiet --remove-all-files --backup"
    ).read(invocation.arguments)
    for name in arguments.operands[:1]:
        yield ChangesUsers(name=name)
        if arguments.has("-r"):
            yield Removes(path=f"/home/{name}")


@standard("groupmod", "groupdel", "delgroup", "gpasswd")
def group(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes or removes a group; ``-n`` gives it a new name."""
    arguments = Options(
        "-g|--gid: -n|--new-name: -o -a|--add: -d|--delete: -M: -A: -r -R -f -p:"
    ).read(invocation.arguments)
    for name in arguments.operands[-1:]:
        yield ChangesUsers(name=name)
        new = arguments.value("-n")
        if new:
            yield AddsGroup(name=new, gid=arguments.value("-g") or "")


@standard(
    "passwd", "chsh", "chfn", "chage", "newusers", "vipw", "pwconv", "grpconv", "newgrp", "sg",
    "loginctl"
)  # fmt: skip
def account(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes a password, a shell or another field of an account."""
    arguments = Options(
        "-s|--shell: -d -l -u -x: -n: -w: -i: -E: -I: -M: -m: -W: -f: --stdin"
    ).read(invocation.arguments)
    yield ChangesUsers(name=arguments.operands[-1] if arguments.operands else state.user or HOLE)


@standard("chpasswd", "chgpasswd")
def chpasswd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the passwords of ``user:password`` lines."""
    lines = (invocation.stdin or HOLE).splitlines()
    for name in dict.fromkeys(line.partition(":")[0].strip() for line in lines):
        if name:
            yield ChangesUsers(name=name)
