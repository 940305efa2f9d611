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


def detached(folder: Path) -> None:
    git(folder, "checkout", "-q", "--detach")


def merging(folder: Path) -> None:
    git(folder, "switch", "-q", "-c", "other")
    git(folder, "commit", "-q", "--allow-empty", "-m", "other")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "other")


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
    "hook after the checkout": (
        hook("post-checkout", "echo no >&2; exit 1"),
        "git switch failed: no",
    ),
    "locked": (
        lambda folder: (folder / ".git" / "index.lock").touch(),
        "git add failed: fatal: Unable to create '",
    ),
    "unfinished": (merging, "a merge is not finished"),
    "ignored": (
        ignored,
        "git add failed: The following paths are ignored by one of your .gitignore files: "
        "Dockerfile [not-committed]",
    ),
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


def test_a_hook_may_change_the_file(codemod: Codemod, fleet: Path) -> None:
    hook("pre-commit", "echo '# checked' >> Dockerfile; git add Dockerfile")(fleet / "api")
    assert codemod("--commit", "api").code == 0
    assert state(fleet / "api") == ("main", MESSAGE, "")
    assert git(fleet / "api", "show", "HEAD:Dockerfile").endswith("# checked")


def test_what_a_hook_that_refuses_changed_is_said(codemod: Codemod, fleet: Path) -> None:
    hook("pre-commit", "echo >> main.go; echo >> Dockerfile; exit 1")(fleet / "api")
    ran = codemod("--branch", "split", "--commit", "api")
    said = "git commit failed: exit code 1; a hook changed main.go [not-committed]"
    assert ran.out.decode() == f"api/Dockerfile: failed: {said}\n"
    assert state(fleet / "api") == ("main", "first", "M main.go")
    assert git(fleet / "api", "branch") == "* main"


def test_no_branch_is_checked_out(codemod: Codemod, fleet: Path) -> None:
    detached(fleet / "api")
    ran = codemod("--commit", "api")
    line = "api/Dockerfile: failed: no branch is checked out: --branch makes one [not-committed]\n"
    assert (ran.code, ran.out.decode()) == (6, line)
    assert codemod("--branch", "split", "--commit", "api").code == 0
    assert state(fleet / "api") == ("split", MESSAGE, "")


def test_a_refusal_leaves_a_head_without_a_branch(codemod: Codemod, fleet: Path) -> None:
    detached(fleet / "api")
    hook("pre-commit", "exit 1")(fleet / "api")
    codemod("--branch", "split", "--commit", "api")
    assert git(fleet / "api", "status", "--porcelain", "--branch") == "## HEAD (no branch)"
    assert "split" not in git(fleet / "api", "branch")


def test_a_submodule_is_a_repository(codemod: Codemod, fleet: Path) -> None:
    allowed = ("-c", "protocol.file.allow=always")
    git(fleet / "idle", *allowed, "submodule", "--quiet", "add", str(fleet / "api"), "below")
    git(fleet / "idle", "commit", "-q", "-m", "with a submodule")
    ran = codemod("--branch", "split", "--commit", "idle")
    assert (ran.code, state(fleet / "idle" / "below")) == (0, ("split", MESSAGE, ""))
    assert state(fleet / "idle") == ("main", "with a submodule", "M below")


def test_a_linked_working_tree(codemod: Codemod, fleet: Path) -> None:
    git(fleet / "api", "worktree", "add", "-q", "../linked", "-b", "linked")
    ran = codemod("--branch", "split", "--commit", "linked")
    assert (ran.code, state(fleet / "linked")) == (0, ("split", MESSAGE, ""))
    assert state(fleet / "api") == ("main", "first", "")
    ran = codemod("--branch", "split", "--commit", "api")
    assert (ran.code, b"there is a branch split already" in ran.out) == (6, True)


def test_a_bare_repository_has_no_files(codemod: Codemod, fleet: Path) -> None:
    git(fleet, "clone", "-q", "--bare", "api", "bare.git")
    ran = codemod("--commit", "bare.git")
    assert (ran.code, ran.err.splitlines()[0]) == (0, "0 Dockerfiles in 0 repositories")


def test_a_repository_behind_a_link(codemod: Codemod, fleet: Path, tmp_path: Path) -> None:
    (fleet / "api").rename(tmp_path / "real")
    (fleet / "api").symlink_to(tmp_path / "real")
    assert codemod("--branch", "split", "--commit", "api").code == 0
    assert state(tmp_path / "real") == ("split", MESSAGE, "")


def test_a_folder_of_links_to_repositories(codemod: Codemod, fleet: Path) -> None:
    (fleet / "links").mkdir()
    (fleet / "links" / "api").symlink_to("../api")
    (fleet / "links" / "web").symlink_to(fleet / "web")
    ran = codemod("--branch", "split", "--commit", "links")
    assert [line.split(":")[0] for line in ran.out.decode().splitlines()] == [
        "links/api/Dockerfile",
        "links/web/app/Dockerfile",
    ]
    assert state(fleet / "api") == state(fleet / "web") == ("split", MESSAGE, "")


def test_a_dockerfile_behind_a_link(codemod: Codemod, fleet: Path) -> None:
    folder = fleet / "api"
    (folder / "docker").mkdir()
    git(folder, "mv", "Dockerfile", "docker/real")
    (folder / "Dockerfile").symlink_to("docker/real")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "a link")
    assert codemod("--commit", "api").code == 0
    assert state(folder) == ("main", MESSAGE, "")
    assert git(folder, "show", "--format=", "--name-only") == "docker/real"


def test_a_repository_in_another_one(codemod: Codemod, fleet: Path) -> None:
    repository(fleet / "api" / "inner")
    (fleet / "api" / ".git" / "info" / "exclude").write_text("inner\n")
    assert codemod("--branch", "split", "--commit", "api").code == 0
    assert state(fleet / "api") == state(fleet / "api" / "inner") == ("split", MESSAGE, "")


NAMES = {"magic": ":(top)[a]*", "space": " a b ", "quote": 'a"b\\', "no text": "caf\udce9"}


@pytest.mark.parametrize("name", NAMES)
def test_strange_names_are_committed(name: str, codemod: Codemod, fleet: Path) -> None:
    strange = NAMES[name]
    git(fleet / "api", "--literal-pathspecs", "mv", "Dockerfile", f"{strange}.Dockerfile")
    git(fleet / "api", "commit", "-q", "-m", "another name")
    assert codemod("--commit", "api").code == 0
    assert state(fleet / "api") == ("main", MESSAGE, "")


def test_line_ends_and_mode_stay(codemod: Codemod, fleet: Path) -> None:
    path = fleet / "api" / "Dockerfile"
    path.write_bytes(GO.replace("\n", "\r\n").encode())
    path.chmod(0o444)
    git(fleet / "api", "commit", "-q", "-a", "-m", "other line ends")
    assert codemod("--commit", "api").code == 0
    text = path.read_bytes()
    assert (path.stat().st_mode & 0o777, text.count(b"\n")) == (0o444, text.count(b"\r\n"))
    assert state(fleet / "api") == ("main", MESSAGE, "")


def test_a_second_file_is_committed(codemod: Codemod, fleet: Path) -> None:
    codemod("--commit", "--with", "dockerignore", "api")
    assert git(fleet / "api", "show", "--format=", "--name-only") == ".dockerignore\nDockerfile"
    assert state(fleet / "api") == ("main", MESSAGE, "")


def test_a_second_file_is_taken_back(codemod: Codemod, fleet: Path) -> None:
    hook("pre-commit", "exit 1")(fleet / "api")
    codemod("--commit", "--with", "dockerignore", "api")
    assert state(fleet / "api") == ("main", "first", "")


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
