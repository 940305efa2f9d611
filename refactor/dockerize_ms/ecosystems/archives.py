"""Archives: tar, zip, gzip and their kin. Unpacking fills a directory that is not known further."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import changed, is_device, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.ecosystems.toolchains import toolchain
from dockerize_ms.model.effects import Calls, Effect, Reads, Removes, WritesFile, WritesTree
from dockerize_ms.model.invocation import Invocation, State

_TAR = Options(
    "-x|--extract|--get -c|--create -t|--list -r|--append -u|--update -f|--file: -C|--directory:"
    " -z|--gzip|--gunzip|--ungzip -j|--bzip2 -J|--xz --zstd -a|--auto-compress -Z -v|--verbose"
    " -p|--preserve-permissions -k -m -o|--no-same-owner -O|--to-stdout -h|--dereference -P -S"
    " -w -W -l -s|--same-order --strip-components: --strip: --exclude: -X|--exclude-from:"
    " -T|--files-from: --transform|--xform: --owner: --group: --mode: --mtime: --wildcards"
    " --no-same-permissions --overwrite --warning: --totals -b: -I|--use-compress-program:"
    " --one-top-level? --checkpoint? --no-overwrite-dir --keep-newer-files --skip-old-files"
    " --delete --remove-files --sort: --anchored --numeric-owner --same-owner --acls --xattrs"
    " --format: -H: -L: -K: -N: -V: -g: -i|--ignore-zeros --ignore-failed-read"
)
_BUNDLE = re.compile(r"[A-Za-z]*[xctru][A-Za-z]*\Z")  # ``tar xzf``: options without a dash


@standard("tar", "bsdtar", "gtar")
def tar(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Unpacks into ``-C`` or here, or writes the archive."""
    words = _dashed(invocation.arguments)
    arguments = _TAR.read(words)
    directory = place(state, arguments.value("-C") or ".")
    archive = arguments.value("-f")
    yield from _compressor(arguments, archive or "")
    if arguments.has("-x"):
        if archive not in (None, "-"):
            yield Reads(path=place(state, archive or ""))
        known = (
            toolchain(archive or "", directory) if not arguments.has("--strip-components") else None
        )
        if not arguments.has("-O"):
            yield WritesTree(path=directory) if known is None else known
    elif arguments.has("-c", "-r", "-u"):
        yield from _packs(arguments, archive, directory, state)


_COMPRESSORS = {"-z": "gzip", "-j": "bzip2", "-J": "xz", "--zstd": "zstd"}
_ENDINGS = {
    "gz": "gzip",
    "tgz": "gzip",
    "bz2": "bzip2",
    "tbz2": "bzip2",
    "xz": "xz",
    "txz": "xz",
    "zst": "zstd",
}


def _compressor(arguments: Arguments, archive: str) -> Iterator[Effect]:
    """The program that tar starts, by option or by the archive's name."""
    given = [program for option, program in _COMPRESSORS.items() if arguments.has(option)]
    by_name = _ENDINGS.get(archive.rpartition(".")[2]) if arguments.has("-x", "-a") else None
    for name in given or ([by_name] if by_name else []):
        yield Calls(name=name)


def _dashed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The old style ``xzf ARCHIVE`` as ``-xz -f ARCHIVE``: letters with a value take a word."""
    if not words or not _BUNDLE.match(words[0]):
        return words
    rest = list(words[1:])
    plain = "".join(letter for letter in words[0] if letter not in "fCbXTIKLNVg")
    taken = [
        part
        for letter in words[0]
        if letter in "fCbXTIKLNVg"
        for part in (f"-{letter}", *rest[:1], *_drop(rest))
    ]
    return (f"-{plain}", *taken, *rest)


def _drop(rest: list[str]) -> tuple[str, ...]:
    del rest[:1]
    return ()


def _packs(
    arguments: Arguments, archive: str | None, directory: str, state: State
) -> Iterator[Effect]:
    for word in arguments.operands:
        yield Reads(path=posixpath.normpath(posixpath.join(directory, word)))
    if archive not in (None, "-") and not is_device(place(state, archive or "")):
        yield WritesFile(path=place(state, archive or ""))


@standard("unzip", "7z", "7za", "7zr", "unrar", "unar")
def unzip(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Unpacks into ``-d DIR`` (``-oDIR`` for 7z) or here."""
    words = invocation.arguments
    if invocation.name.startswith("7z"):
        yield from _seven(words, state)
        return
    arguments = Options("-d: -P: -x -o -q -n -j -u -l -p -t -v -a -L -C -X").read(words)
    if arguments.operands:
        yield Reads(path=place(state, arguments.operands[0]))
    if not arguments.has("-l", "-p", "-t", "-v"):
        yield WritesTree(path=place(state, arguments.value("-d") or "."))


def _seven(words: tuple[str, ...], state: State) -> Iterator[Effect]:
    operands = [word for word in words if word[:1] != "-"]
    target = next((word[2:] for word in words if word.startswith("-o")), ".")
    if operands[:1] == ["a"]:
        yield from (WritesFile(path=place(state, word)) for word in operands[1:2])
    elif operands[:1] in (["x"], ["e"]):
        yield WritesTree(path=place(state, target))


@standard("zip")
def zip_(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes an archive; ``-d`` and ``-m`` change it or remove what went in."""
    arguments = Options("-r -q -j -9 -x -i -m -u -d -y -X -D -P: -b: -n: -t: -tt:").read(
        invocation.arguments
    )
    operands = arguments.operands
    if operands and operands[0] != "-":
        yield WritesFile(
            path=place(state, operands[0] if "." in operands[0] else operands[0] + ".zip")
        )
    if arguments.has("-m"):
        yield from (Removes(path=path) for word in operands[1:] for path in changed(state, word))


_SUFFIX = {
    "gzip": ".gz",
    "pigz": ".gz",
    "xz": ".xz",
    "lzma": ".lzma",
    "bzip2": ".bz2",
    "zstd": ".zst",
    "brotli": ".br",
}
_UNPACKS = ("gunzip", "unxz", "bunzip2", "unlzma", "unzstd", "uncompress")


@standard(
    "gzip", "pigz", "gunzip", "xz", "unxz", "bzip2", "bunzip2", "lzma", "unlzma", "zstd",
    "unzstd", "brotli", "uncompress"
)  # fmt: skip
def compress(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Replaces each file by its (un)compressed form; ``-k`` keeps it, ``-c`` prints."""
    spec = "-d|--decompress|--uncompress -k|--keep -c|--stdout|--to-stdout -o|--output:"
    arguments = Options(spec + " -r|--recursive -S: -t -l -f -q -v -T: -w:").read(
        invocation.arguments
    )
    if arguments.has("-c", "-t", "-l"):
        return
    unpacks = invocation.name in _UNPACKS or arguments.has("-d")
    keeps = arguments.has("-k") or invocation.name in ("zstd", "unzstd", "brotli")
    output = arguments.value("-o")
    for word in arguments.operands:
        for path in changed(state, word):
            if arguments.has("-r"):
                yield WritesTree(path=path)
                continue
            other = (
                posixpath.splitext(path)[0]
                if unpacks
                else path + _SUFFIX.get(invocation.name, ".gz")
            )
            yield WritesFile(path=place(state, output) if output else other)
            if not keeps:
                yield Removes(path=path)


@standard("cpio", "pax", "rpm2cpio", "unsquashfs", "innoextract", "cabextract")
def other(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Packs or unpacks here."""
    if invocation.name != "rpm2cpio":
        yield WritesTree(path=place(state, "."))
