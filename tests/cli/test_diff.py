"""The printed difference applies with ``git apply`` where the command was run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import FILES
from tests.command_line import run

TEXT = FILES["Dockerfile"]
TEXTS = {
    "plain": TEXT,
    "crlf": TEXT.replace(b"\n", b"\r\n"),
    "no final newline": TEXT.rstrip(b"\n"),
    "byte order mark": b"\xef\xbb\xbf" + TEXT,
    "not UTF-8": TEXT.replace(b"CMD", b"# caf\xe9 \xff\nCMD"),
    "odd line separators": TEXT.replace(b"CMD", b"# a\x0cb\x0bc\xc2\x85d\xe2\x80\xa8e\rf\nCMD"),
    "a diff in a comment": TEXT.replace(b"CMD", b"# -- a\n#+++ b\n# @@ -1 +1 @@\nCMD"),
}
PLACES = {
    "here": (".", "Dockerfile"),
    "by dot": (".", "./Dockerfile"),
    "in a folder": (".", "docker/Dockerfile"),
    "with a space": (".", "docker files/Dockerfile"),
    "from a folder": ("docker", "Dockerfile"),
    "absolute": (".", "{here}/docker/Dockerfile"),
    "there and back": (".", "docker/../docker/Dockerfile"),
}


pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def apply(folder: Path, patch: bytes) -> None:
    """``git apply``, in a repository."""
    subprocess.run(["git", "apply", "-"], cwd=folder, input=patch, check=True)


@pytest.fixture
def repository(project: Path) -> Path:
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    return project


@pytest.mark.parametrize("name", TEXTS)
def test_applies_to_any_text(name: str, repository: Path) -> None:
    path = repository / "Dockerfile"
    path.write_bytes(TEXTS[name])
    new = run("refactor", "--format", "dockerfile", directory=repository).out
    apply(repository, run("refactor", directory=repository).out)
    assert path.read_bytes() == new != TEXTS[name]


@pytest.mark.parametrize("place", PLACES)
def test_applies_in_any_place(place: str, repository: Path) -> None:
    folder, argument = PLACES[place]
    argument = argument.format(here=repository)
    for name in ("docker", "docker files"):
        (repository / name).mkdir()
    path = repository / folder / argument
    path.write_bytes(TEXT)
    ran = run("refactor", "-C", str(repository), argument, directory=repository / folder)
    apply(repository / folder, ran.out)
    assert b"AS runtime" in path.read_bytes()


def test_applies_to_several_files(repository: Path) -> None:
    (repository / "other").write_bytes(TEXT)
    apply(repository, run("refactor", "Dockerfile", "other", directory=repository).out)
    assert b"AS runtime" in (repository / "Dockerfile").read_bytes()
    assert b"AS runtime" in (repository / "other").read_bytes()


@pytest.mark.parametrize("name", ["idle.Dockerfile", "two.Dockerfile"])
def test_is_empty_for_a_file_left_alone(name: str, project: Path) -> None:
    assert run("refactor", name, directory=project).out == b""
