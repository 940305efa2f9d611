"""Commits in real repositories: a clean tree, the user's identity and hooks, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.codemod.conftest import GO, IDENTITY, SERVICE, Codemod, git, repository
from tests.command_line import run

MESSAGE = "Split the Dockerfile into a builder and a runtime stage"


def state(folder: Path) -> tuple[str, str, str]:
    """Branch, last message, and what is not committed."""
    return (
        git(folder, "symbolic-ref", "--short", "HEAD"),
        git(folder, "log", "-1", "--format=%s"),
        git(folder, "status", "--porcelain"),
    )


def test_commits_on_a_branch(codemod: Codemod, fleet: Path) -> None:
    ran = codemod("--branch", "split", "--commit", "--report", "report.json")
    assert ran.code == 0
    assert state(fleet / "api") == state(fleet / "many") == ("split", MESSAGE, "")
    assert state(fleet / "idle") == ("main", "first", "")
    assert git(fleet / "many", "diff", "--name-only", "main") == "Dockerfile"
    rows = {row["path"]: row for row in json.loads((fleet / "report.json").read_text())["files"]}
    assert rows["api/Dockerfile"]["commit"] == git(fleet / "api", "rev-parse", "split")


def test_identity_and_message_are_the_users(codemod: Codemod, fleet: Path) -> None:
    codemod("--commit", "--message", "Two stages\n\nWhy not.", "api")
    found = git(fleet / "api", "log", "-1", "--format=%an <%ae>%n%B").splitlines()
    assert found[:2] == ["A U Thor <author@example.com>", "Two stages"]
    assert state(fleet / "api") == ("main", "Two stages", "")


def test_several_files_are_one_commit(tmp_path: Path) -> None:
    repository(tmp_path / "r", {**SERVICE, "b.Dockerfile": GO})
    run("codemod", "--commit", directory=tmp_path)
    assert git(tmp_path / "r", "show", "--format=", "--name-only") == "Dockerfile\nb.Dockerfile"


def dirty(folder: Path) -> None:
    (folder / "main.go").write_text("package main\n\nfunc main() {}\n")


def untracked(folder: Path) -> None:
    (folder / "new").write_text("")


def with_branch(folder: Path) -> None:
    git(folder, "branch", "split")


def hook(name: str, text: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        path = folder / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    return make


def ignored(folder: Path) -> None:
    git(folder, "rm", "-q", "--cached", "Dockerfile")
    (folder / ".gitignore").write_text("Dockerfile\n")
    git(folder, "add", ".gitignore")
    git(folder, "commit", "-q", "-m", "first")


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "dirty": (dirty, "the working tree is not clean: main.go"),
    "untracked": (untracked, "the working tree is not clean: new"),
    "branch exists": (with_branch, "there is a branch split already"),
    "hook refuses": (hook("pre-commit", "echo no way >&2; exit 1"), "git commit failed: no way"),
    "message refused": (hook("commit-msg", "echo bad >&2; exit 1"), "git commit failed: bad"),
    "ignored": (ignored, "git add failed: "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_repository_that_refuses_stays_as_it_was(
    name: str, codemod: Codemod, fleet: Path
) -> None:
    make, message = REFUSED[name]
    make(fleet / "api")
    before = state(fleet / "api")
    branches = git(fleet / "api", "branch")
    ran = codemod("--branch", "split", "--commit")
    line = ran.out.decode().splitlines()[0]
    assert (ran.code, line.startswith(f"api/Dockerfile: failed: {message}")) == (6, True)
    assert (state(fleet / "api"), git(fleet / "api", "branch")) == (before, branches)
    assert (fleet / "api" / "Dockerfile").read_text() == GO
    assert state(fleet / "web")[0] == "split"


def test_hooks_run(codemod: Codemod, fleet: Path) -> None:
    hook("pre-commit", "git diff --cached --name-only > ../hooked")(fleet / "api")
    codemod("--commit", "api")
    assert (fleet / "hooked").read_text() == "Dockerfile\n"


def test_no_repository_no_commit(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(GO)
    for name in ("go.mod", "main.go"):
        (tmp_path / name).write_text(SERVICE[name])
    ran = run("codemod", "--commit", directory=tmp_path)
    assert (ran.code, b"failed: git status failed: fatal: not a git rep" in ran.out) == (6, True)
    assert (tmp_path / "Dockerfile").read_text() == GO


def test_without_an_identity_git_says_so(
    codemod: Codemod, fleet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*IDENTITY, "EMAIL"):
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "EMAIL")):
            monkeypatch.delenv(name, raising=False)
    git(fleet / "api", "config", "user.useConfigOnly", "true")
    ran = codemod("--commit", "api")
    assert (ran.code, b"failed: git commit failed: fatal:" in ran.out) == (6, True)
    assert state(fleet / "api") == ("main", "first", "")


def test_a_second_run_finds_nothing_to_do(codemod: Codemod, fleet: Path) -> None:
    codemod("--branch", "split", "--commit")
    ran = codemod("--branch", "split", "--commit")
    assert (ran.code, b"rewritten" in ran.out) == (0, False)
    assert git(fleet / "api", "rev-list", "--count", "HEAD") == "2"


def test_resumes_where_the_commit_was_missing(codemod: Codemod, fleet: Path) -> None:
    """As after a kill between writing and committing."""
    codemod("--write", "api")
    git(fleet / "api", "switch", "-q", "-c", "split")
    ran = codemod("--branch", "split", "--commit", "--resume", "api")
    assert (ran.code, state(fleet / "api")) == (0, ("split", MESSAGE, ""))


def test_environment_of_a_hook_does_not_lead_astray(codemod: Codemod, fleet: Path) -> None:
    environment = {"GIT_DIR": str(fleet / "web" / ".git"), "GIT_INDEX_FILE": "index"}
    codemod("--commit", "api", environment=environment)
    assert state(fleet / "api")[1] == MESSAGE
    assert state(fleet / "web")[1] == "first"
