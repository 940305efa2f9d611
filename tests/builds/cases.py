"""The corpus, as far as it is about real builds."""

from __future__ import annotations

import glob
import os
import shutil
from typing import Literal

import msgspec
from msgspec import Struct
from tests.builds.observation import Run

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Expect(Struct, frozen=True, kw_only=True):
    """What a case says of its outcome."""

    outcome: Literal["rewritten", "left-alone"]
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


class Case(Struct, frozen=True, kw_only=True):
    """One folder of the corpus: a Dockerfile, its context, and ``case.toml``."""

    description: str
    expect: Expect
    build: bool = False
    run: Run = Run()
    folder: str = ""

    @property
    def name(self) -> str:
        """The ecosystem and the case, as the folders have them."""
        return os.path.relpath(self.folder, os.path.join(ROOT, "corpus"))

    @property
    def text(self) -> str:
        """The Dockerfile, byte for byte."""
        path = os.path.join(self.folder, "Dockerfile")
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()

    def copy_context(self, target: str) -> str:
        """A copy of the build context, without what the corpus adds to it."""
        ignore = shutil.ignore_patterns("case.toml")
        return shutil.copytree(self.folder, target, symlinks=True, ignore=ignore)


def load(folder: str) -> Case:
    """Reads a case of the corpus."""
    with open(os.path.join(folder, "case.toml"), "rb") as file:
        case = msgspec.toml.decode(file.read(), type=Case)
    return msgspec.structs.replace(case, folder=folder)


def cases(ecosystem: str) -> list[Case]:
    """The cases of an ecosystem that are to be built for real."""
    pattern = os.path.join(ROOT, "corpus", ecosystem, "*", "case.toml")
    found = (load(os.path.dirname(path)) for path in sorted(glob.glob(pattern)))
    return [case for case in found if case.build]
