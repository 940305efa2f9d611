"""Which variables a text refers to, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst, shell
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import instructions
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
_READERS = frozenset(("read", "getopts", "mapfile", "readarray"))
_ASSIGNED = re.compile(r"([A-Za-z_]\w*)=")
_WORD = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(:?[-+?])?[^}]*\}?)")


class Reference(Struct, frozen=True, kw_only=True, eq=False):
    """A variable that a step refers to without a default; ``shell``: in a shell's text."""

    name: str
    step: Step
    span: Span
    shell: bool


def references(subject: Subject, stage: Stage) -> tuple[Reference, ...]:
    """What the instructions of a stage refer to, each name once for each instruction."""
    return subject.once(("references", stage.index), lambda: _references(stage))


def _references(stage: Stage) -> Iterator[Reference]:
    for step in instructions(stage):
        if "$" not in step.instruction.text:
            continue
        in_words = step.name in _EXPANDED
        found = _in_words(step.instruction) if in_words else _in_shell_of(step)
        for name, span in found:
            if sets(step, name):
                continue  # ENV PATH=/opt/bin:$PATH: empty is fine
            yield Reference(name=name, step=step, span=span, shell=not in_words)


def sets(step: Step, name: str) -> bool:
    """Whether a step is an ENV that sets a variable."""
    view = step.instruction.view
    return isinstance(view, cst.Env) and any(name == key for key, _ in view.pairs)


def _in_words(instruction: cst.Instruction) -> Iterator[tuple[str, Span]]:
    """Variables of an instruction's flags, arguments and heredocs."""
    for flag in instruction.flags:
        if flag.name != "from" and flag.start >= 0:
            span = instruction.file.span(flag.start, flag.start + len(flag.raw))
            yield from ((name, span) for name, _ in _names(instruction, flag.value or ""))
    source = instruction.source
    for name, match in _names(instruction, source.text):
        yield name, source.span(*match.span())
    for heredoc in instruction.heredocs:
        if heredoc.expand:
            yield from ((name, instruction.span) for name, _ in _names(instruction, heredoc.body))


def _names(instruction: cst.Instruction, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Names that BuildKit expands in a text, without those that have a default."""
    if "$" not in text:
        return
    expanded = set(cst.variables(text, escape=instruction.origin.escape))
    for match in _WORD.finditer(text):
        name = match[1] or match[2]
        if name in expanded:
            expanded.discard(name)
            if not match[3]:
                yield name, match


def _in_shell_of(step: Step) -> Iterator[tuple[str, Span]]:
    view = step.instruction.view
    if step.script is not None:
        yield from in_shell(step.script)
    elif isinstance(view, cst.Cmd | cst.Entrypoint | cst.Healthcheck) and view.shell is not None:
        yield from in_shell(shell.parse(view.shell))


def in_script(text: str, path: str) -> Iterator[tuple[str, Span]]:
    """Names that a script refers to without setting them."""
    return in_shell(shell.parse(SourceMap.literal(text, path)))


def in_shell(script: shell.Script) -> Iterator[tuple[str, Span]]:
    """Names that a shell text refers to and sets nowhere, in order, each once."""
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
            case shell.Parameter(name=name, operator=operator):
                if operator in _DEFAULTS:
                    own.add(name)
                elif name.isidentifier() and name not in found:
                    found[name] = script.span(node)
    yield from ((name, span) for name, span in found.items() if name not in own)


def _set_by(words: list[str]) -> Iterator[str]:
    if words and words[0] in _READERS:
        yield from (word for word in words[1:] if word.isidentifier())
    elif words and words[0] in _SETTERS:
        yield from (match[1] for word in words[1:] if (match := _ASSIGNED.match(word)))
