"""Carries results out: writes files, commits them, writes patches."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from msgspec import Struct, structs

from dockerize_ms.codemod.git import GitError, WorkTree
from dockerize_ms.codemod.row import Done, Row, State, Why
from dockerize_ms.context import digest
from dockerize_ms.errors import DockerizeError, FileError
from dockerize_ms.files import write

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
        _write(item, keep)
    except DockerizeError as error:
        return _failed(item, str(error), "not-written")
    return _applied(item).done


def _write(item: Item, keep: Keep) -> bytes:
    """Writes a file, and gives what it held. The journal knows of it before the file changes."""
    try:
        with open(item.path, "rb") as file:
            old = file.read()
    except OSError as error:
        raise FileError(item.path, (error.strerror or str(error)).lower()) from None
    if old == item.done.text:
        return old
    if digest(old) != item.done.source:
        raise FileError(item.done.row.path, "was changed in the meantime", "run it again")
    keep(_applied(item))
    write(item.path, item.done.text.decode("utf-8", "surrogateescape"))
    return old


def _applied(item: Item, commit: str = "") -> Item:
    row = structs.replace(item.done.row, applied=True, commit=commit)
    return structs.replace(item, done=structs.replace(item.done, row=row))


def _failed(item: Item, text: str, code: str) -> Done:
    row: Row = structs.replace(
        item.done.row, state=State.FAILED, why=Why(text, code), applied=False, commit=""
    )
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
        return [_failed(one, str(error), code) if _is_due(one) else one.done for one in items]
    return [_applied(one, commit).done if _is_due(one) else one.done for one in items]


def _demand_clean(tree: WorkTree, due: Sequence[Item]) -> None:
    """Nothing may differ from the last commit but files that hold our result already."""
    ours = {os.path.relpath(one.path, tree.root): digest(one.done.text) for one in due}
    for path in tree.changed():
        if ours.get(path) != _digest_of(os.path.join(tree.root, path)):
            raise GitError(f"the working tree is not clean: {path}")


def _digest_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return b""


def _on_branch(tree: WorkTree, due: Sequence[Item], wishes: Wishes, keep: Keep) -> str:
    """Commits on the branch that is wished for; takes everything back where that fails."""
    before = tree.branch() or tree.head()
    new = bool(wishes.branch) and before != wishes.branch
    if new:
        if tree.has_branch(wishes.branch):
            raise GitError(f"there is a branch {wishes.branch} already")
        tree.start_branch(wishes.branch)
    old: dict[str, bytes] = {}
    try:
        for one in due:
            old[one.path] = _write(one, keep)
        return tree.commit([os.path.relpath(path, tree.root) for path in old], wishes.message)
    except DockerizeError:
        for path, content in old.items():
            write(path, content.decode("utf-8", "surrogateescape"))
        tree.forget([os.path.relpath(path, tree.root) for path in old])
        if new:
            tree.leave_branch(wishes.branch, before)
        raise
