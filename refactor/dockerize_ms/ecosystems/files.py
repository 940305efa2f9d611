"""Commands that make and remove files: rm, mkdir, ln, touch, truncate, dd …"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import (
    TEMPORARY,
    changed,
    is_device,
    place,
)
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.answer import Answer
from dockerize_ms.model.effects import (
    ChangesMode,
    Effect,
    MakesDirectory,
    Reads,
    Removes,
    WritesFile,
)
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_MKDIR = Options("-p|--parents -m|--mode: -v|--verbose -Z --context?")
_TOUCH = Options(
    "-a -m -c|--no-create -d|--date: -t: -r|--reference: -h|--no-dereference -f --time:"
)
_MKTEMP = Options("-d|--directory -u|--dry-run -q|--quiet -p: --tmpdir? -t --suffix:")
_TRUNCATE = Options("-s|--size: -c|--no-create -o -r|--reference:")


@standard("rm", "unlink", "shred")
def rm(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Removes paths; options change only what it says."""
    for word in Options("").read(invocation.arguments).operands:
        for path in changed(state, word):
            yield Removes(path=path)


@standard("rmdir")
def rmdir(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Removes directories that are empty."""
    arguments = Options("-p|--parents -v --ignore-fail-on-non-empty").read(invocation.arguments)
    if arguments.has("--ignore-fail-on-non-empty"):
        return
    for word in arguments.operands:
        for path in changed(state, word):
            yield Removes(path=path)


@standard("mkdir")
def mkdir(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes directories."""
    arguments = _MKDIR.read(invocation.arguments)
    mode = arguments.value("-m")
    for word in arguments.operands:
        path = place(state, word)
        yield MakesDirectory(path=path)
        if mode:
            yield ChangesMode(path=path, mode=mode)


@standard("touch")
def touch(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes files that are not there; of others only the time changes, to a certain one or now."""
    arguments = _TOUCH.read(invocation.arguments)
    for word in arguments.operands:
        for path in changed(state, word):
            if arguments.has("-d", "-t", "-r"):
                yield ChangesMode(path=path, mode="")
            if arguments.has("-c"):
                continue
            if state.fs.exists(path) is not Answer.YES and not is_device(path):
                yield WritesFile(path=path, content=b"", appends=True)


@standard("truncate")
def truncate(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the size of files."""
    arguments = _TRUNCATE.read(invocation.arguments)
    content = b"" if arguments.value("-s") == "0" else None
    for word in arguments.operands:
        for path in changed(state, word):
            yield WritesFile(path=path, content=content)


@standard("mktemp", "tempfile")
def mktemp(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes something with a name of its own, in ``/tmp`` or where the template says."""
    directory, template = mktemp_place(invocation.arguments)
    path = place(state, posixpath.join(directory, template.rstrip("X") or "tmp.")) + HOLE
    if "-u" not in invocation.arguments:
        yield MakesDirectory(path=path) if "-d" in invocation.arguments else WritesFile(path=path)


def mktemp_place(words: tuple[str, ...]) -> tuple[str, str]:
    """The directory, and the template's name; empty where there is none."""
    arguments = _MKTEMP.read(words)
    template = arguments.operands[0] if arguments.operands else ""
    directory, name = posixpath.split(template)
    given = arguments.value("-p", "--tmpdir")
    if not template or arguments.has("-t", "-p", "--tmpdir"):
        directory = posixpath.join(given or TEMPORARY, directory)
    return directory, name


@standard("dd")
def dd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Copies ``if=`` to ``of=``."""
    for word in invocation.arguments:
        name, _, value = word.partition("=")
        if name == "if" and not is_device(place(state, value)):
            yield Reads(path=place(state, value))
        if name == "of" and not is_device(place(state, value)):
            yield WritesFile(path=place(state, value))


@standard("fallocate", "mkfifo", "mknod")
def special(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes one file: the first or last operand."""
    operands = (
        Options("-l|--length: -o|--offset: -m|--mode: -n -x -z").read(invocation.arguments).operands
    )
    if operands:
        yield WritesFile(
            path=place(state, operands[-1] if invocation.name == "fallocate" else operands[0])
        )
