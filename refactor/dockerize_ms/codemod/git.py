"""Commits through git: the user's own, with their identity, settings and hooks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from dockerize_ms.errors import DockerizeError

PATIENCE = 600
"""Seconds for one call; hooks may take their time."""

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


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
                ["git", *arguments],
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
            said = _last_line(done.stderr) or _last_line(done.stdout)
            raise GitError(f"git {arguments[0]} failed: {said or done.returncode}")
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
        """Goes back to a branch or a commit, and removes the one that was made."""
        self.run("checkout", "-q", back)
        self.run("branch", "-q", "-D", name)

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


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
