"""Engines that only note how they are called."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """#!{python} -S
import os, sys
sys.path[:0] = ["{root}"]
os.environ["FAKE_NAME"] = "{name}"
from tests.compare.fake_engine import main
main()
"""


class Fake(Struct, frozen=True, kw_only=True):
    """Where the engines are, and what they noted."""

    home: Path
    environment: dict[str, str]

    @property
    def calls(self) -> list[list[str]]:
        """How the engines were called, in order."""
        path = self.home / "calls"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    @property
    def left(self) -> list[str]:
        """Images, containers and temporary folders that are still there."""
        here = [path.name for path in self.home.iterdir() if path.name.startswith(("im", "con"))]
        return sorted([*here, *os.listdir(self.environment["TMPDIR"])])


@pytest.fixture
def engines(tmp_path: Path) -> Callable[..., Fake]:
    """Makes engines, and an environment that has no others."""

    def make(*names: str) -> Fake:
        programs, home, temporary = (tmp_path / name for name in ("bin", "engine", "tmp"))
        for folder in (programs, home, temporary):
            folder.mkdir()
        for name in names:
            script = programs / name
            script.write_text(SCRIPT.format(python=sys.executable, root=ROOT, name=name))
            script.chmod(script.stat().st_mode | stat.S_IXUSR)
        return Fake(
            home=home,
            environment={
                "PATH": str(programs),
                "FAKE_ENGINE": str(home),
                "TMPDIR": str(temporary),
                "COLUMNS": "80",
            },
        )

    return make
