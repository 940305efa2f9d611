"""Links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import (
    expand,
    inside,
    is_directory,
    is_glob,
    loose,
    place,
)
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    CopiesTree,
    Effect,
    Links,
)
from dockerize_ms.model.invocation import Invocation, State

_LN = Options(
    "-s|--symbolic -f|--force -n|--no-dereference -v|--verbose -r|--relative"
    " -T|--no-target-directory -t|--target-directory: -i -b --backup? -S|--suffix: -L -P -d -F"
)


@standard("ln")
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


@standard("link")
def link(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes a hard link."""
    if len(invocation.arguments) == 2:
        source, target = invocation.arguments
        yield CopiesTree(source=place(state, source), target=place(state, target))
