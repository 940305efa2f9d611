"""Reading the files below a directory. Needs no engine."""

from __future__ import annotations

import os
import sys

from tests.builds.mounted import detailed, read_tree


def test_reads_a_tree(tmp_path: os.PathLike[str]) -> None:
    root = os.fspath(tmp_path)
    os.makedirs(f"{root}/etc")
    with open(f"{root}/etc/passwd", "w", encoding="utf-8") as passwd:
        passwd.write(f"me:x:{os.getuid()}:{os.getgid()}::/:/bin/sh\n")
    with open(f"{root}/etc/group", "w", encoding="utf-8") as group:
        group.write(f"ours:x:{os.getgid()}:\n")
    os.symlink("passwd", f"{root}/etc/link")
    tree = read_tree(root)
    assert {path: entry.kind for path, entry in tree.items()} == {
        "/etc": "directory",
        "/etc/group": "file",
        "/etc/link": "link",
        "/etc/passwd": "file",
    }
    assert tree["/etc/passwd"].owner == "me:ours"


def test_reads_the_details_of_some_files(tmp_path: os.PathLike[str]) -> None:
    root = os.fspath(tmp_path)
    for name in ("asked", "other"):
        with open(f"{root}/{name}", "wb") as file, open(sys.executable, "rb") as program:
            file.write(program.read())
    tree = detailed(root, read_tree(root), {"/asked"})
    assert tree["/asked"].unresolved == ("no loader",)
    assert [bool(entry.digest) for entry in tree.values()] == [True, False]
