"""The hooks for pre-commit: their shape, the files that they take, and when they fail."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import FILES
from tests.command_line import run

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
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
