"""Commands that make and remove files: rm, mkdir, ln, touch, truncate, dd …"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import (
    TEMPORARY,
    changed,
    expand,
    inside,
    is_device,
    is_directory,
    is_glob,
    loose,
    place,
)
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model.answer import Answer
from dockerize_ms.model.effects import (
    ChangesMode,
    CopiesTree,
    Effect,
    Links,
    MakesDirectory,
    Reads,
    Removes,
    WritesFile,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State

_MKDIR = Options("-p|--parents -m|--mode: -v|--verbose -Z --context?")
_LN = Options(
    "-s|--symbolic -f|--force -n|--no-dereference -v|--verbose -r|--relative"
    " -T|--no-target-directory -t|--target-directory: -i -b --backup? -S|--suffix: -L -P -d -F"
)
_TOUCH = Options(
    "-a -m -c|--no-create -d|--date: -t: -r|--reference: -h|--no-dereference -f --time:"
)
_TRUNCATE = Options("-s|--size: -c|--no-create -o -r|--reference:")


@handles("rm", "unlink", "shred")
def rm(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Removes paths; options change only what it says."""
    for word in Options("").read(invocation.arguments).operands:
        for path in changed(state, word):
            yield Removes(path=path)


@handles("rmdir")
def rmdir(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Removes directories that are empty."""
    arguments = Options("-p|--parents -v --ignore-fail-on-non-empty").read(invocation.arguments)
    if arguments.has("--ignore-fail-on-non-empty"):
        return
    for word in arguments.operands:
        for path in changed(state, word):
            yield Removes(path=path)


@handles("mkdir")
def mkdir(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes directories."""
    arguments = _MKDIR.read(invocation.arguments)
    mode = arguments.value("-m")
    for word in arguments.operands:
        path = place(state, word)
        yield MakesDirectory(path=path)
        if mode:
            yield ChangesMode(path=path, mode=mode)


@handles("ln")
def ln(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Links: ``ln -s TARGET… PATH``; a hard link is a copy."""
    arguments = _LN.read(invocation.arguments)
    directory = arguments.value("-t")
    targets = arguments.operands if directory is not None else arguments.operands[:-1]
    where = directory
    if where is None:
        where = arguments.operands[-1] if targets else "."
        targets = targets or arguments.operands
    into = directory is not None or len(targets) > 1 or where == "."
    if not into and not arguments.has("-T"):
        into = bool(is_directory(state, where)) and not _replaces(state, where, arguments.has("-n"))
    for target in targets:
        path = place(state, where)
        yield from _link(
            state,
            target,
            inside(path, target) if into else path,
            arguments.has("-s"),
            arguments.has("-r"),
        )


def _replaces(state: State, word: str, no_dereference: bool) -> bool:
    """Whether ``ln -n`` replaces a link to a directory."""
    return no_dereference and state.fs.lookup(place(state, word)).kind == "link"


def _link(state: State, target: str, path: str, symbolic: bool, relative: bool) -> Iterator[Effect]:
    if not symbolic:
        yield CopiesTree(source=place(state, target), target=path)
    elif relative:
        yield Links(
            path=path, target=posixpath.relpath(place(state, target), posixpath.dirname(path))
        )
    else:
        for each in _sources(state, target):
            yield Links(path=path, target=each)


def _sources(state: State, target: str) -> tuple[str, ...]:
    """A link's target; a glob that means one file is that file."""
    expanded = expand(state, target)
    exact = is_glob(target) and expanded.complete and len(expanded.found) == 1
    return expanded.found if exact else (loose(target),)


@handles("link")
def link(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes a hard link."""
    if len(invocation.arguments) == 2:
        source, target = invocation.arguments
        yield CopiesTree(source=place(state, source), target=place(state, target))


@handles("touch")
def touch(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes files that are not there; of others only the time changes."""
    arguments = _TOUCH.read(invocation.arguments)
    if arguments.has("-c"):
        return
    for word in arguments.operands:
        for path in changed(state, word):
            if state.fs.exists(path) is not Answer.YES and not is_device(path):
                yield WritesFile(path=path, content=b"", appends=True)


@handles("truncate")
def truncate(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the size of files."""
    arguments = _TRUNCATE.read(invocation.arguments)
    content = b"" if arguments.value("-s") == "0" else None
    for word in arguments.operands:
        for path in changed(state, word):
            yield WritesFile(path=path, content=content)


@handles("mktemp", "tempfile")
def mktemp(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes something with a name of its own, in ``/tmp`` or where the template says."""
    arguments = Options("-d|--directory -u -q -p: --tmpdir? -t --suffix:").read(
        invocation.arguments
    )
    template = arguments.operands[0] if arguments.operands else ""
    where = posixpath.dirname(template) or arguments.value("-p", "--tmpdir")
    if where is None and template and not arguments.has("-t"):
        where = "."
    yield WritesTree(path=place(state, where or TEMPORARY))


@handles("dd")
def dd(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Copies ``if=`` to ``of=``."""
    for word in invocation.arguments:
        name, _, value = word.partition("=")
        if name == "if" and not is_device(place(state, value)):
            yield Reads(path=place(state, value))
        if name == "of" and not is_device(place(state, value)):
            yield WritesFile(path=place(state, value))


@handles("fallocate", "mkfifo", "mknod")
def special(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes one file: the first or last operand."""
    operands = (
        Options("-l|--length: -o|--offset: -m|--mode: -n -x -z").read(invocation.arguments).operands
    )
    if operands:
        yield WritesFile(
            path=place(state, operands[-1] if invocation.name == "fallocate" else operands[0])
        )
