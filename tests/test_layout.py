"""The repository's own order: everything that belongs together is there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dockerize_ms.ecosystems import index, registry

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SNAPSHOTS = ROOT / "snapshots"
FOLDERS = sorted(path for path in CORPUS.glob("*/*") if path.is_dir())
REGISTERED: dict[str, Mapping[str, Any]] = {
    "handles": registry.HANDLERS,
    "needs": registry.NEEDS,
    "prints": registry.PRINTS,
    "launches": registry.LAUNCHES,
    "judges": registry.JUDGES,
}
PLAIN = {"standard": "handles"}


def snapshots() -> list[Path]:
    return sorted(path for path in SNAPSHOTS.rglob("*") if path.is_file())


def test_there_are_snapshots() -> None:
    assert snapshots()


def test_every_snapshot_has_its_test_module() -> None:
    folders = {path.parent.relative_to(SNAPSHOTS) for path in snapshots()}
    assert [f for f in folders if not (ROOT / "tests" / f.with_suffix(".py")).exists()] == []


def test_every_snapshot_has_its_case() -> None:
    cases = {f"{folder.parent.name}-{folder.name}" for folder in FOLDERS}
    names = {path.name: re.fullmatch(r"\w+\[([\w-]+)\]\.\w+", path.name) for path in snapshots()}
    assert [name for name, found in names.items() if not found or found[1] not in cases] == []


def test_every_case_is_whole() -> None:
    parts = [(folder.with_suffix(".toml"), folder / "Dockerfile") for folder in FOLDERS]
    assert [part for pair in parts for part in pair if not part.is_file()] == []


def test_every_expectation_has_its_case() -> None:
    assert [path for path in CORPUS.glob("*/*.toml") if not path.with_suffix("").is_dir()] == []


def test_there_are_enough_cases() -> None:
    groups = [folder.parent.name for folder in FOLDERS]
    assert groups.count("go") >= 14
    assert groups.count("left-alone") + groups.count("torture") >= 10


@pytest.mark.parametrize("module", sorted(set(index.modules().values())))
def test_a_module_registers_the_names_that_it_is_found_by(module: str) -> None:
    importlib.import_module(f"dockerize_ms.ecosystems.{module}")
    found = {(kind, name) for (kind, name), where in index.modules().items() if where == module}
    assert {(PLAIN.get(kind, kind), name) for kind, name in found} == {
        (kind, name)
        for kind, functions in REGISTERED.items()
        for name, function in functions.items()
        if function.__module__ == f"dockerize_ms.ecosystems.{module}"
    }


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
