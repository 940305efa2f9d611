"""Puts tables into a document, between marks that are comments there."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def filled(text: str, name: str, content: str) -> str:
    """A text with what stands between the marks of a name replaced. Raises ``ValueError``."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    between = re.compile(f"({re.escape(start)}).*?({re.escape(end)})", re.DOTALL)
    found, count = between.subn(lambda marks: f"{marks[1]}\n{content}\n{marks[2]}", text)
    if count != 1:
        raise ValueError(f"the page has {count} places for {name}")
    return found
