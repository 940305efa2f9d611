"""Shells as commands: texts after ``-c``, scripts, and what a shell reads into itself."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.ecosystems.environment import sets_only_variables
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.ecosystems.scripts import generated_script, handed_on, source_of
from dockerize_ms.model.effects import Effect, Opaque, Runs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, SourceMap

_WITH_VALUE = ("-o", "+o", "-O", "+O", "--rcfile", "--init-file")
_INFORMATION = ("--version", "--help")


class _Call(Struct, frozen=True, kw_only=True):
    """A shell's words: the text of ``-c`` or the script, and what follows."""

    command: bool = False
    stdin: bool = False
    checks: bool = False
    rest: tuple[str, ...] = ()


def _read(words: tuple[str, ...]) -> _Call:
    """Takes the words of ``sh`` apart: ``-euxo pipefail -c TEXT NAME ARGUMENT…``."""
    command = stdin = checks = False
    at = 0
    while at < len(words) and words[at][:1] in ("-", "+") and words[at] not in ("-", "--"):
        word = words[at]
        at += 1
        if word in _WITH_VALUE:
            at += 1
        elif word.startswith("--"):
            checks = checks or word in _INFORMATION
        else:
            command = command or "c" in word
            stdin = stdin or "s" in word
            checks = checks or "n" in word
            at += word.endswith("o")
    if at < len(words) and words[at] in ("-", "--"):
        at += 1
    return _Call(command=command, stdin=stdin, checks=checks, rest=words[at:])


@standard("sh", "bash", "ash", "dash", "zsh", "ksh", "mksh", "rbash")
def sh(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a text, a script or what comes in."""
    call = _read(invocation.arguments)
    if call.checks:
        return
    if call.command:
        if not call.rest:
            return
        text = call.rest[0]
        if text == HOLE:
            yield Opaque(reason="a shell text that is not known before the build runs it")
        else:
            yield Runs(source=SourceMap.literal(text), arguments=call.rest[2:])
    elif call.rest and not call.stdin:
        yield from script(call.rest[0], state, call.rest[1:])
    elif invocation.stdin is None:
        yield Opaque(reason="a script that is not known before the build fetches it")
    else:
        yield Runs(source=SourceMap.literal(invocation.stdin), arguments=call.rest)


def script(
    word: str, state: State, arguments: tuple[str, ...], inline: bool = False
) -> Iterator[Effect]:
    """Runs a script file that a shell is given."""
    path = place(state, word)
    source = source_of(path, state)
    if (generated := generated_script(path, state)) is not None:
        yield generated
    elif source is None:
        yield Opaque(reason=f"the script {word} cannot be read")
    else:
        given = handed_on(source.text, arguments)
        yield Runs(source=source, arguments=given, script=path, inline=inline)


@standard("source", ".")
def source(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Reads a script into the shell. Well-known ones only set variables."""
    words = [word for word in invocation.arguments if word != "--"]
    if not words:
        return
    path = place(state, words[0])
    if state.fs.read(path) is None:
        variables = sets_only_variables(path, state)
        if variables is not None:
            yield from variables
            return
    yield from script(words[0], state, tuple(words[1:]), inline=True)


@standard("eval")
def evaluate(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs its words as a text of the same shell."""
    text = " ".join(invocation.arguments)
    if text.strip(f" {HOLE}") == "" and HOLE in text:
        yield Opaque(reason="eval of a text that is not known before the build runs it")
    elif text:
        yield Runs(source=SourceMap.literal(text), inline=True)


@standard("exec")
def execute(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command in place of the shell; without one it only redirects."""
    words = invocation.arguments
    while words and words[0] in ("-a", "-c", "-l", "--"):
        words = words[2:] if words[0] == "-a" else words[1:]
    if words:
        yield Runs(argv=words, ends=True)


@standard("command", "builtin")
def command(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command; with ``-v`` it only asks whether there is one."""
    words = invocation.arguments
    while words and words[0] in ("-p", "--"):
        words = words[1:]
    if words and words[0][:1] != "-":
        yield Runs(argv=words)
