"""The ``# syntax=`` line: which Dockerfile frontend reads the file.

``RUN --mount`` came with docker/dockerfile 1.2; a builder's own frontend may be older than that.
"""

from __future__ import annotations

import re

from dockerize_ms import cst
from dockerize_ms.cst.directives import zone
from dockerize_ms.errors import Evidence
from dockerize_ms.rewrite.change import Editor

_SYNTAX = "# syntax=docker/dockerfile:1"
_OLD = re.compile(r"docker/dockerfile:1\.[01](\.\d+)?(@|\Z)")


def lacks_mounts(tree: cst.Dockerfile) -> Evidence | None:
    """Why the frontend that the file names has no mounts; None where it has, or names none."""
    syntax = tree.directives.get("syntax", "")
    if _OLD.search(syntax):
        return Evidence(f"`# syntax={syntax}` is older than mounts: docker/dockerfile:1 has them")
    return None


def declare(editor: Editor) -> None:
    """Adds the line where the file neither has one nor shows that its builder needs none.

    It goes below other directives: Buildah reads none that comes after a line it does not know.
    """
    tree = editor.tree
    if "syntax" in tree.directives or any(map(_is_new, tree.instructions)):
        return
    at = len(tree.bom)
    if tree.file.text.startswith("#!", at):
        at = tree.file.text.find("\n", at) + 1
    _, at = zone(tree.file.text, at)
    editor.replace(at, at, _SYNTAX + editor.newline)


def _is_new(instruction: cst.Instruction) -> bool:
    """Whether an instruction has what came later than mounts, or with them."""
    names = {flag.name for flag in instruction.flags}
    return bool(instruction.heredocs) or not names.isdisjoint(("mount", "link", "parents"))
