"""Whether git leaves a path alone: then something may make it before the build."""

from __future__ import annotations

import functools
import posixpath

from dockerize_ms.context import BadPattern, Context, match


def ignores(context: Context, path: str) -> str:
    """The line of the top ``.gitignore`` that names a path or a folder above it; "" if none.

    Negated lines are not weighed: they can only make this answer too careful.
    """
    parts = path.split("/")
    prefixes = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    for line in _lines(context):
        pattern = line.strip("/")
        anchored = "/" in line.rstrip("/")
        pattern = pattern.removeprefix("**/")
        for prefix in prefixes:
            name = prefix if anchored and not line.startswith("**/") else posixpath.basename(prefix)
            if _fits(pattern, name):
                return line
    return ""


@functools.lru_cache(maxsize=4)
def _lines(context: Context) -> tuple[str, ...]:
    text = context.text(".gitignore") or ""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line.strip("/") and line[0] not in "#!")


def _fits(pattern: str, name: str) -> bool:
    try:
        return match(pattern, name)
    except BadPattern:
        return False
