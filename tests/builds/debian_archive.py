"""What Debian's archive has: sources of programs as their authors publish them, and versions."""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import urllib.request
from collections.abc import Iterator
from functools import cache

from tests.builds.sources import SourceError, part_of, write_files

MIRROR = "http://deb.debian.org/debian"
FETCH_SECONDS = 120


def debian_source(package: str, suite: str, home: str) -> str:
    """The sources of a program as its authors publish them, from a Debian release."""
    place = os.path.join(home, "sources", package)
    if os.path.isdir(place):
        return place
    index = _index(suite, "source/Sources.xz")
    folder, name, digest = source_archive(index, package)
    data = _fetch(f"{_mirror()}/{folder}/{name}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise SourceError(f"{name} is not what Debian's index says")
    part = part_of(place)
    with open(os.path.join(part, "source.tar"), "wb") as file:
        file.write(data)
    write_files(part, {"VERSION": name.partition("_")[2].partition(".orig")[0], "SHA256": digest})
    os.rename(part, place)
    return place


def debian_version(package: str, suite: str, home: str) -> str:
    """A build context that says which version of a program a Debian release has."""
    place = os.path.join(home, "versions", suite, package)
    if os.path.isdir(place):
        return place
    version = upstream_version(_index(suite, "binary-amd64/Packages.xz"), package)
    part = part_of(place)
    write_files(part, {"VERSION": version})
    os.rename(part, place)
    return place


def source_archive(index: str, package: str) -> tuple[str, str, str]:
    """Where an index of sources has a program: folder, file name and SHA-256 of the newest."""
    found = []
    for stanza in _stanzas(index, package):
        archive = re.search(r"^ ([0-9a-f]{64}) \d+ (\S+\.orig\.tar\.\w+)$", stanza, re.M)
        folder = re.search(r"^Directory: (\S+)$", stanza, re.M)
        if archive and folder:
            found.append((_order(archive[2]), folder[1], archive[2], archive[1]))
    if not found:
        raise SourceError(f"Debian's index has no source of {package}")
    return max(found)[1:]


def upstream_version(index: str, package: str) -> str:
    """The version that a program's authors gave it: ``17.0.19+10`` of ``17.0.19+10-1~deb12u2``."""
    for stanza in _stanzas(index, package):
        found = re.search(r"^Version: (?:\d+:)?(\d[\d.]*(?:\+\d+)?)", stanza, re.M)
        if found:
            return found[1]
    raise SourceError(f"Debian's index has no {package}")


def _stanzas(index: str, package: str) -> Iterator[str]:
    for stanza in index.split("\n\n"):
        if stanza.startswith(f"Package: {package}\n"):
            yield stanza


@cache
def _index(suite: str, name: str) -> str:
    return lzma.decompress(_fetch(f"{_mirror()}/dists/{suite}/main/{name}")).decode()


def _mirror() -> str:
    return os.environ.get("DEBIAN_MIRROR") or MIRROR


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", name.partition("_")[2]))


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=FETCH_SECONDS) as answer:  # noqa: S310
            data: bytes = answer.read()
            return data
    except OSError as error:
        raise SourceError(f"{url}: {error}") from error
