"""What is missing on a machine is named before anything is made, with the package to install."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ("Makefile", "pyproject.toml", "constraints.txt")
VENV = "*ensurepip*) exit 1"
OLD = "*version_info*) exit 1;; -V) echo Python 3.9.2; exit 0"
STUBS = {
    "python3": (VENV, "error: {0} cannot make virtual environments: apt-get install python3-venv"),
    "python3.12": (
        VENV,
        "error: {0} cannot make virtual environments: apt-get install python3.12-v",
    ),
    "python": (VENV, "error: {0} cannot make virtual environments: apt-get install python3-venv"),
    "python3.9": (OLD, "error: Python 3.11 or later is needed, {0} is Python 3.9.2"),
    "gone": ("", "error: {0} is missing: apt-get install python3 python3-venv"),
}

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs make where only its own files are."""
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    return subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", STUBS)
def test_what_is_missing_is_named(name: str, tmp_path: Path) -> None:
    stub, (answer, message) = tmp_path / "bin" / name, STUBS[name]
    stub.parent.mkdir()
    if answer:
        stub.write_text(f'#!/bin/sh\ncase "$*" in {answer};; esac\nexec {sys.executable} "$@"\n')
        stub.chmod(0o755)
    ran = make(tmp_path, "demo", f"PYTHON={stub}")
    assert ran.returncode == 2
    assert ran.stderr.startswith(message.format(stub))
    assert not (tmp_path / ".venv").exists()


def test_help_names_every_target(tmp_path: Path) -> None:
    shown = {line.split()[0] for line in make(tmp_path, "help").stdout.splitlines()}
    assert {"demo", "test", "test-builds", "fuzz", "bench", "lint", "facts", "picture"} <= shown
