"""Commands that run another command: env, sudo, nohup, timeout, tini, xargs …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options, split
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import Effect, Opaque, Runs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import SourceMap

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)\Z", re.DOTALL)
_ENV = Options(
    "-i|--ignore-environment -u|--unset: -C|--chdir: -S|--split-string: -0|--null -v|--debug",
    stops=True,
)
_SUDO = Options(
    "-E --preserve-env? -H|--set-home -n|--non-interactive -S|--stdin -k -K -b|--background"
    " -i|--login -s|--shell -u|--user: -g|--group: -h|--host: -p|--prompt: -C: -D|--chdir: -r:"
    " -t: -T: -v -l",
    stops=True,
)
_PLAIN = {
    "nohup": Options("", stops=True),
    "nice": Options("-n|--adjustment:", stops=True),
    "ionice": Options("-c|--class: -n|--classdata: -t|--ignore", stops=True),
    "time": Options("-p -v|--verbose -a|--append -f|--format: -o|--output:", stops=True),
    "stdbuf": Options("-i|--input: -o|--output: -e|--error:", stops=True),
    "setsid": Options("-c|--ctty -f|--fork -w|--wait", stops=True),
    "tini": Options("-p: -s -v -w -g -e: -h -l --version", stops=True),
    "dumb-init": Options("-c|--single-child -v|--verbose -r|--rewrite: -V|--version", stops=True),
    "catatonit": Options("-P -g", stops=True),
    "setarch": Options("-R|--addr-no-randomize", stops=True),
    "unbuffer": Options("-p", stops=True),
    "eatmydata": Options("", stops=True),
    "fakeroot": Options("-l|--lib: -s: -i: -u -b:", stops=True),
    "caffeinate": Options("", stops=True),
}
_AFTER_ONE = {
    "timeout": Options(
        "-s|--signal: -k|--kill-after: -t: -v|--verbose --foreground --preserve-status", stops=True
    ),
    "gosu": Options("", stops=True),
    "su-exec": Options("", stops=True),
    "flock": Options("-x -s -u -n|--nonblock -w|--timeout: -E: -o -F -e", stops=True),
}
_SETPRIV = Options(
    "--reuid: --regid: --init-groups --clear-groups --keep-groups --groups: --inh-caps:"
    " --ambient-caps: --bounding-set: --no-new-privs --reset-env --pdeathsig: --securebits:",
    stops=True,
)
_SU = Options(
    "-c|--command: -s|--shell: -l|--login -p|-m|--preserve-environment -u|--user: -g|--group:"
    " -G|--supp-group: -P -w:"
)


@standard("env")
def env(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command with variables set."""
    arguments = _ENV.read(invocation.arguments)
    words = [*split(arguments.value("-S")), *arguments.operands]
    variables: dict[str, str] = {}
    while words and (match := _ASSIGNMENT.match(words[0])):
        variables[match[1]] = match[2]
        words = words[1:]
    directory = arguments.value("-C")
    if words:
        yield Runs(argv=tuple(words), env=variables, cwd=directory and place(state, directory))


@standard("sudo", "doas")
def sudo(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command as somebody else; ``NAME=value`` words before it set variables."""
    arguments = _SUDO.read(invocation.arguments)
    words = list(arguments.operands)
    variables: dict[str, str] = {}
    while words and (match := _ASSIGNMENT.match(words[0])):
        variables[match[1]] = match[2]
        words = words[1:]
    if words:
        yield Runs(argv=tuple(words), env=variables)
    elif arguments.has("-s", "-i"):
        yield Opaque(reason="a shell whose input is not known")


@standard(
    "nohup", "nice", "ionice", "time", "stdbuf", "setsid", "tini", "dumb-init", "catatonit",
    "setarch", "unbuffer", "eatmydata", "fakeroot", "caffeinate"
)  # fmt: skip
def plain(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs what follows the options."""
    options = _PLAIN.get(invocation.name, _PLAIN["nohup"])
    yield from _runs(options.read(invocation.arguments).operands)


@standard("timeout", "gosu", "su-exec", "flock")
def after_one(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs what follows the first operand: a duration, a user, a lock."""
    options = _AFTER_ONE.get(invocation.name, _AFTER_ONE["gosu"])
    yield from _runs(options.read(invocation.arguments).operands[1:])


@standard("setpriv")
def setpriv(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command with other privileges."""
    yield from _runs(_SETPRIV.read(invocation.arguments).operands)


def _runs(words: tuple[str, ...]) -> Iterator[Effect]:
    if words:
        yield Runs(argv=words)


@standard("chroot")
def chroot(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a command does below another root is not followed."""
    operands = (
        Options("--userspec: --groups: --skip-chdir", stops=True)
        .read(invocation.arguments)
        .operands
    )
    if operands:
        yield Opaque(reason="chroot is not followed", below=(place(state, operands[0]),))


@standard("su", "runuser")
def su(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs the text of ``-c`` as another user (``su - app -c "…"``)."""
    arguments = _SU.read(invocation.arguments)
    text = arguments.value("-c")
    login = arguments.has("-l") or "-" in arguments.operands
    users = [word for word in arguments.operands if word != "-"]
    user = arguments.value("-u") or (users[0] if users else "root")
    home = "/root" if user == "root" else f"/home/{user}"
    variables = {"HOME": home, "USER": user}
    directory = home if login else None
    if text is not None:
        yield Runs(
            source=SourceMap.literal(text), env=variables, cwd=directory, arguments=tuple(users[2:])
        )
    elif arguments.has("-u") and users:
        yield Runs(argv=tuple(users), env=variables, cwd=directory)
    elif users[1:]:
        yield Runs(argv=("sh", *users[1:]), env=variables, cwd=directory)
    elif invocation.stdin is not None:
        yield Runs(source=SourceMap.literal(invocation.stdin), env=variables, cwd=directory)
    else:
        yield Opaque(reason="a shell whose input is not known")
