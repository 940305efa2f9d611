"""Tools for objects, archives and linked files: ar, as, strip, objcopy, patchelf, upx …

What only makes a file smaller (``strip``, ``upx`` in place) changes nothing of what it does:
where the file is copied, it is copied as it became.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import changed, is_device, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import CopiesTree, Effect, Opaque, Reads, WritesFile
from dockerize_ms.model.invocation import Invocation, State

_ARCHIVE = "a static library, which linkers alone read"
_OBJECT = "an object file of an assembler"
_OBJECTS = (".o", ".obj", ".lo")
_STRIP = Options(
    "-o: -s|--strip-all -g|-S|-d|--strip-debug --strip-unneeded --strip-dwo -K|--keep-symbol:"
    " -N|--strip-symbol: -R|--remove-section: -I|--input-target: -O|--output-target:"
    " -F|--target: -x|--discard-all -X|--discard-locals -p|--preserve-dates -w -v -V|--version"
    " -D -U --only-keep-debug --keep-file-symbols --help -f:"
)
_OBJCOPY = Options(
    "-I|--input-target: -O|--output-target: -B|--binary-architecture: -F|--target:"
    " -R|--remove-section: -j|--only-section: -K|--keep-symbol: -N|--strip-symbol: -G: -L: -W:"
    " -S|--strip-all -g|--strip-debug --strip-unneeded --only-keep-debug -x -X -p -D -U -v -V"
    " --add-gnu-debuglink: --add-section: --update-section: --rename-section:"
    " --set-section-flags: --redefine-sym: --redefine-syms: --set-start: --gap-fill: --pad-to:"
    " --weaken --compress-debug-sections? --version --help"
)
_PATCHELF = Options(
    "--set-interpreter: --set-rpath: --add-rpath: --set-soname: --add-needed: --remove-needed:"
    " --replace-needed: --output: --page-size: --set-os-abi: --allowed-rpath-prefixes:"
    " --shrink-rpath --remove-rpath --force-rpath --no-default-lib --clear-execstack --debug"
    " --print-interpreter --print-rpath --print-soname --print-needed --version --help"
)
_AS = Options(
    "-o: -f: -g -F: -I: -l: -D: -U: -P: -O? -w? -W? -a? -m? -M -MD: --defsym: --32 --64 --x32"
    " -march: -mcpu: -mfpu: -Z: -E -X: -p: -L: -k --version -v"
)
_UPX = Options(
    "-o: -1 -2 -3 -4 -5 -6 -7 -8 -9 --best --brute --ultra-brute --lzma --no-lzma -q -qq -v -f"
    " --force -k -t -l -d -V -h --version --overlay: --compress-exports: --no-backup"
)


@standard("strip", "eu-strip", "sstrip", "llvm-strip", "x86_64-linux-gnu-strip")
def strip(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Takes symbols out of files: nothing that runs reads them. ``-o`` makes another file."""
    yield from _to_output(_STRIP.read(invocation.arguments), state)


@standard("upx", "upx-ucl", "gzexe")
def upx(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Packs programs, which unpack themselves when they run."""
    yield from _to_output(_UPX.read(invocation.arguments), state)


def _to_output(arguments: Arguments, state: State) -> Iterator[Effect]:
    """Another file with the same program, where ``-o`` names one."""
    output = arguments.value("-o")
    if output is not None and len(arguments.operands) == 1:
        yield CopiesTree(source=place(state, arguments.operands[0]), target=place(state, output))


@standard("objcopy", "llvm-objcopy", "x86_64-linux-gnu-objcopy")
def objcopy(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Copies and changes an object or a program; ``objcopy FILE`` changes it in place."""
    arguments = _OBJCOPY.read(invocation.arguments)
    if not arguments.operands:
        return
    source, target = (place(state, arguments.operands[at]) for at in (0, -1))
    yield Reads(path=source)
    if target.endswith(_OBJECTS):
        yield WritesFile(path=target, build_only=_OBJECT)
    elif arguments.has("-O", "-j", "--only-keep-debug"):
        yield WritesFile(path=target)
    else:
        yield _again(source, target, state)


@standard("patchelf", "chrpath", "paxctl", "paxmark", "execstack", "prelink")
def patchelf(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes where a linked file looks for libraries, in place or into ``--output``."""
    arguments = _PATCHELF.read(invocation.arguments)
    words = invocation.arguments
    asks = ("--print-rpath", "--print-needed", "--print-soname", "--print-interpreter")
    if arguments.has(*asks) or (invocation.name == "chrpath" and "-l" in words):
        return
    output = arguments.value("--output")
    operands = arguments.operands
    if invocation.name != "patchelf":
        operands = tuple(word for word in words if word[:1] != "-")
    for path in (path for word in operands for path in changed(state, word)):
        yield _again(path, path if output is None else place(state, output), state)


def _again(source: str, target: str, state: State) -> Effect:
    """The file that a changed one becomes: still the program that it was."""
    program = state.fs.follow(source).program
    return WritesFile(path=target, executable=True, program=program)


@standard("ar", "gcc-ar", "llvm-ar", "x86_64-linux-gnu-ar")
def archive(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``ar KEYS ARCHIVE FILE…``: makes an archive, lists it, or unpacks it here."""
    words = [word for word in invocation.arguments if not word.startswith("--")]
    if len(words) < 2:
        return
    keys = words[0].lstrip("-")
    at = 2 if set(keys) & set("abi") else 1  # a member that the others go before or behind
    path, names = place(state, words[min(at, len(words) - 1)]), words[at + 1 :]
    if "x" in keys:
        yield Opaque(reason="ar unpacks an archive", below=(place(state, ""),))
        return
    if not set(keys) & set("rqdms"):
        return
    for member in (one for word in names for one in changed(state, word)):
        yield Reads(path=member)
    yield WritesFile(path=path, build_only=_ARCHIVE if path.endswith((".a", ".la")) else "")


@standard("as", "nasm", "yasm", "windres", "x86_64-w64-mingw32-windres", "llvm-as", "llc")
def assembler(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Assembles one object; an output of another kind may be what a program loads."""
    arguments = _AS.read(invocation.arguments)
    sources = [path for word in arguments.operands for path in changed(state, word)]
    output = arguments.value("-o")
    if output is None and sources:
        stem = posixpath.splitext(posixpath.basename(sources[0]))[0]
        output = "a.out" if invocation.name == "as" else f"{stem}.o"
    if output is None or is_device(place(state, output)):
        return
    for source in sources:
        yield Reads(path=source)
    target = place(state, output)
    yield WritesFile(path=target, build_only=_OBJECT if target.endswith(_OBJECTS) else "")


@standard("ranlib", "gcc-ranlib", "llvm-ranlib", "size", "c++filt", "addr2line", "gprof", "gcov",
          "gcc-nm", "llvm-nm", "llvm-objdump", "llvm-readelf")  # fmt: skip
def reading(invocation: Invocation, state: State) -> Iterable[Effect]:
    """They print, or add an index to an archive."""
    return ()


@standard("libtool", "glibtool")
def libtool(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Compiles and links here (``.libs``); what it installs may go anywhere."""
    installs = any("install" in word or "finish" in word for word in invocation.arguments)
    yield Opaque(reason="libtool is not followed", below=() if installs else (place(state, ""),))
