"""The corpus, as far as it is about real builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
from msgspec import Struct
from tests.corpus_cases import Case, cases

from dockerize_ms.compare.observation import Run


class Expect(Struct, frozen=True, kw_only=True):
    """What a case says of its outcome; ``differences``: how harmless ones begin, as they print."""

    outcome: str
    differences: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """The part of a case's settings that real builds need."""

    expect: Expect
    build: bool = False
    run: Run = Run()


def settings(case: Case) -> Settings:
    """How a case is to be built and judged."""
    return msgspec.convert(case.settings, Settings)


def built() -> list[Case]:
    """The cases, of all groups, that are to be built for real."""
    return [case for case in cases() if settings(case).build]


def copy_context(case: Case, target: Path) -> str:
    """A copy of the build context."""
    return str(shutil.copytree(case.folder, target, symlinks=True))
