"""The repository around a context."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerize_ms.context import Repository
from dockerize_ms.text import SourceFile


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "services" / "api").mkdir(parents=True)
    (root / "services" / "api" / "Dockerfile").write_text("FROM scratch\n")
    return root


@pytest.mark.parametrize(
    ("git", "start", "expected"),
    [
        (".git", "", "."),
        (".git", "services/api", "."),
        (".git", "services/api/Dockerfile", "."),
        ("services/.git", "services/api", "services"),
        (None, "services/api", "services/api"),
        (None, "services/api/Dockerfile", "services/api"),
    ],
)
def test_around(root: Path, git: str | None, start: str, expected: str) -> None:
    if git:
        (root / git).mkdir()
    assert Repository.around(str(root / start)).root == str(root / expected)


def test_around_a_worktree_whose_git_is_a_file(root: Path) -> None:
    (root / ".git").write_text("gitdir: elsewhere\n")
    assert Repository.around(str(root / "services")).root == str(root)


@pytest.mark.parametrize(
    ("path", "relative"),
    [
        ("", ""),
        ("services/api/Dockerfile", "services/api/Dockerfile"),
        ("..", None),
        ("../x", None),
    ],
)
def test_relative(root: Path, path: str, relative: str | None) -> None:
    (root / ".git").mkdir()
    assert Repository.around(str(root)).relative(str(root / path)) == relative


def test_the_ignore_file_does_not_apply() -> None:
    repository = Repository.from_files({".dockerignore": "*", "a": "a"})
    assert repository.text("a") == "a"


FILES = {
    "z": "",
    "a/deep/f": "",
    "a/f": "",
    ".git/HEAD": "",
    "node_modules/x/y": "",
    "vendor/x": "",
    "env/pyvenv.cfg": "",
    "env/lib/x": "",
    "b/.venv/x": "",
    "b/f": "",
}


def test_files_skips_what_others_wrote() -> None:
    assert list(Repository.from_files(FILES).files()) == ["z", "a/f", "b/f", "a/deep/f"]


def test_files_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dockerize_ms.context.repository.FILE_LIMIT", 2)
    assert list(Repository.from_files(FILES).files()) == ["z", "a/f"]


def test_files_is_not_deep() -> None:
    repository = Repository.from_files({"d/" * depth + "f": "" for depth in range(20)})
    assert len(list(repository.files())) == 8


def test_source_is_limited() -> None:
    repository = Repository.from_files({"large": "x" * 300_000, "binary": "\0", "text": "t"})
    assert [repository.source(path) is not None for path in ("large", "binary", "text", "no")] == [
        False,
        False,
        True,
        False,
    ]


def test_a_reader_reads_once() -> None:
    seen: list[str] = []

    def reader(file: SourceFile) -> tuple[str, ...]:
        seen.append(file.path)
        return (file.text,)

    repository = Repository.from_files({"a": "text"})
    assert [repository.once(reader, path) for path in ("a", "a", "no")] == [
        ("text",),
        ("text",),
        (),
    ]
    assert seen == ["a"]
