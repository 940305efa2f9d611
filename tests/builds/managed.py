"""Files whose content may differ although nothing does: what interpreters and managers rewrite."""

from __future__ import annotations

import posixpath
import re

from tests.builds.tree import NPM_LIST, Tree

COMPILED = re.compile(r"(.*)/__pycache__/([^/]+)\.[a-z]+-\d+(?:\.opt-\d)?\.pyc")
RECORDS = re.compile(
    r".*/node_modules/(?:\.yarn-integrity|\.yarn-state\.yml|\.modules\.yaml|\.pnpm/lock\.yaml)"
)
"""What yarn and pnpm note for their own next run: which packages they installed, and how."""


def is_harmless(path: str, old: Tree, new: Tree) -> bool:
    """Whether a file's other content is what pruning or compiling anew leaves, and no more."""
    compiled = COMPILED.fullmatch(path)
    if compiled:
        source = f"{compiled[1]}/{compiled[2]}.py"
        return source in old and source in new and old[source].digest == new[source].digest
    if path.endswith(NPM_LIST):
        return _is_pruned(path, old, new)
    return RECORDS.fullmatch(path) is not None


def _is_pruned(path: str, old: Tree, new: Tree) -> bool:
    """Whether npm's list only lost packages, and those are gone."""
    before, after = dict(old[path].parts), dict(new[path].parts)
    folder = posixpath.dirname(posixpath.dirname(path))
    lost = before.keys() - after.keys()
    return (
        bool(after.items() <= before.items())
        and bool(lost)
        and not any(f"{folder}/{package}" in new for package in lost)
    )
