"""What the shell does itself: directories, variables, the end of a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import ChangesDirectory, Effect, Exits, SetsVariable
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, known

_NAME = re.compile(r"[A-Za-z_]\w*\Z")


@standard("cd", "pushd")
def cd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the directory; ``cd -`` goes back, ``cd`` alone goes home."""
    words = [word for word in invocation.arguments if word not in ("-P", "-L", "-e", "--", "-n")]
    if invocation.name == "pushd":
        yield SetsVariable(name="DIRSTACK", value=_pushed(state))
    yield SetsVariable(name="OLDPWD", value=state.cwd)
    match words:
        case []:
            yield ChangesDirectory(path=state.home)
        case ["-"]:
            yield ChangesDirectory(path=place(state, state.env.get("OLDPWD", HOLE)))
        case [word, *_]:
            yield ChangesDirectory(path=place(state, word))


@standard("popd")
def popd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Goes back to where the last ``pushd`` was called."""
    top, _, rest = state.env.get("DIRSTACK", "").partition("\n")
    yield ChangesDirectory(path=top or place(state, HOLE))
    yield SetsVariable(name="DIRSTACK", value=rest)


def _pushed(state: State) -> str:
    return f"{state.cwd}\n{state.env.get('DIRSTACK', '')}"


@standard("export", "declare", "typeset", "readonly", "local")
def export(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Sets variables and marks them for programs; ``export NAME`` sets nothing new."""
    exported = invocation.name == "export" or "-x" in invocation.arguments
    for word in invocation.arguments:
        name, equals, value = word.partition("=")
        if name.startswith("-"):
            continue
        if name.endswith("+"):
            name, value = name[:-1], state.env.get(name[:-1], "") + value
        if not _NAME.match(name):
            continue
        if equals:
            yield SetsVariable(name=name, value=value, exported=exported)
        elif name in state.env:
            yield SetsVariable(name=name, value=state.env[name], exported=exported)


@standard("unset")
def unset(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Forgets variables."""
    if "-f" in invocation.arguments:
        return
    for word in invocation.arguments:
        if _NAME.match(word):
            yield SetsVariable(name=word, value=None)


@standard("read", "mapfile", "readarray", "getopts")
def read(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Sets variables to something that is not known."""
    for word in invocation.arguments:
        if _NAME.match(word):
            yield SetsVariable(name=word, value=HOLE)


@standard("let")
def let(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Counts: the variables it names are not known afterwards."""
    for word in invocation.arguments:
        for name in re.findall(r"[A-Za-z_]\w*(?=[-+*/%|&^<>]{0,2}=)", word):
            yield SetsVariable(name=name, value=HOLE)


@standard("exit", "return", "logout")
def leave(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Ends the shell; without a status, with that of the command before."""
    status = invocation.arguments[:1]
    yield Exits(fails=status not in ((), ("0",)) and known(status[0]))


@standard(
    ":", "true", "false", "test", "[", "[[", "((", "set", "shopt", "shift", "ulimit", "umask",
    "trap", "wait", "hash", "alias", "unalias", "type", "times", "jobs", "fg", "bg", "kill",
    "break", "continue", "history", "bind", "compgen", "complete", "enable", "help", "dirs",
    "suspend", "disown"
)  # fmt: skip
def nothing(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes nothing that outlives the shell."""
    yield from ()
