"""Real git repositories, and runs in this process and in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.command_line import Ran, run

ROOT = Path(__file__).resolve().parents[2]
GO = 'FROM golang:1.21\nWORKDIR /app\nCOPY . .\nRUN go build -o main .\nCMD ["./main"]\n'
IDLE = "FROM golang:1.21\nCOPY . /app\nRUN cd /app && go build -o /m .\n"
TWO = 'FROM debian AS a\nFROM debian\nCOPY --from=a /bin/ls /ls\nCMD ["/ls"]\n'
BROKEN = "FROM debian\nFOO bar\n"
PROGRAM = {
    "go.mod": "module example.com/main\n\ngo 1.21\n",
    "main.go": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n',
}
SERVICE = {"Dockerfile": GO, **PROGRAM}
IDENTITY = {
    "GIT_AUTHOR_NAME": "A U Thor",
    "GIT_AUTHOR_EMAIL": "author@example.com",
    "GIT_COMMITTER_NAME": "A U Thor",
    "GIT_COMMITTER_EMAIL": "author@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}

Codemod = Callable[..., Ran]


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def repository(folder: Path, files: Mapping[str, str] = SERVICE) -> Path:
    """A repository with one commit."""
    write_files(folder, files)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An identity for git, and a cache folder of the test's own."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("DRY_RUN", raising=False)


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    """Four repositories, with a file of every outcome."""
    folder = tmp_path / "fleet"
    repository(folder / "api")
    repository(folder / "idle", {**PROGRAM, "Dockerfile": IDLE})
    repository(folder / "many", {**SERVICE, "two.Dockerfile": TWO, "Dockerfile.broken": BROKEN})
    repository(folder / "web", {f"app/{name}": text for name, text in SERVICE.items()})
    return folder


@pytest.fixture
def codemod(fleet: Path) -> Codemod:
    """Runs ``dockerize-ms codemod ARGUMENT…`` in the folder of the fleet."""

    def call(*arguments: str, **options: object) -> Ran:
        return run("codemod", "-j", "1", *arguments, directory=fleet, **options)  # type: ignore[arg-type]

    return call


def started(*arguments: str, directory: Path) -> subprocess.Popen[bytes]:
    """``dockerize-ms codemod ARGUMENT…`` in a process of its own, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dockerize_ms", "codemod", *arguments],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT / "refactor")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
