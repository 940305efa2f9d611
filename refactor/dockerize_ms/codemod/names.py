"""Which files are Dockerfiles by their names, and patterns for paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dockerize_ms.context.repository import SKIPPED

_NAME = re.compile(
    r"(?:dockerfile|containerfile)(?:\.[^/]+)?|[^/]+\.(?:dockerfile|containerfile)", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?i)\.(?:dockerignore|md|rst|txt|html?|j2|jinja2?|tmpl|tpl|template|templ|erb|ejs|mustache|in"
    r"|orig|rej|bak|swp|old|patch|diff|lock|sh|py|rb|go|js|ts|json|ya?ml|toml)$|~$"
)
"""Ends of templates, notes and programs, whose text is no Dockerfile."""

VENDORED = SKIPPED | {
    *("third_party", "third-party", "bower_components", "site-packages", "Godeps", ".nox"),
    *("__pycache__", ".terraform", ".cache"),
}
"""Folders of other people's files, and of what can be made again."""

Fits = Callable[[str], bool]


def is_dockerfile(name: str) -> bool:
    """``Dockerfile``, ``Dockerfile.dev``, ``dev.Dockerfile``, ``Containerfile``."""
    return _NAME.fullmatch(name) is not None and _OTHERS.search(name) is None


def any_of(patterns: Sequence[str]) -> Fits:
    """Whether a relative path fits one of some patterns.

    One without a slash is for the last part of the path, with one for the whole path. ``*``
    and ``?`` stay within a part, ``**`` does not.
    """
    if not patterns:
        return lambda path: False
    whole = re.compile("|".join(map(_expression, patterns)), re.DOTALL)
    return lambda path: whole.fullmatch(path) is not None


def _expression(pattern: str) -> str:
    anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return anywhere + "".join(words.get(part) or re.escape(part) for part in parts)
