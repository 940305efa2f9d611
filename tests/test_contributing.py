"""The examples of CONTRIBUTING.md do what it says, in a copy of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents import ROOT, files, read

COPIED = (
    "pyproject.toml",
    "refactor",
    "tests/conftest.py",
    "tests/corpus_cases.py",
    "tests/test_corpus.py",
    "tests/test_properties.py",
    "tests/ecosystems",
    "tests/checks/cases",
    "tests/checks/test_checks.py",
)
CHOSEN = "(pascal and (test_commands or test_corpus or test_properties)) or test_index or DMS900"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as far as the examples touch it, with the examples in it."""
    top = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source, target = ROOT / name, top / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for name, text in files(read(ROOT / "CONTRIBUTING.md")).items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top


def python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in the copy, with the copy's modules."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "refactor")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_language_is_understood(copy: Path) -> None:
    case = "corpus/pascal/greeter/Dockerfile"
    ran = python(copy, "-m", "dockerize_ms", "refactor", "--strict", case)
    assert "+COPY --from=builder /usr/local/bin/greeter /usr/local/bin/greeter\n" in ran.stdout


def test_the_check_finds(copy: Path) -> None:
    (copy / "Dockerfile").write_text('FROM debian\nCMD ["ls"]\n')
    ran = python(copy, "-m", "dockerize_ms", "verify", "--fail-on", "warning", "Dockerfile")
    assert ran.returncode == 1
    assert ran.stdout.startswith("Dockerfile:1:1: warning: debian is whatever is newest")


def test_their_tests_pass(copy: Path) -> None:
    ran = python(copy, "-m", "pytest", "-q", "--snapshot-update", "-k", CHOSEN, "tests")
    assert ran.returncode == 0, ran.stdout
    snapshot = copy / "snapshots" / "test_corpus" / "test_rewrites[pascal-greeter].Dockerfile"
    assert "FROM debian:bookworm-slim AS runtime\n" in snapshot.read_text()
