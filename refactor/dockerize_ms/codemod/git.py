"""Commits through git: the user's own, with their identity, settings and hooks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from dockerize_ms.errors import DockerizeError

PATIENCE = 600
"""Seconds for one call; hooks may take their time."""

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


_GOING_ON = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "BISECT_LOG": "bisect",
}
"""Files that git keeps while something is not finished."""


class GitError(DockerizeError):
    """Git, or a hook, refused. The message is its own."""

    exit_code = 6


class WorkTree:
    """A checkout. Paths are relative to its top. Nothing is pushed."""

    def __init__(self, root: str) -> None:
        self.root = root

    def run(self, *arguments: str, stdin: str = "") -> str:
        """What a git command prints. Raises ``GitError`` where it fails."""
        environment = {k: v for k, v in os.environ.items() if k not in _ELSEWHERE}
        try:
            done = subprocess.run(
                ["git", "--literal-pathspecs", *arguments],
                cwd=self.root,
                env=environment,
                input=stdin.encode("utf-8", "surrogateescape"),
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(f"git {arguments[0]}: {error}") from None
        if done.returncode:
            said = _gist(done.stderr) or _gist(done.stdout)
            raise GitError(f"git {arguments[0]} failed: {said or f'exit code {done.returncode}'}")
        return done.stdout.decode("utf-8", "surrogateescape")

    def changed(self) -> list[str]:
        """What differs from the last commit, and what git does not know."""
        entries = iter(self.run("status", "--porcelain", "-z", "--untracked-files=all").split("\0"))
        found = []
        for entry in entries:
            if entry:
                found.append(entry[3:])
            if entry[:1] in ("R", "C"):
                next(entries, None)  # where it came from
        return found

    def branch(self) -> str:
        """The branch that is checked out; "" where none is."""
        try:
            return self.run("symbolic-ref", "--short", "-q", "HEAD").strip()
        except GitError:
            return ""

    def has_branch(self, name: str) -> bool:
        """Whether there is a branch of this name."""
        try:
            self.run("rev-parse", "-q", "--verify", f"refs/heads/{name}")
        except GitError:
            return False
        return True

    def start_branch(self, name: str) -> None:
        """Makes a branch of what is checked out, and checks it out."""
        self.run("switch", "-q", "-c", name)

    def leave_branch(self, name: str, back: str) -> None:
        """Goes back to a branch or a commit, and removes the one that was made there.

        Nothing was committed since, so that HEAD is all that moves.
        """
        if self.has_branch(back):
            self.run("symbolic-ref", "HEAD", f"refs/heads/{back}")
        else:
            self.run("update-ref", "--no-deref", "HEAD", back)
        if self.has_branch(name):
            self.run("branch", "-q", "-D", name)

    def going_on(self) -> str:
        """What git is in the middle of: ``merge``, ``rebase`` …; "" for nothing."""
        folder = os.path.join(self.root, self.run("rev-parse", "--git-dir").rstrip("\n"))
        marks = _GOING_ON.items()
        return next((what for mark, what in marks if os.path.exists(f"{folder}/{mark}")), "")

    def head(self) -> str:
        """The commit that is checked out."""
        return self.run("rev-parse", "HEAD").strip()

    def commit(self, paths: Sequence[str], message: str) -> str:
        """Commits some files as they are, and gives the commit; the same one if nothing differs."""
        self.run("add", "--", *paths)
        if self.run("diff", "--cached", "--name-only"):
            self.run("commit", "-q", "-F", "-", stdin=message)
        return self.head()

    def forget(self, paths: Sequence[str]) -> None:
        """Takes files back out of the index."""
        self.run("reset", "-q", "--", *paths)


def is_branch_name(name: str) -> bool:
    """Whether git takes a name for a branch."""
    try:
        WorkTree(os.curdir).run("check-ref-format", f"refs/heads/{name}")
    except GitError:
        return False
    return not name.startswith("-")


def _gist(output: bytes) -> str:
    """What git dies of or lists, or else the last line, as of a hook. Hints are left out."""
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("hint: ")]
    if len(lines) > 1 and lines[0].endswith(":"):
        return f"{lines[0]} {', '.join(lines[1:])}"
    fatal = (line for line in lines if line.startswith("fatal: "))
    return next(fatal, lines[-1] if lines else "")
