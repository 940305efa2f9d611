"""What BuildKit refuses in a whole file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.cst import argument_errors, build_errors, directives, flag_errors
from dockerize_ms.cst.instruction import Instruction
from dockerize_ms.cst.nearest import nearest
from dockerize_ms.cst.nodes import Directive, Trivia
from dockerize_ms.errors import ParseError
from dockerize_ms.text import SourceFile, encode

KNOWN = frozenset(
    (
        *("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK"),
        *("LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME"),
        "WORKDIR",
    )
)
_LONGEST_LINE = 65_535


def errors(
    items: tuple[Instruction, ...], footer: tuple[Trivia, ...], file: SourceFile
) -> Iterator[ParseError]:
    """Every error, those of the file as a whole last."""
    yield from _directives(items[0].leading if items else footer, file)
    yield from _long_lines(file)
    for instruction in items:
        yield from _instruction(instruction)
    yield from _stages(items)
    yield from _built(items)
    if not items:
        yield ParseError("file with no instructions", file.span(0, 0), "begin with FROM image")


def _directives(trivia: Iterable[Trivia], file: SourceFile) -> Iterator[ParseError]:
    seen: set[str] = set()
    for line in trivia:
        if not isinstance(line, Directive):
            return
        span = file.span(line.start, line.start + len(line.code.rstrip()))
        if line.name in seen:
            message = f"only one {line.name} parser directive can be used"
            yield ParseError(message, span, "remove all but one")
        elif line.name == "escape" and line.value not in ("\\", "`"):
            message = f"invalid escape token {line.value!r}"
            yield ParseError(message, span, "choose a backslash or a backtick")
        elif line.name == "check" and (option := directives.bad_option(line.value)) is not None:
            message = f"invalid check option {option!r}"
            yield ParseError(message, span, "write skip=RULES, experimental=RULES or error=true")
        seen.add(line.name)


def _long_lines(file: SourceFile) -> Iterator[ParseError]:
    if len(file.text) <= _LONGEST_LINE // 4:
        return
    start = 0
    for line in file.text.split("\n"):
        if len(line) > _LONGEST_LINE // 4 and len(encode(line)) > _LONGEST_LINE:
            message = f"dockerfile line greater than max allowed size of {_LONGEST_LINE}"
            yield ParseError(message, file.span(start, start), "break the line")
        start += len(line) + 1


def _instruction(instruction: Instruction) -> Iterator[ParseError]:
    name = instruction.name
    if name not in KNOWN:
        near = nearest(name, sorted(KNOWN))
        hint = f"did you mean {near}?" if near else _unknown_hint(instruction)
        yield ParseError(f"unknown instruction: {name}", instruction.span, hint)
        return
    silent = name == "HEALTHCHECK" and "".join(instruction.values[:1]).upper() == "NONE"
    if not silent:
        syntax = instruction.origin.syntax
        for flag, message, hint in flag_errors.problems(name, instruction.flags, syntax):
            yield ParseError(message, instruction.span_of(flag), hint)
    for message, hint in argument_errors.problems(instruction):
        yield ParseError(message, instruction.span, hint)


def _unknown_hint(instruction: Instruction) -> str:
    if instruction.name.startswith("//"):
        return "comments begin with #"
    return "is a backslash missing at the end of the line above?"


def _stages(items: tuple[Instruction, ...]) -> Iterator[ParseError]:
    for instruction in items:
        if instruction.name == "FROM" or instruction.name not in KNOWN:
            return  # what is unknown may have been meant as FROM
        if instruction.name != "ARG":
            message = f"no build stage in current context: {instruction.name} before FROM"
            yield ParseError(message, instruction.span, "only ARG may stand before FROM")
            return
    if items:
        message = "dockerfile contains no stages to build"
        yield ParseError(message, items[-1].span, "add FROM image")


def _built(items: tuple[Instruction, ...]) -> Iterator[ParseError]:
    """What comes to light when a build runs.

    It always reads what is global and every FROM, and always builds the last stage;
    to an instruction of another one it may never come.
    """
    names = [instruction.name for instruction in items]
    first = names.index("FROM") if "FROM" in names else len(names)
    last = len(names) - names[::-1].index("FROM") if "FROM" in names else 0
    for index, instruction in enumerate(items):
        if first < index < last and instruction.name != "FROM":
            continue
        for flag, message, hint in dict.fromkeys(build_errors.problems(instruction)):
            span = instruction.span_of(flag) if flag else instruction.span
            yield ParseError(message, span, hint)
