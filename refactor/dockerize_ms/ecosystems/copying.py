"""cp, mv, install: which path lands where."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.ecosystems.access import owner_effect
from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import expand, inside, is_directory, is_glob, loose, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    ChangesMode,
    CopiesTree,
    Effect,
    Links,
    MakesDirectory,
    Moves,
    Opaque,
    WritesFile,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_CP = Options(
    "-a|--archive -r|-R|--recursive -t|--target-directory: -T|--no-target-directory"
    " -s|--symbolic-link -l|--link -f|--force -i|--interactive -n|--no-clobber -u -v|--verbose"
    " -p -d -H -L|--dereference -P|--no-dereference -x|--one-file-system -b -S|--suffix:"
    " --backup? --preserve? --no-preserve: --parents --reflink? --sparse: --remove-destination"
    " --strip-trailing-slashes --update? --attributes-only -Z --context? --copy-contents"
)
_MV = Options(
    "-f|--force -i|--interactive -n|--no-clobber -u -v|--verbose -t|--target-directory:"
    " -T|--no-target-directory -b --backup? -S|--suffix: -Z --strip-trailing-slashes --update?"
)
_INSTALL = Options(
    "-d|--directory -D -m|--mode: -o|--owner: -g|--group: -t|--target-directory:"
    " -T|--no-target-directory -s|--strip -v|--verbose -p|--preserve-timestamps -c -C|--compare"
    " -b --backup? -S|--suffix: -Z"
)


class Transfer(Struct, frozen=True, kw_only=True):
    """One source and the very path where it, or its contents, land.

    ``kind`` is "exact"; "file" where the source is one of several that are not all
    known but the target is that file; "tree" where something lands below the target.
    ``maybe``: the target is one of two that are possible.
    """

    source: str
    target: str
    kind: str = "exact"
    maybe: bool = False


@standard("cp", "gcp")
def cp(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Copies; links with ``-s``; with ``--parents`` the whole source path lands in the target."""
    arguments = _CP.read(invocation.arguments)
    words, directory = _sides(arguments)
    if directory is None:
        return
    if arguments.unknown or arguments.has("--parents"):
        yield WritesTree(path=place(state, directory))
        return
    for move in transfers(state, words, directory, arguments):
        if move.kind != "exact":
            yield _unknown(move)
        elif arguments.has("-s"):
            yield Links(path=move.target, target=move.source)
        else:
            yield CopiesTree(source=move.source, target=move.target, maybe=move.maybe)


@standard("mv", "gmv")
def mv(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Renames; of names that are not all known, the sources may be gone."""
    arguments = _MV.read(invocation.arguments)
    words, directory = _sides(arguments)
    if directory is None:
        return
    for move in transfers(state, words, directory, arguments):
        if move.kind == "exact":
            yield Moves(source=move.source, target=move.target, maybe=move.maybe)
        else:
            yield Opaque(reason="mv of names that are not all known", below=(move.source,))
            yield _unknown(move)


@standard("install", "ginstall")
def install(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes directories (``-d``), or copies files with a mode and an owner."""
    arguments = _INSTALL.read(invocation.arguments)
    owner, group = arguments.value("-o") or "", arguments.value("-g") or ""
    mode = arguments.value("-m")
    if arguments.has("-d"):
        for word in arguments.operands:
            yield MakesDirectory(path=place(state, word), owner=owner, group=group)
            if mode:
                yield ChangesMode(path=place(state, word), mode=mode)
        return
    words, directory = _sides(arguments)
    if directory is None:
        return
    for move in transfers(state, words, directory, arguments):
        if move.kind == "tree":
            yield _unknown(move)
            continue
        yield CopiesTree(source=move.source, target=move.target)
        yield ChangesMode(path=move.target, mode=mode or "0755")
        yield from owner_effect(move.target, owner, group)


def _sides(arguments: Arguments) -> tuple[tuple[str, ...], str | None]:
    """Sources, and the target; None where the words make no sense."""
    given = arguments.value("-t")
    if given is not None:
        return arguments.operands, given
    if len(arguments.operands) < 2:
        return (), None
    return arguments.operands[:-1], arguments.operands[-1]


def _unknown(move: Transfer) -> Effect:
    return WritesFile(path=move.target) if move.kind == "file" else WritesTree(path=move.target)


def transfers(
    state: State, words: Sequence[str], target: str, arguments: Arguments
) -> Iterator[Transfer]:
    """Every source with its final path. A directory that is not known to exist needs a guess."""
    into = _into(state, words, target, arguments)
    root = place(state, target)
    for word in words:
        if is_glob(word):
            yield from _globbed(state, word, root, into)
        elif into and HOLE in posixpath.basename(word.rstrip("/")):
            yield Transfer(source=place(state, word), target=root, kind="tree")
        elif into:
            yield Transfer(source=place(state, word), target=inside(root, word))
        else:
            source = place(state, word)
            guess = into is None and _nests(state, source, root)
            yield Transfer(source=source, target=root, maybe=guess)
            if guess:
                yield Transfer(source=source, target=inside(root, word), maybe=True)


def _globbed(state: State, word: str, root: str, into: bool | None) -> Iterator[Transfer]:
    expanded = expand(state, word)
    single = not into and len(expanded.found) < 2
    if not expanded.complete:
        kind = "file" if single and (into is False or "." in posixpath.basename(root)) else "tree"
        yield Transfer(source=loose(place(state, word)), target=root, kind=kind)
        if kind == "file":
            return
    for source in expanded.found:
        yield Transfer(
            source=source, target=root if single and expanded.complete else inside(root, source)
        )


def _into(state: State, words: Sequence[str], target: str, arguments: Arguments) -> bool | None:
    """Whether the sources land inside the target; None where nothing tells."""
    if arguments.has("-t") or len(words) > 1:
        return True
    if arguments.has("-T"):
        return False
    if HOLE in target and not target.endswith("/"):
        return None
    return is_directory(state, target)


def _nests(state: State, source: str, target: str) -> bool:
    """Whether a target that is not known could well be a directory that takes the source in.

    A target with the source's own name, or one that looks like a file's, is the copy itself.
    """
    name = posixpath.basename(target)
    if name == posixpath.basename(source) or "." in name:
        return False
    return state.fs.follow(source).kind == "dir"
