"""What BuildKit refuses once it comes to an instruction: words that it cannot expand, or use.

Variables stand for whatever a build gives them, so only what no value could mend counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dockerize_ms.cst import heredocs, mount_errors
from dockerize_ms.cst.expand import expand, expand_body
from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.cst.instruction import Instruction
from dockerize_ms.cst.nodes import Flag
from dockerize_ms.text import HOLE, known

Problem = tuple[Flag | None, str, str]
"""The flag, or None for the arguments, what is wrong, and what to do."""

_WORDS = frozenset(
    ("ADD", "COPY", "ENV", "EXPOSE", "FROM", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR")
)
_FLAGS = frozenset({"chown", "chmod", "checksum", "platform"})
_PORT = r"(?:[^:]*:)*(?P<from>[^:/-]*)(?:-(?P<to>[^:/]*))?(?:/(?i:tcp|udp|sctp)?)?"
_NUMBER = r"\+?0*[0-9]{1,5}"
_SIGNAL_NAMES = """
ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP
SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX
"""
_SIGNALS = frozenset(_SIGNAL_NAMES.split())
_REAL_TIME = r"RTMIN\+(?:[1-9]|1[0-5])|RTMAX-(?:[1-9]|1[0-4])"


def problems(instruction: Instruction) -> Iterator[Problem]:
    """Every problem of an instruction of a stage that is built, or of a FROM or a global ARG."""
    escape, syntax = instruction.origin.escape, instruction.origin.syntax
    check = _CHECKS.get(instruction.name)
    for flag, word in _words(instruction):
        try:
            text = expand(word, lambda name: HOLE, escape=escape, patterns=syntax.patterns)
        except ExpansionError as error:
            yield flag, error.message, "escape a dollar or a quote that is meant as it stands"
            continue
        if check and flag is None and known(text):
            yield from ((None, *problem) for problem in check(text))
        elif flag and flag.name == "chmod" and known(text) and _is_no_mode(text):
            yield flag, f"invalid mode: {text}", "write an octal number up to 7777, or such as u+x"
    for heredoc in instruction.heredocs if instruction.name in ("ADD", "COPY") else ():
        try:
            expand_body(heredoc, lambda name: HOLE)
        except ExpansionError as error:
            yield None, error.message, f"write <<'{heredoc.name}' to keep the text as it is"
    for flag in instruction.flags if instruction.name == "RUN" else ():
        if flag.name == "mount" and flag.value:
            for message, hint in mount_errors.problems(flag.value, escape, syntax):
                yield flag, message, hint


def _words(instruction: Instruction) -> Iterator[tuple[Flag | None, str]]:
    name, values = instruction.name, instruction.values
    for flag in instruction.flags:
        if name in ("ADD", "COPY", "FROM") and flag.name in _FLAGS:
            yield flag, flag.value or ""
    if name == "ARG":
        yield from ((None, word.partition("=")[2]) for word in values)
    elif name == "FROM":
        yield from ((None, word) for word in values[:1])
    elif name in _WORDS:
        copied = name in ("ADD", "COPY") and instruction.heredocs
        yield from ((None, word) for word in values if not (copied and heredocs.mark(word)))


def _is_no_mode(text: str) -> bool:
    return text.isdecimal() and (not re.fullmatch("[0-7]+", text) or int(text, 8) > 0o7777)


def _base(text: str) -> Iterator[tuple[str, str]]:
    if not text:
        yield "base name should not be blank", "name an image or a stage"


def _port(text: str) -> Iterator[tuple[str, str]]:
    port = re.fullmatch(_PORT, text)
    ends = [end for end in port.groups() if end is not None] if port else [""]
    numbers = [int(end[-5:]) if re.fullmatch(_NUMBER, end) else -1 for end in ends]
    if text and not 0 <= min(numbers) <= max(numbers) < 1 << 16:
        yield f"invalid port: {text}", "write such as 80, 80/udp or 8000-8009"
    elif text and numbers[0] > numbers[-1]:
        yield f"invalid port range: {text}", "put the lower number first"


def _signal(text: str) -> Iterator[tuple[str, str]]:
    name = text.upper().removeprefix("SIG")
    number = re.fullmatch(r"[+-]?[0-9]+", text)
    named = name in _SIGNALS or re.fullmatch(_REAL_TIME, name)
    if not (text.strip("+-0") if number else named):
        yield f"invalid signal: {text}", "write such as SIGTERM or 15"


_CHECKS: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "EXPOSE": _port,
    "FROM": _base,
    "STOPSIGNAL": _signal,
}
