"""What the stand-ins for distributions are made of, kept in the cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping

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
        call("sh", script, suite, place)
    return place


def call(*command: str) -> None:
    """Runs a command; what it prints is the text of the error if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SourceError(f"{' '.join(command)}:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


def part_of(place: str) -> str:
    """An empty directory, to become ``place`` once it is whole."""
    part = f"{place}.part"
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    return part


def write_files(folder: str, files: Mapping[str, str]) -> None:
    """Writes files of one line each."""
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
