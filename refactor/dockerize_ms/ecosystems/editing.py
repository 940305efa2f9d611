"""Commands that change files in place or write one: sed, tee, patch, strip …"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import changed, is_device, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.ecosystems.scripts import text_of
from dockerize_ms.ecosystems.stream_edit import edited
from dockerize_ms.model.effects import Effect, Opaque, Reads, WritesFile
from dockerize_ms.model.invocation import Invocation, State

_SED = Options(
    "-e|--expression: -f|--file: -i|--in-place? -n|--quiet|--silent -E|-r|--regexp-extended"
    " -s|--separate -u -z|--null-data -l: --debug --posix --follow-symlinks"
)
_PATCH = Options(
    "-p|--strip: -i|--input: -d|--directory: -o|--output: -b|--backup -B: -D: -F: -g: -r: -V:"
    " -Y: -z: -N|--forward -R|--reverse -s|--silent -t -u -f|--force -l -E --dry-run --binary"
    " --verbose"
)


@standard("sed", "gsed")
def sed(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Prints changed text; with ``-i`` it changes the files, whose content is not known then."""
    arguments = _SED.read(_in_place_apart(invocation.arguments))
    files = arguments.operands if arguments.has("-e", "-f") else arguments.operands[1:]
    for script in arguments.values("-f"):
        yield Reads(path=place(state, script))
    scripts = (*arguments.values("-e"), *arguments.operands[: len(arguments.operands) - len(files)])
    plain = not arguments.has("-n", "-f", "-z")
    for word in files:
        for path in changed(state, word) if word != "-" else ():
            if arguments.has("-i"):
                yield from _edit(path, state, scripts if plain else None)
            else:
                yield Reads(path=path)


def _edit(path: str, state: State, scripts: Sequence[str] | None) -> Iterator[Effect]:
    """Reads a file, which must be there, and writes it."""
    yield Reads(path=path)
    text = None if scripts is None else edited(text_of(path, state), scripts)
    yield WritesFile(
        path=path, content=None if text is None else text.encode("utf-8", "surrogateescape")
    )


def _in_place_apart(words: tuple[str, ...]) -> list[str]:
    """``-ie`` means the suffix "e" to sed; most who write it mean ``-i -e``: both change files."""
    return [part for word in words for part in (("-i", "-e") if word == "-ie" else (word,))]


@standard("perl")
def perl(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``perl -pi -e PROGRAM FILE…`` changes files; other programs are not followed."""
    words = list(invocation.arguments)
    switches = [word for word in words if word[:1] == "-" and word[:2] != "--"]
    if words and words[0] in ("-v", "-V", "--version", "-c"):
        return
    if not any("i" in word.partition(".")[0] and "p" in "".join(switches) for word in switches):
        yield Opaque(reason="a perl program is not followed")
        return
    at = next((at for at, word in enumerate(words) if word[:1] == "-" and word[-1:] in "eE"), None)
    files = words[at + 2 :] if at is not None else ()
    for word in files:
        for path in changed(state, word):
            yield WritesFile(path=path)


@standard("tee")
def tee(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes what comes in to files."""
    arguments = Options("-a|--append -i -p").read(invocation.arguments)
    text = invocation.stdin
    content = None if text is None else text.encode("utf-8", "surrogateescape")
    for word in arguments.operands:
        path = place(state, word)
        if not is_device(path):
            yield WritesFile(path=path, content=content, appends=arguments.has("-a"))


@standard("sponge")
def sponge(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes what comes in to a file, at its end."""
    for word in Options("-a").read(invocation.arguments).operands:
        yield WritesFile(path=place(state, word))


@standard("patch")
def patch(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the named file, or whatever the patch names below the directory."""
    arguments = _PATCH.read(invocation.arguments)
    if arguments.has("--dry-run"):
        return
    directory = place(state, arguments.value("-d") or ".")
    given = arguments.value("-i") or (arguments.operands[1] if arguments.operands[1:] else None)
    if given:
        yield Reads(path=place(state, given))
    target = arguments.value("-o") or (arguments.operands[0] if arguments.operands else None)
    if target:
        yield WritesFile(path=posixpath.normpath(posixpath.join(directory, target)))
    else:
        yield Opaque(reason="a patch is not read", below=(directory,))


@standard("optipng", "jpegoptim")
def in_place(invocation: Invocation, state: State) -> Iterable[Effect]:
    """Makes files smaller: they stay what they were."""
    return ()


@standard("dos2unix", "fromdos")
def dos2unix(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Takes the carriage returns out of files (``-n IN OUT`` makes a new one)."""
    arguments = Options("-n|--newfile -o -k -q -f -s -c: --keepdate --quiet").read(
        invocation.arguments
    )
    files = arguments.operands[1::2] if arguments.has("-n") else arguments.operands
    for word in files:
        for path in changed(state, word):
            yield from _edit(path, state, ("s/\\r$//",))


@standard("unix2dos", "todos", "ex", "ed")
def rewrite(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the files it is given."""
    for word in Options("-c: -s").read(invocation.arguments).operands:
        for path in changed(state, word):
            yield WritesFile(path=path)


@standard("envsubst", "m4", "split", "csplit")
def substitute(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Prints (envsubst, m4) or writes pieces into the working directory (split)."""
    if invocation.name in ("split", "csplit"):
        yield Opaque(reason="pieces of a file", below=(state.cwd,))


@standard("vim", "vi", "nvim", "nano", "emacs")
def editor(invocation: Invocation, state: State) -> Iterator[Effect]:
    """An editor that runs in a build installs its plugins."""
    yield Opaque(reason="an editor's commands are not followed", below=(state.home,))
