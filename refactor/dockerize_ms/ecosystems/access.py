"""Owners, modes and capabilities: chmod, chown, chgrp, setcap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import changed
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import ChangesMode, ChangesOwner, Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_COMMON = (
    "-R|--recursive -c|--changes -f|--silent|--quiet -v|--verbose -h|--no-dereference"
    " --dereference -H -L -P --preserve-root --no-preserve-root --reference: --from:"
)
_OPTIONS = Options(_COMMON)
_MINUS_MODE = re.compile(r"-[rwxXst]+(,.*)?\Z")  # ``chmod -x file``: no option


@standard("chmod")
def chmod(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes permission bits."""
    words = invocation.arguments
    minus = [word for word in words if _MINUS_MODE.match(word)]
    arguments = _OPTIONS.read([word for word in words if word not in minus])
    if arguments.has("--reference"):
        mode, operands = HOLE, arguments.operands
    elif minus:
        mode, operands = minus[0], arguments.operands
    else:
        mode, operands = (arguments.operands or ("",))[0], arguments.operands[1:]
    for word in operands:
        for path in changed(state, word):
            yield ChangesMode(path=path, mode=mode, recursive=arguments.has("-R"))


@standard("chown")
def chown(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes owners (``user``, ``user:``, ``user:group``, ``:group``, ``user.group``)."""
    arguments = _OPTIONS.read(invocation.arguments)
    reference = arguments.has("--reference")
    operands = arguments.operands if reference else arguments.operands[1:]
    owner, group = (HOLE, HOLE) if reference else owner_and_group((arguments.operands or ("",))[0])
    for word in operands:
        for path in changed(state, word):
            yield ChangesOwner(path=path, owner=owner, group=group, recursive=arguments.has("-R"))


def owner_and_group(word: str) -> tuple[str, str]:
    """The two parts; ``user:`` means the user's own group, which has the user's name mostly."""
    mark = ":" if ":" in word else "."
    owner, found, group = word.partition(mark)
    if found and not group:
        group = owner
    return owner, group


@standard("chgrp")
def chgrp(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes groups."""
    arguments = _OPTIONS.read(invocation.arguments)
    for word in arguments.operands[1:]:
        for path in changed(state, word):
            group = arguments.operands[0]
            yield ChangesOwner(path=path, group=group, recursive=arguments.has("-R"))


def owner_effect(path: str, owner: str, group: str) -> Iterator[Effect]:
    """A change of owner, where there is one to make."""
    if owner or group:
        yield ChangesOwner(path=path, owner=owner, group=group)


@standard("setcap", "setfacl", "chattr")
def setcap(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Gives files capabilities (``setcap CAPS FILE …``), access lists or attributes."""
    if invocation.name == "setcap":
        words = [word for word in invocation.arguments if word not in ("-q", "-v", "-n")]
        pairs = list(zip(words[::2], words[1::2], strict=False))
    else:
        operands = (
            Options("-m|--modify: -x: -R -d -b -k -M: -n").read(invocation.arguments).operands
        )
        pairs = [(HOLE, word) for word in operands]
    for mode, word in pairs:
        for path in changed(state, word):
            yield ChangesMode(path=path, mode=mode, capabilities=True)
