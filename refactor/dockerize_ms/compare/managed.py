"""Files whose content may differ although nothing does: what is compiled anew, or pruned."""

from __future__ import annotations

import posixpath

from dockerize_ms.compare.tree import Tree
from dockerize_ms.ecosystems.rewritten import compiled_from, is_list, is_record


def is_harmless(path: str, old: Tree, new: Tree) -> bool:
    """Whether a file's other content is what pruning or compiling anew leaves, and no more."""
    source = compiled_from(path)
    if source is not None:
        return source in old and source in new and old[source].digest == new[source].digest
    return _is_pruned(path, old, new) if is_list(path) else is_record(path)


def _is_pruned(path: str, old: Tree, new: Tree) -> bool:
    """Whether a list of packages only lost some, and those are gone."""
    before, after = dict(old[path].parts), dict(new[path].parts)
    folder = posixpath.dirname(posixpath.dirname(path))
    lost = before.keys() - after.keys()
    return (
        bool(after.items() <= before.items())
        and bool(lost)
        and not any(f"{folder}/{package}" in new for package in lost)
    )
