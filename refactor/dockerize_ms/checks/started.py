"""What a container starts: its commands, found in its own filesystem."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import shell
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks import presence
from dockerize_ms.cst import Instruction
from dockerize_ms.errors import Evidence
from dockerize_ms.model.answer import Found
from dockerize_ms.model.stage import Command, Stage
from dockerize_ms.shell.walk import below
from dockerize_ms.text import SourceMap, Span

_BUILTINS = """
. : [ [[ alias bg break builtin case cd command continue declare do done echo elif else esac eval
exec exit export false fg fi for getopts hash if in jobs kill let local printf pwd read readonly
return set shift source test then times trap true type typeset ulimit umask unalias unset until
wait while {
"""
BUILTINS = frozenset(_BUILTINS.split())
"""What a shell does itself or takes for its own syntax."""
_ASKS = frozenset(("[", "[[", "test", "command", "type", "which"))


class Root(Struct, frozen=True, kw_only=True, eq=False):
    """A command of a stage's configuration that the file itself sets."""

    name: str
    command: Command
    instruction: Instruction
    shell: str


class Start(Struct, frozen=True, kw_only=True, eq=False):
    """A program that is started; ``certain`` says that it is on every start."""

    called: str
    path: str
    found: Found
    span: Span
    certain: bool


def roots(subject: Subject, stage: Stage) -> Iterator[Root]:
    """ENTRYPOINT, CMD and HEALTHCHECK in force, as far as the file sets them."""
    config = stage.config
    for name, command in (
        ("ENTRYPOINT", config.entrypoint),
        ("CMD", config.cmd),
        ("HEALTHCHECK", config.healthcheck),
    ):
        if command is None or command.inherited:
            continue
        for owner in subject.line(stage):
            for step in reversed(owner.steps):
                if step.name == name and _is(command, step.instruction):
                    shell = owner.before[step.number].shell
                    yield Root(
                        name=name,
                        command=command,
                        instruction=step.instruction,
                        shell=shell[0] if shell else "/bin/sh",
                    )


def _is(command: Command, instruction: Instruction) -> bool:
    span = command.by.span
    return span is not None and span.start <= instruction.span.start < max(span.end, span.start + 1)


def starts(subject: Subject, stage: Stage, root: Root) -> tuple[Start, ...]:
    """The programs that one root names itself, in order; shell builtins are left out.

    What they start in turn (scripts, programs) is not here.
    """
    find = _of_text if root.command.argv is None else _of_words
    return subject.once((stage.index, root.name), lambda: find(subject, stage, root))


def _of_words(subject: Subject, stage: Stage, root: Root) -> Iterator[Start]:
    """The first word, and words that a program which runs others is given."""
    words = root.command.argv or ()
    config = stage.config
    if words and words[0].endswith(".wasm"):
        return  # not a program for Linux: a runtime of its own finds it
    first_in_force = root.name != "CMD" or config.entrypoint is None
    called = subject.live(stage).commands
    for at, word in enumerate(words):
        # behind an entry point, a word of CMD is a program only if the entry point starts it
        if not (at == 0 and first_in_force) and not _starts(called, word, stage):
            continue
        if word in BUILTINS and not (at == 0 and first_in_force):
            continue
        path, found = locate(stage, word)
        span = word_span(root.instruction, word)
        yield Start(called=word, path=path, found=found, span=span, certain=True)


def _starts(called: dict[str, tuple[Evidence, Found]], word: str, stage: Stage) -> bool:
    """Whether a word is started: by a program that runs others, or as a path by a script.

    A bare name may be a keyword that a script looks for, and so is not counted.
    """
    if word not in called or word.startswith("-"):
        return False
    if "/" in word:
        return True
    by = called[word][0].span
    own = (stage.config.entrypoint, stage.config.cmd, stage.config.healthcheck)
    return any(one is not None and by == one.by.span for one in own)


def _of_text(subject: Subject, stage: Stage, root: Root) -> Iterator[Start]:
    """The commands of a shell text."""
    place = root.instruction.span
    certain = root.command.shell is not None and _straight(root.command.shell)
    for called, (by, found) in subject.live(stage).commands.items():
        span = by.span
        if span is None or span.path != place.path or called == root.shell or called in BUILTINS:
            continue
        if not place.start <= span.start < place.end or span == root.command.by.span:
            continue
        if "/" in called and found.path:  # relative to wherever the text went
            path, found = found.path, presence.sure(stage.fs, found, found.path)
        else:
            path, found = locate(stage, called)
        where = word_span(root.instruction, called)
        yield Start(called=called, path=path, found=found, span=where, certain=certain)


def _straight(source: SourceMap) -> bool:
    """Whether a text runs its commands one after the other, whatever comes of them."""
    script = shell.parse(source)
    for node in below(script.body):
        if isinstance(node, shell.If | shell.Case | shell.While | shell.Test):
            return False
        if isinstance(node, shell.Part) and node.operator == "||":
            return False
        if isinstance(node, shell.Command) and node.words and node.words[0].literal in _ASKS:
            return False
    return True


def locate(stage: Stage, called: str) -> tuple[str, Found]:
    """Where the container of a stage finds a command."""
    config = stage.config
    return presence.command(stage.fs, called, config.env.get("PATH", ""), config.workdir)
