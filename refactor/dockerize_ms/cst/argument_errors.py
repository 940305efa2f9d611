"""What BuildKit refuses in the arguments of an instruction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dockerize_ms.cst import heredocs
from dockerize_ms.cst.characters import SPACE
from dockerize_ms.cst.expand import expand
from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.cst.instruction import Instruction

Problem = tuple[str, str]
"""What is wrong, and what to do."""

_STAGE = r"[a-z][a-z0-9\-_.]*"
_DURATION = r"[+-]?(?:0|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)"
_PART = r"([0-9.]+)(ns|us|µs|μs|ms|s|m|h)"
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
_RETRIES = r"[+-]?[0-9]{1,18}"
_FORBIDDEN_TRIGGERS = frozenset({"ONBUILD", "FROM", "MAINTAINER"})


def problems(instruction: Instruction) -> Iterator[Problem]:
    """Every problem of a known instruction's arguments."""
    if instruction.parsed.error:
        yield instruction.parsed.error, instruction.parsed.hint
        return
    for heredoc in instruction.heredocs:
        if not heredoc.terminator:
            yield "unterminated heredoc", f"end it with a line that holds only {heredoc.name}"
    check = _CHECKS.get(instruction.name)
    if check:
        yield from check(instruction)


def _one(instruction: Instruction) -> Iterator[Problem]:
    if not instruction.values:
        yield f"{instruction.name} requires exactly one argument", "say which"


def _some(instruction: Instruction) -> Iterator[Problem]:
    if not instruction.values:
        yield f"{instruction.name} requires at least one argument", "say which"


def _from(instruction: Instruction) -> Iterator[Problem]:
    values = instruction.values
    if len(values) == 3 and values[1].lower() == "as":
        if not re.fullmatch(_STAGE, values[2].lower()):
            hint = "begin with a letter; then letters, digits, '-', '_' and '.'"
            yield f"invalid name for build stage: {values[2]!r}", hint
    elif len(values) != 1:
        comment = "put the comment on a line of its own" if "#" in "".join(values) else ""
        hint = comment or "write FROM image, or FROM image AS name"
        yield "FROM requires either one or three arguments", hint


def _copy(instruction: Instruction) -> Iterator[Problem]:
    name, values = instruction.name, instruction.values
    if len(values) < 2:
        yield f"{name} requires at least two arguments", "give sources and a destination"
    elif instruction.origin.syntax.heredocs and heredocs.mark(values[-1]):
        yield f"{name} cannot accept a heredoc as a destination", "end with a path"
    for flag in instruction.flags if name == "COPY" else ():
        if flag.name == "from" and not _is_plain(flag.value or "", instruction.origin.escape):
            message = "variable expansion is not supported for --from"
            yield message, "name a stage after FROM $VARIABLE and use its name"


def _is_plain(word: str, escape: str) -> bool:
    try:
        return expand(word, dict[str, str]().get, escape=escape) == word
    except ExpansionError:
        return False


def _pairs(instruction: Instruction) -> Iterator[Problem]:
    yield from _some(instruction)
    if "" in instruction.values[::2]:
        yield f"{instruction.name} names can not be blank", "write name=value"


def _arg(instruction: Instruction) -> Iterator[Problem]:
    yield from _some(instruction)
    if any(word.startswith("=") for word in instruction.values):
        yield "ARG names can not be blank", "write name or name=value"


def _volume(instruction: Instruction) -> Iterator[Problem]:
    yield from _some(instruction)
    if not all(path.strip(SPACE) for path in instruction.values):
        yield "VOLUME specified can not be an empty string", "name a directory"


def _shell(instruction: Instruction) -> Iterator[Problem]:
    yield from _some(instruction)
    if instruction.values and not instruction.is_json:
        yield "SHELL requires the arguments to be in JSON form", 'write SHELL ["sh", "-c"]'


def _onbuild(instruction: Instruction) -> Iterator[Problem]:
    yield from _some(instruction)
    if not instruction.values:
        return
    inner = instruction.inner
    if inner.name.strip(SPACE) in _FORBIDDEN_TRIGGERS:
        yield f"{inner.name} isn't allowed as an ONBUILD trigger", "give another instruction"
    elif inner.parsed.error:
        yield inner.parsed.error, inner.parsed.hint


def _healthcheck(instruction: Instruction) -> Iterator[Problem]:
    if not instruction.values:
        yield "HEALTHCHECK requires at least one argument", "write CMD command, or NONE"
        return
    kind, *command = instruction.values
    if kind.upper() == "NONE":
        if command:
            yield "HEALTHCHECK NONE takes no arguments", "drop what follows NONE"
        return
    if kind.upper() != "CMD":
        yield f"unknown type {kind!r} in HEALTHCHECK", "write CMD before the command"
    elif not command:
        yield "missing command after HEALTHCHECK CMD", "say what to run"
    for flag in instruction.flags:
        if flag.value and flag.name != "retries":
            yield from _interval(flag.name, flag.value)
        elif flag.value and not _is_count(flag.value):
            yield f"--retries is no number that counts: {flag.value}", "write such as --retries=3"


def _interval(name: str, value: str) -> Iterator[Problem]:
    if not re.fullmatch(_DURATION, value):
        yield f"invalid duration for --{name}: {value}", "write such as 30s, 1m30s or 500ms"
        return
    seconds = sum([float(number) * _SECONDS[unit] for number, unit in re.findall(_PART, value)])
    if seconds and (value.startswith("-") or seconds < 1e-3):
        yield f"--{name} cannot be less than 1ms", "write such as 30s"


def _is_count(value: str) -> bool:
    return bool(re.fullmatch(_RETRIES, value)) and 0 <= int(value) < 1 << 31


_CHECKS: dict[str, Callable[[Instruction], Iterator[Problem]]] = {
    **dict.fromkeys(("WORKDIR", "USER", "STOPSIGNAL", "MAINTAINER"), _one),
    "ADD": _copy,
    "ARG": _arg,
    "COPY": _copy,
    "ENV": _pairs,
    "EXPOSE": _some,
    "FROM": _from,
    "HEALTHCHECK": _healthcheck,
    "LABEL": _pairs,
    "ONBUILD": _onbuild,
    "SHELL": _shell,
    "VOLUME": _volume,
}
