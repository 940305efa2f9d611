"""The hooks for pre-commit: their shape, the files that they take, and when they fail."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import FILES
from tests.command_line import run

ROOT = Path(__file__).resolve().parents[1]
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
NAMES = {
    "Dockerfile": True,
    "docker/Dockerfile": True,
    "Dockerfile.prod": True,
    "api.Dockerfile": True,
    "deploy/api.dockerfile": True,
    "Containerfile": True,
    "Dockerfile.dockerignore": False,
    "Dockerfile.md": False,
    "Dockerfile.tmpl": False,
    "MyDockerfile": False,
    "Dockerfiles/readme.txt": False,
}
ENDS = {
    ("dockerize-ms-verify", "two.Dockerfile"): 0,
    ("dockerize-ms-verify", "broken.Dockerfile"): 4,
    ("dockerize-ms-refactor", "Dockerfile"): 1,
    ("dockerize-ms-refactor", "two.Dockerfile"): 0,
    ("dockerize-ms-refactor", "idle.Dockerfile"): 0,
    ("dockerize-ms-refactor", "broken.Dockerfile"): 4,
}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_shape(hook: dict[str, Any]) -> None:
    keys = {"id", "name", "description", "entry", "language", "types", "files", "exclude"}
    assert (set(hook), hook["language"]) == (keys, "python")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_files(hook: dict[str, Any], name: str) -> None:
    taken = re.search(hook["files"], name) and not re.search(hook["exclude"], name)
    assert bool(taken) is NAMES[name]


@pytest.mark.parametrize(("hook", "file"), ENDS, ids="-".join)
def test_ends(hook: str, file: str, project: Path) -> None:
    (entry,) = (shlex.split(one["entry"]) for one in HOOKS if one["id"] == hook)
    assert entry[0] == "dockerize-ms"
    assert run(*entry[1:], file, directory=project).code == ENDS[hook, file]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


# --- pre-commit itself ----------------------------------------------------------------------


@pytest.fixture
def hooked(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with our hooks; the program is that of this working tree."""
    program = project / "bin" / "dockerize-ms"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m dockerize_ms "$@"\n')
    program.chmod(0o755)
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (project / "Dockerfile.tmpl").write_text("FROM {{ base }}\n")
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "refactor"))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(project / "cache"))
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "add", "-A"], cwd=project, check=True)
    return project


def pre_commit(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(("hook", "file"), ENDS, ids="-".join)
def test_pre_commit_runs_it(hook: str, file: str, hooked: Path) -> None:
    code, shown = pre_commit(hooked, hook, "--files", file, "Dockerfile.tmpl", "main.go")
    wanted = ENDS[hook, file]
    assert (code, f"- exit code: {wanted}" in shown) == (int(wanted > 0), wanted > 0)
    assert "main.go" not in shown
    assert "Dockerfile.tmpl" not in shown
    assert ("Passed" in shown) is not bool(wanted)


def test_pre_commit_shows_the_difference(hooked: Path) -> None:
    _, shown = pre_commit(hooked, "dockerize-ms-refactor", "--files", "Dockerfile")
    assert "+FROM debian:bookworm-slim AS runtime\n" in shown
    assert " AS runtime" not in (hooked / "Dockerfile").read_text()
