"""Reads a saved image, as ``docker save`` prints it, while it comes: nothing is unpacked.

The archive holds an archive for each layer, in any order, and at its end says in which order
they lie upon each other. Format: Docker image specification v1.2, and the OCI layout that
newer engines add to it.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import tarfile
from collections.abc import Iterator, Mapping
from typing import IO, Any

from msgspec import Struct
from msgspec.structs import replace

from dockerize_ms.compare import elf
from dockerize_ms.compare.accounts import GROUP, PASSWD
from dockerize_ms.compare.loader import CACHE, MUSL_PATH
from dockerize_ms.ecosystems.installed import is_database
from dockerize_ms.ecosystems.rewritten import listed

BLOCK = 1 << 20
LARGEST_PROGRAM = 1 << 30
"""Programs and libraries beyond this size, in bytes, are taken for data."""
WHITEOUT, OPAQUE = ".wh.", ".wh..wh..opq"
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
CAPABILITY = "SCHILY.xattr.security.capability"


class ArchiveError(ValueError):
    """What an engine printed is no saved image."""


class Raw(Struct, frozen=True, kw_only=True):
    """One path of a layer; ``content`` only of the few files that the comparison reads."""

    kind: str
    mode: int
    uid: int = 0
    gid: int = 0
    size: int = 0
    modified: int = 0
    target: str = ""
    capability: str = ""
    digest: str = ""
    script: tuple[str, ...] = ()
    program: elf.Elf | None = None
    parts: tuple[tuple[str, str], ...] = ()
    content: bytes = b""


class Layer(Struct, frozen=True, kw_only=True):
    """What one layer adds, and which paths it takes away; ``emptied`` directories lose all below.

    ``size`` in bytes, unpacked.
    """

    added: Mapping[str, Raw]
    removed: frozenset[str]
    emptied: frozenset[str]
    size: int


class Archive(Struct, frozen=True, kw_only=True):
    """A saved image: its configuration, and its layers from the lowest to the uppermost."""

    config: Mapping[str, Any]
    digests: tuple[str, ...]
    layers: tuple[Layer, ...]


def read(stream: IO[bytes]) -> Archive:
    """Reads an archive. Raises ``ArchiveError``."""
    layers: dict[str, Layer] = {}
    documents: dict[str, bytes] = {}
    links: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=BLOCK) as outer:
            for member in outer:
                name = posixpath.normpath(member.name)
                if member.issym() or member.islnk():
                    base = posixpath.dirname(name) if member.issym() else ""
                    links[name] = posixpath.normpath(posixpath.join(base, member.linkname))
                elif member.isfile() and (file := outer.extractfile(member)) is not None:
                    _member(name, file, layers, documents)
        return _assembled(layers, documents, links)
    except (tarfile.TarError, OSError, EOFError, LookupError, ValueError, TypeError) as error:
        raise ArchiveError(f"no saved image: {error}") from error


def _member(
    name: str,
    file: IO[bytes],
    layers: dict[str, Layer],
    documents: dict[str, bytes],
) -> None:
    """A layer, or one of the small documents beside them."""
    head = file.peek(BLOCK)[:512] if isinstance(file, io.BufferedReader) else b""
    if head[:4] == ZSTD:
        raise ValueError("its layers are compressed with zstd, which is not read here")
    if head[:2] == GZIP or head[257:262] == b"ustar" or (head and not head.strip(b"\0")):
        layers[name] = _layer(file)
    else:
        documents[name] = file.read()


def _assembled(
    layers: Mapping[str, Layer], documents: Mapping[str, bytes], links: Mapping[str, str]
) -> Archive:
    manifest = json.loads(documents["manifest.json"])[0]
    image = json.loads(documents[posixpath.normpath(manifest["Config"])])
    names = [posixpath.normpath(name) for name in manifest["Layers"]]
    return Archive(
        config=image.get("config") or {},
        digests=tuple(image["rootfs"].get("diff_ids") or ()),
        layers=tuple(layers[links.get(name, name)] for name in names),
    )


def _layer(file: IO[bytes]) -> Layer:
    added: dict[str, Raw] = {}
    removed: set[str] = set()
    emptied: set[str] = set()
    with tarfile.open(fileobj=file, mode="r|*", bufsize=BLOCK) as tar:
        for member in tar:
            path = posixpath.normpath("/" + member.name)
            folder, name = posixpath.split(path)
            if name == OPAQUE:
                emptied.add(folder)
            elif name.startswith(WHITEOUT):
                removed.add(posixpath.join(folder, name.removeprefix(WHITEOUT)))
            elif path != "/":
                added[path] = _raw(path, member, tar, added)
        size = tar.offset
    return Layer(added=added, removed=frozenset(removed), emptied=frozenset(emptied), size=size)


def _raw(path: str, member: tarfile.TarInfo, tar: tarfile.TarFile, added: Mapping[str, Raw]) -> Raw:
    if member.islnk():  # a hard link: another name of a file of this layer
        target = posixpath.normpath("/" + member.linkname)
        return added.get(target) or Raw(kind="hard link", mode=0, target=target)
    kind = "file" if member.isfile() else "directory" if member.isdir() else "special"
    capability = member.pax_headers.get(CAPABILITY, "")
    known = Raw(
        kind="link" if member.issym() else kind,
        mode=member.mode & 0o7777,
        uid=member.uid,
        gid=member.gid,
        target=member.linkname if member.issym() else "",
        capability=capability.encode("utf-8", "surrogateescape").hex(),
    )
    if not member.isfile():
        return known
    return _file(path, known, member, tar)


def _file(path: str, known: Raw, member: tarfile.TarInfo, tar: tarfile.TarFile) -> Raw:
    digest, data = hashlib.sha256(), b""
    file = tar.extractfile(member)
    if file is not None:
        whole = _is_read(path)
        blocks: list[bytes] = []
        while block := file.read(BLOCK):
            digest.update(block)
            whole = whole or (not blocks and block[:4] == elf.MAGIC)
            if not blocks or (whole and member.size <= LARGEST_PROGRAM):
                blocks.append(block)
        data = b"".join(blocks)
    return replace(
        known,
        size=member.size,
        modified=int(member.mtime * 10**9),
        digest=digest.hexdigest(),
        script=elf.shebang(data) if known.mode & 0o111 else (),
        program=elf.parse(data),
        parts=listed(path, data),
        content=data if _is_kept(path) else b"",
    )


def _is_kept(path: str) -> bool:
    kept = path in (PASSWD, GROUP, CACHE)
    return kept or MUSL_PATH.fullmatch(path) is not None or is_database(path)


def _is_read(path: str) -> bool:
    return _is_kept(path) or path.endswith(".json")


def stacked(layers: tuple[Layer, ...]) -> dict[str, Raw]:
    """The files of layers that lie upon each other; directories that none names are root's."""
    found: dict[str, Raw] = {}
    for layer in layers:
        gone = layer.removed
        if gone or layer.emptied:
            found = {p: raw for p, raw in found.items() if not _is_hidden(p, gone, layer.emptied)}
        for path, raw in layer.added.items():
            for folder in _parents(path):
                if folder in found:
                    break
                found[folder] = Raw(kind="directory", mode=0o755)
            before = found.get(path)
            if before is not None and before.kind == "directory" and raw.kind != "directory":
                found = {p: r for p, r in found.items() if not p.startswith(f"{path}/")}
            found[path] = raw
    for path in [p for p, raw in found.items() if raw.kind == "hard link"]:
        found[path] = found.get(found[path].target, found[path])
    return found


def _is_hidden(path: str, gone: frozenset[str], emptied: frozenset[str]) -> bool:
    if path in gone:
        return True
    return any(folder in gone or folder in emptied for folder in _parents(path))


def _parents(path: str) -> Iterator[str]:
    while (path := posixpath.dirname(path)) != "/":
        yield path
