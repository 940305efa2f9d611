"""Saved images, made on the spot, and what is read from them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Mapping, Sequence

import pytest
from tests.compare.archives import digest, member, saved, tar

from dockerize_ms.compare import archive
from dockerize_ms.compare.comparison import Reading
from dockerize_ms.compare.groups import Group, only_in
from dockerize_ms.compare.reading import reading

Members = list[tuple[tarfile.TarInfo, bytes]]

PASSWD = member("etc/passwd", b"root:x:0:0::/root:/bin/sh\napp:x:7:8::/app:/bin/sh\n")
GROUP = member("etc/group", b"root:x:0:\nweb:x:8:app\n")


def read(*layers: Members, base: int = 0) -> Reading:
    return reading(archive.read(io.BytesIO(saved([tar(layer) for layer in layers], {}))), base)


def hard(name: str, target: str) -> tuple[tarfile.TarInfo, bytes]:
    return member(name, b"", type=tarfile.LNKTYPE, linkname=target)


# Layers, and the paths that the image has, with the kind of each.
STACKS: dict[str, tuple[list[Members], dict[str, str]]] = {
    "nothing": ([], {}),
    "a file": ([[member("a", b"1")]], {"/a": "file"}),
    "parents are implied": ([[member("a/b", b"1")]], {"/a": "directory", "/a/b": "file"}),
    "dots in names": ([[member("./a", b"1")]], {"/a": "file"}),
    "a link": ([[member("a", "b")]], {"/a": "link"}),
    "a hard link": ([[member("a", b"1"), hard("b", "a")]], {"/a": "file", "/b": "file"}),
    "a hard link below": ([[member("a", b"1")], [hard("b", "a")]], {"/a": "file", "/b": "file"}),
    "removed": ([[member("a", b"1"), member("b", b"1")], [member(".wh.a", b"")]], {"/b": "file"}),
    "removed with all in it": ([[member("d/a/b", b"1")], [member(".wh.d", b"")]], {}),
    "emptied": (
        [[member("d/a", b"1")], [member("d/.wh..wh..opq", b""), member("d/b", b"2")]],
        {"/d": "directory", "/d/b": "file"},
    ),
    "made anew": (
        [[member("a", b"1")], [member(".wh.a", b"")], [member("a/")]],
        {"/a": "directory"},
    ),
    "a directory becomes a link": ([[member("d/a", b"1")], [member("d", "e")]], {"/d": "link"}),
}


@pytest.mark.parametrize("case", STACKS)
def test_layers_lie_upon_each_other(case: str) -> None:
    layers, found = STACKS[case]
    assert {path: entry.kind for path, entry in read(*layers).tree.items()} == found


def test_own_paths_are_those_of_the_upper_layers() -> None:
    lower, upper = [member("a", b"1"), member("b", b"1")], [member("b", b"1"), member("c", b"1")]
    assert read(lower, upper, base=1).own == {"/c"}


def test_owners_have_names() -> None:
    found = read([PASSWD, GROUP, member("a", b"", uid=7, gid=8), member("b", b"", uid=9, gid=0)])
    assert [found.tree[path].owner for path in ("/a", "/b")] == ["app:web", "9:root"]
    assert found.accounts["user app"] == "web /app /bin/sh"


def test_root_needs_no_account() -> None:
    assert read([member("a", b"1")]).tree["/a"].owner == "root:root"


def test_knows_scripts_and_capabilities() -> None:
    pax = {"SCHILY.xattr.security.capability": "\x01\x02"}
    script = member("a", b"#!/bin/sh\n", mode=0o4755, pax_headers=pax)
    entry = read([script]).tree["/a"]
    assert (entry.mode, entry.interpreter, entry.capability) == (0o4755, ("/bin/sh",), "0102")


def test_counts_bytes() -> None:
    found = read([member("a", b"1" * 5000)], [])
    assert found.layers[0] >= 5000
    assert found.size == sum(found.layers)


def test_reads_the_older_layout() -> None:
    layer = tar([member("a", b"1")])
    image = {"config": {"User": "app"}, "rootfs": {"diff_ids": [digest(layer)]}}
    manifest = [{"Config": "c.json", "Layers": ["two/layer.tar"]}]
    data = tar(
        [
            member("one.tar", gzip.compress(layer + bytes(2000))),
            member("two/layer.tar", "../one.tar"),
            member("c.json", json.dumps(image).encode()),
            member("manifest.json", json.dumps(manifest).encode()),
        ]
    )
    found = archive.read(io.BytesIO(data))
    assert (found.config, list(found.layers[0].added)) == ({"User": "app"}, ["/a"])


BAD: Mapping[str, bytes] = {
    "empty": b"",
    "noise": b"noise" * 1000,
    "no manifest": tar([member("a", b"1")]),
    "broken off": saved([tar([member("a", b"1" * 9000)])], {})[:6000],
    "a manifest that is none": tar([member("manifest.json", b"[]" + b" " * 600)]),
    "zstd": tar([member("blob", b"\x28\xb5\x2f\xfd" + bytes(600))]),
}


@pytest.mark.parametrize("case", BAD)
def test_says_what_is_no_image(case: str) -> None:
    with pytest.raises(archive.ArchiveError, match="no saved image"):
        archive.read(io.BytesIO(BAD[case]))


DPKG = member("var/lib/dpkg/info/gcc:amd64.list", b"/usr\n/usr/gcc\n/usr/lib/gcc\n")
SPLIT = member("var/lib/dpkg/info/gcc.list", b"/lib\n/lib/gcc\n")
APK = member("lib/apk/db/installed", b"P:gcc\nF:usr\nR:gcc\nF:usr/lib\nR:gcc\n")
FILES = [member("usr/gcc", b"12"), member("usr/lib/gcc", b"345")]
GO = [member("go/bin/go", b"12"), member("go/src/a", b"1"), member("opt/x", b"1")]
OPT = [member("opt/y", b"1")]
# Two images, and what only the first has.
GROUPS: list[tuple[Sequence[Members], Sequence[Members], list[str]]] = [
    ([[DPKG, *FILES]], [[DPKG]], ["package gcc 2 5"]),
    (
        [[SPLIT, member("lib", "usr/lib"), *FILES]],
        [[SPLIT]],
        ["package gcc 1 3", "directory /usr 1 2", "directory / 1 0"],
    ),
    ([[APK, *FILES]], [[APK]], ["package gcc 2 5"]),
    ([GO], [OPT], ["directory /go 2 3", "directory /opt/ 1 1"]),
    ([GO], [[*GO, *OPT]], []),
    ([[member("a", b"1")]], [], ["directory / 1 1"]),
]


def words(group: Group) -> str:
    return f"{group.kind} {group.name} {group.files} {group.size}"


@pytest.mark.parametrize(("one", "other", "found"), GROUPS)
def test_groups(one: Sequence[Members], other: Sequence[Members], found: list[str]) -> None:
    assert [words(group) for group in only_in(read(*one), read(*other))] == found
