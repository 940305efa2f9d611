"""Carries results out: writes files, commits them, writes patches."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from msgspec import Struct, structs

from dockerize_ms.codemod.changes import Changes, content, path_of
from dockerize_ms.codemod.git import GitError, WorkTree
from dockerize_ms.codemod.row import Done, Row, State, Why
from dockerize_ms.errors import DockerizeError, FileError
from dockerize_ms.files import write
from dockerize_ms.report.places import from_here

MESSAGE = "Split the Dockerfile into a builder and a runtime stage"


class Wishes(Struct, frozen=True, kw_only=True):
    """What is to be done with results. Nothing by default."""

    write: bool = False
    commit: bool = False
    branch: str = ""
    message: str = MESSAGE
    patches: str = ""


class Item(Struct, frozen=True):
    """A finished file: its absolute path, its repository's root, its result."""

    path: str
    root: str
    done: Done


Keep = Callable[[Item], None]
"""Notes in the journal what is about to be written."""


def apply(items: Sequence[Item], wishes: Wishes, keep: Keep) -> list[Done]:
    """Carries out what is wished for the files of one repository; gives their results anew."""
    if wishes.patches:
        for item in items:
            _write_patch(item, wishes.patches)
    if wishes.commit and any(_is_due(item) for item in items):
        return _committed(items, wishes, keep)
    return [_written(item, keep) if wishes.write else item.done for item in items]


def _is_due(item: Item) -> bool:
    return item.done.row.state is State.REWRITTEN


def _write_patch(item: Item, folder: str) -> None:
    if not _is_due(item):
        return
    parts = [part for part in item.done.row.path.split("/") if part not in ("", ".", "..")]
    path = os.path.join(folder, *parts) + ".patch"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write(path, item.done.patch.decode("utf-8", "surrogateescape"))


def _written(item: Item, keep: Keep) -> Done:
    """Writes a file that is still as it was read."""
    if not _is_due(item):
        return item.done
    try:
        _write(item, Changes(item.root), keep)
    except DockerizeError as error:
        return _failed(item, error, "not-written")
    return _applied(item).done


def _write(item: Item, changes: Changes, keep: Keep) -> None:
    """Writes the files of a result. The journal knows of it before the first one changes."""
    changes.write(item.done.changes, lambda: keep(_applied(item)))


def _applied(item: Item, commit: str = "") -> Item:
    row = structs.replace(item.done.row, applied=True, commit=commit)
    return structs.replace(item, done=structs.replace(item.done, row=row))


def _failed(item: Item, error: DockerizeError, code: str) -> Done:
    text = str(error)
    if isinstance(error, FileError) and error.path == from_here(item.path):
        text = error.reason  # the row has the path
    why = Why(text, code, advice=getattr(error, "hint", ""))
    row: Row = structs.replace(item.done.row, state=State.FAILED, why=why, applied=False, commit="")
    return Done(row=row)


def _committed(items: Sequence[Item], wishes: Wishes, keep: Keep) -> list[Done]:
    """Writes and commits all rewritten files of a repository, or none of them."""
    due = [item for item in items if _is_due(item)]
    tree = WorkTree(due[0].root)
    try:
        _demand_clean(tree, due)
        commit = _on_branch(tree, due, wishes, keep)
    except DockerizeError as error:
        code = "not-committed" if isinstance(error, GitError) else "not-written"
        return [_failed(one, error, code) if _is_due(one) else one.done for one in items]
    return [_applied(one, commit).done if _is_due(one) else one.done for one in items]


def _demand_clean(tree: WorkTree, due: Sequence[Item]) -> None:
    """Nothing may differ from the last commit but files that hold our result already."""
    ours = {os.fsdecode(change.path): change for one in due for change in one.done.changes}
    for path in tree.changed():
        if path not in ours or content(path_of(tree.root, ours[path])) != ours[path].text:
            raise GitError(f"the working tree is not clean: {path}")
    if unfinished := tree.going_on():
        raise GitError(f"a {unfinished} is not finished")


def _on_branch(tree: WorkTree, due: Sequence[Item], wishes: Wishes, keep: Keep) -> str:
    """Commits on the branch that is wished for; takes everything back where that fails."""
    before = tree.branch()
    new = bool(wishes.branch) and before != wishes.branch
    if new and tree.has_branch(wishes.branch):
        raise GitError(f"there is a branch {wishes.branch} already")
    if not new and not before:
        raise GitError("no branch is checked out: --branch makes one")
    back = before or tree.head()
    changes = Changes(tree.root)
    paths = [os.fsdecode(change.path) for one in due for change in one.done.changes]
    try:
        if new:
            tree.start_branch(wishes.branch)
        for one in due:
            _write(one, changes, keep)
        return tree.commit(paths, wishes.message)
    except DockerizeError as error:
        changes.undo()
        if more := _take_back(tree, paths, wishes.branch if new else "", back):
            raise GitError(f"{error}; {more}") from None
        raise


def _take_back(tree: WorkTree, paths: Sequence[str], branch: str, back: str) -> str:
    """Leaves index and branches as they were; says where that could not be."""
    try:
        if staged := [path for path in tree.changed() if path in paths]:
            tree.forget(staged)
        if branch:
            tree.leave_branch(branch, back)
        left = tree.changed()
    except GitError as error:
        return str(error)
    return f"a hook changed {', '.join(left)}" if left else ""
