"""Cases as data: tables in TOML files beside the tests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def cases(name: str) -> list[Any]:
    """The cases of a file, or of all files in a folder, each named after itself."""
    path = HERE / name
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in files
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]
