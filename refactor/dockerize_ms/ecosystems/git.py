"""Version control: git, svn, hg. A clone fills a directory; most others read the repository."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.network import name_of
from dockerize_ms.ecosystems.places import changed, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    Configures,
    Effect,
    MakesDirectory,
    Moves,
    Opaque,
    Reads,
    Removes,
    WritesFile,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_GIT = Options(
    "-C: -c: --git-dir: --work-tree: --exec-path? -p|--paginate --no-pager --bare --namespace:"
    " --version --help --no-replace-objects --literal-pathspecs --config-env:",
    stops=True,
)
_CLONE = Options(
    "-b|--branch: --depth: -o|--origin: -c|--config: -j|--jobs: --reference: --separate-git-dir:"
    " --template: -u: --filter: --shallow-since: --shallow-exclude: --server-option: -q|--quiet"
    " -v --progress -n|--no-checkout --bare --mirror -l -s --recurse-submodules? --recursive?"
    " --single-branch --no-single-branch --shallow-submodules --no-tags --sparse"
)
_READS = (
    "rev-parse", "describe", "log", "status", "show", "diff", "branch", "tag", "rev-list",
    "ls-files", "ls-remote", "blame", "grep", "shortlog", "name-rev", "symbolic-ref",
    "for-each-ref", "cat-file", "ls-tree", "remote", "version", "help", "var", "merge-base",
    "show-ref", "verify-commit", "verify-tag", "diff-index", "diff-tree", "fsck",
    "count-objects", "check-ignore",
)  # fmt: skip
_CHANGES = (
    "checkout", "pull", "reset", "switch", "restore", "merge", "rebase", "cherry-pick",
    "revert", "stash", "clean", "am", "submodule", "subtree", "apply", "lfs", "worktree",
    "sparse-checkout", "bisect", "read-tree", "checkout-index", "filter-branch",
)  # fmt: skip
_STORES = (
    "fetch", "add", "commit", "gc", "prune", "repack", "update-index", "notes", "push",
    "credential", "maintenance", "update-ref", "write-tree", "commit-tree", "pack-refs",
    "reflog", "replace", "bundle", "tag", "annotate",
)  # fmt: skip


@standard("git")
def git(invocation: Invocation, state: State) -> Iterator[Effect]:
    """A git command, in the directory of ``-C`` or here."""
    arguments = _GIT.read(invocation.arguments)
    words = arguments.operands
    if not words:
        return
    where = posixpath.join(".", *arguments.values("-C"))
    directory = place(state, where)
    command = _COMMANDS.get(words[0])
    if command is not None:
        yield from command(words[1:], directory, state)
    elif words[0] in _CHANGES:
        yield Reads(path=posixpath.join(directory, ".git"))
        yield WritesTree(path=directory)
    elif words[0] in _STORES and words[0] not in _READS:
        yield WritesTree(path=posixpath.join(directory, ".git"))
    elif words[0] in _READS:
        yield Reads(path=posixpath.join(directory, ".git"))
    else:
        yield Opaque(reason=f"git {words[0]} is not known", below=(directory,))


def _clone(words: tuple[str, ...], directory: str, state: State) -> Iterator[Effect]:
    arguments = _CLONE.read(words)
    if not arguments.operands:
        return
    url = arguments.operands[0]
    bare = arguments.has("--bare", "--mirror")
    if arguments.operands[1:]:
        yield WritesTree(path=_joined(directory, arguments.operands[1]))
    else:
        name = repository_name(url) + (".git" if bare else "")
        yield WritesTree(path=posixpath.join(directory, name))


def _joined(directory: str, target: str) -> str:
    if target.startswith(HOLE):
        return "/" + HOLE
    return posixpath.normpath(posixpath.join(directory, target))


def repository_name(url: str) -> str:
    """The directory that a clone makes of an address."""
    last = url.rstrip("/").removesuffix("/.git").replace(":", "/").rsplit("/", 1)[-1]
    return last.removesuffix(".git") or name_of(url)


def _init(words: tuple[str, ...], directory: str, state: State) -> Iterator[Effect]:
    operands = (
        Options("-b|--initial-branch: --template: --separate-git-dir: --bare -q")
        .read(words)
        .operands
    )
    root = _joined(directory, operands[0] if operands else ".")
    yield MakesDirectory(path=root)
    yield WritesTree(path=posixpath.join(root, ".git"))


def _config(words: tuple[str, ...], directory: str, state: State) -> Iterator[Effect]:
    """Settings of the user or the system are read wherever git runs, also in the container."""
    if "--global" in words:
        yield WritesTree(
            path=posixpath.join(state.home, ".gitconfig"), readers=("git",), repeats=True
        )
    elif "--system" in words:
        yield WritesTree(path="/etc/gitconfig", readers=("git",), repeats=True)
    else:
        yield Configures(path=posixpath.join(directory, ".git/config"))


def _archive(words: tuple[str, ...], directory: str, state: State) -> Iterator[Effect]:
    arguments = Options("-o|--output: --format: --prefix: --remote:").read(words)
    yield Reads(path=posixpath.join(directory, ".git"))
    for word in arguments.values("-o"):
        yield WritesFile(path=_joined(directory, word))


def _rm(words: tuple[str, ...], directory: str, state: State) -> Iterator[Effect]:
    arguments = Options("-r -f -q --cached --ignore-unmatch").read(words)
    for word in arguments.operands if not arguments.has("--cached") else ():
        for path in changed(state, posixpath.join(directory, word)):
            yield Removes(path=path)


def _mv(words: tuple[str, ...], directory: str, state: State) -> Iterator[Effect]:
    operands = Options("-f -k -v").read(words).operands
    if len(operands) == 2:
        yield Moves(source=_joined(directory, operands[0]), target=_joined(directory, operands[1]))
    elif operands:
        yield Opaque(reason="git mv of several files", below=(directory,))


_COMMANDS: Mapping[str, Callable[[tuple[str, ...], str, State], Iterator[Effect]]] = {
    "archive": _archive,
    "clone": _clone,
    "config": _config,
    "init": _init,
    "mv": _mv,
    "rm": _rm,
}


@standard("svn", "hg", "bzr", "fossil", "cvs")
def others(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Check-outs of other systems."""
    words = (
        Options(
            "-r|--revision: -b|--branch: -u: -d: --username: --password: -q --non-interactive"
            " --trust-server-cert --no-auth-cache --force"
        )
        .read(invocation.arguments)
        .operands
    )
    match words:
        case ("checkout" | "co" | "clone" | "export" | "branch", url, *rest):
            yield WritesTree(path=place(state, rest[0] if rest else repository_name(url)))
        case (
            "info" | "log" | "status" | "st" | "diff" | "id" | "identify" | "cat" | "ls" | "list",
            *_,
        ):
            return
        case _:
            yield Opaque(reason=f"{invocation.name} is not followed", below=(state.cwd,))


_HISTORY = re.compile(
    r"\bgit[\"', ]+(?:-C \S+ )?(?:rev-parse|describe|log|show|tag|rev-list|branch|shortlog)\b"
    r"|(?<![\w-])\.git\b(?!ignore|hub|lab|modules|attributes|keep)|setuptools[_-]scm|versioneer|hatch-vcs"
    r"|dunamai|GitPython|simple-git|git-rev|nbgv|gitversion|vergen",
    re.IGNORECASE,
)


def speaks_of_history(text: str) -> bool:
    """Whether a file of a project asks for commits or tags, or names a tool that does."""
    return _HISTORY.search(text) is not None
