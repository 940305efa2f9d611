"""Snapshots as plain files in ``snapshots/``, one a case."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension
from syrupy.location import PyTestLocation

ROOT = Path(__file__).resolve().parent.parent


class PlainFile(SingleFileSnapshotExtension):
    """A snapshot is the bytes themselves, in a file that people can read."""

    file_extension = "Dockerfile"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """``snapshots/`` mirrors ``tests/``."""
        module = Path(test_location.filepath).resolve().relative_to(ROOT / "tests")
        return str(ROOT / "snapshots" / module.with_suffix(""))

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """A line diff of the texts instead of one line of ``repr``."""
        old, new = (
            (data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)).splitlines()
            for data in (snapshot_data, serialized_data)
        )
        return unified_diff(old, new, lineterm="")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Snapshots in plain files."""
    return snapshot.use_extension(PlainFile)


def pytest_configure(config: pytest.Config) -> None:
    """A partial run must not delete the snapshots of the tests that it leaves out."""
    option = config.option
    partial = any(
        getattr(option, name, None)
        for name in ("file_or_dir", "ignore", "ignore_glob", "deselect", "keyword", "markexpr")
    )
    if partial and hasattr(option, "disable_unused_snapshots"):
        option.disable_unused_snapshots = True


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A case is called by its folder."""
    return getattr(val, "id", None)
