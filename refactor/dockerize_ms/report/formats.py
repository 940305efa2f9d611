"""The formats of each command: a module of this folder each, with a function for each command.

Such a function takes the results as they come and whether to paint, and yields text for
standard output: after each result, or, where the document is one whole, after the last.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

FORMATS = {
    "refactor": ("diff", "dockerfile", "json", "sarif", "github", "markdown"),
    "verify": ("text", "json", "sarif", "github", "markdown"),
    "explain": ("text", "json", "mermaid", "svg"),
    "rules": ("text", "json"),
}
"""By command, the default first."""

Writer = Callable[[Iterable[Any], bool], Iterator[str]]


def writer(command: str, name: str) -> Writer:
    """What prints a command's results in a format; only that format's module is loaded."""
    module = importlib.import_module(f"dockerize_ms.report.{name}")
    found: Writer = getattr(module, command)
    return found
