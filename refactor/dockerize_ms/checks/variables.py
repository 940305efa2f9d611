"""Which variables a text refers to, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst, shell
from dockerize_ms.checks.subject import instructions
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.shell.walk import below
from dockerize_ms.text import SourceMap, Span

_RUNTIME = """
HOME HOSTNAME PATH PWD OLDPWD TERM USER LOGNAME SHELL UID EUID PPID IFS RANDOM LINENO SECONDS
OPTARG OPTIND REPLY
"""
RUNTIME = frozenset(_RUNTIME.split())
"""Set by the shell or by whoever starts the container."""

_EXPANDED = frozenset(
    ("ADD", "ARG", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR")
)
_DEFAULTS = ("-", ":-", "=", ":=", "+", ":+", "?", ":?")
_SETTERS = frozenset(("export", "declare", "typeset", "readonly", "local", "env", "set"))
_NAME = re.compile(r"([A-Za-z_]\w*)=")


class Reference(Struct, frozen=True, kw_only=True, eq=False):
    """A variable that a step refers to without a default; ``shell``: in a shell's text."""

    name: str
    step: Step
    span: Span
    shell: bool


def references(stage: Stage) -> Iterator[Reference]:
    """What the instructions of a stage refer to, each name once for each instruction."""
    for step in instructions(stage):
        for name, span, in_shell in _of_step(step):
            yield Reference(name=name, step=step, span=span, shell=in_shell)


def _of_step(step: Step) -> Iterator[tuple[str, Span, bool]]:
    instruction = step.instruction
    if instruction.name in _EXPANDED:
        for name in _in_words(instruction):
            yield name, _place(instruction, name), False
        return
    match instruction.view:
        case (
            cst.Run(shell=SourceMap() as source)
            | cst.Cmd(shell=SourceMap() as source)
            | cst.Entrypoint(shell=SourceMap() as source)
            | cst.Healthcheck(shell=SourceMap() as source)
        ):
            for name, span in in_shell(source):
                yield name, span, True


def _in_words(instruction: cst.Instruction) -> Iterator[str]:
    escape = instruction.origin.escape
    flags = " ".join(flag.value or "" for flag in instruction.flags if flag.name != "from")
    texts = [flags, instruction.arguments_text]
    if instruction.heredocs:
        texts += [each.body for each in instruction.heredocs if each.expand]
    for text in texts:
        for name in cst.variables(text, escape=escape):
            if not re.search(rf"\$\{{{name}:?[-+?]", text):
                yield name


def _place(instruction: cst.Instruction, name: str) -> Span:
    found = re.search(rf"\$(?:{name}\b|\{{{name}\b[^}}]*\}}?)", instruction.source.text)
    return instruction.source.span(*found.span()) if found else instruction.span


def in_shell(source: SourceMap) -> Iterator[tuple[str, Span]]:
    """Names that a shell text refers to before setting them anywhere, in order, each once."""
    script = shell.parse(source)
    own: set[str] = set()
    found: dict[str, Span] = {}
    for node in below(script.body):
        match node:
            case shell.Assignment(name=name):
                own.add(name.partition("[")[0])
            case shell.For(variable=name):
                own.add(name)
            case shell.Command(words=words):
                own.update(_set_by([word.literal or "" for word in words]))
            case shell.Parameter(name=name, operator=operator) if operator not in _DEFAULTS:
                found.setdefault(name, script.span(node))
            case shell.Parameter(name=name):
                own.add(name)
    for name, span in found.items():
        if name not in own and name.isidentifier():
            yield name, span


def _set_by(words: list[str]) -> Iterator[str]:
    if words and words[0] in ("read", "getopts", "mapfile", "readarray"):
        yield from (word for word in words[1:] if word.isidentifier())
    elif words and words[0] in _SETTERS:
        yield from (match[1] for word in words[1:] if (match := _NAME.match(word)))
