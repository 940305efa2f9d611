"""Tables of a Markdown page, as data."""

from __future__ import annotations

import re

_RULE = re.compile(r"\|[\s:|-]+\|")


def by_heading(text: str) -> dict[str, list[list[str]]]:
    """The rows of the tables below each second-level heading, without their headers."""
    _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    parts = (section.partition("\n") for section in sections)
    return {heading: rows(below) for heading, _, below in parts}


def rows(text: str) -> list[list[str]]:
    """The cells of all rows but headers."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rules = {index for index, line in enumerate(lines) if _RULE.fullmatch(line)}
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for index, line in enumerate(lines)
        if not {index, index + 1} & rules
    ]
