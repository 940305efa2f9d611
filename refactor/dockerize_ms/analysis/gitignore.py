"""Whether git leaves a path alone: then something may make it before the build."""

from __future__ import annotations

import functools
import posixpath

from dockerize_ms.context import BadPattern, Context, match
from dockerize_ms.context.tree import Tree


def ignores(context: Context, path: str) -> str:
    """The line of a ``.gitignore`` that names a path or a folder above it; "" if none.

    Those of the context's folder and of the root of its repository are read. Negated lines
    are not weighed: they can only make this answer too careful. What git itself keeps in
    ``.git`` depends on how a repository was cloned.
    """
    if path.split("/")[0] == ".git":
        return ".git, which is not in the repository itself"
    places: list[tuple[Tree, str]] = [(context, path)]
    repository = context.repository
    folder = repository.relative(context.root) if repository and context.root else None
    if repository is not None and folder is not None:  # also what the build does not see of it
        places.append((repository, f"{folder}/{path}".lstrip("/")))
    return next((line for tree, place in places if (line := _line(tree, place))), "")


def _line(tree: Tree, path: str) -> str:
    parts = path.split("/")
    prefixes = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    for line in _lines(tree):
        pattern = line.removesuffix("/*").removesuffix("/**").strip("/")
        anchored = "/" in line.removesuffix("/*").removesuffix("/**").rstrip("/")
        pattern = pattern.removeprefix("**/")
        for prefix in prefixes:
            name = prefix if anchored and not line.startswith("**/") else posixpath.basename(prefix)
            if _fits(pattern, name):
                return line
    return ""


@functools.lru_cache(maxsize=4)
def _lines(tree: Tree) -> tuple[str, ...]:
    text = tree.text(".gitignore") or ""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line.strip("/*") and line[0] not in "#!")


def _fits(pattern: str, name: str) -> bool:
    try:
        return match(pattern, name)
    except BadPattern:
        return False
