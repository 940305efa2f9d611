"""Reads the tables of this room: sections of words, quicker to load than TOML.

    # a comment
    [title]
    key = word word
      word

A line that is indented goes on. A title may appear more than once.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

_FOLDER = Path(__file__).parent


class Section(Struct, frozen=True, kw_only=True):
    """A section: its title, and the words of each key."""

    title: str
    words: dict[str, tuple[str, ...]]


def read(name: str) -> list[Section]:
    """The sections of ``NAME.ini``, in order."""
    sections: list[Section] = []
    lines: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in (_FOLDER / f"{name}.ini").read_text(encoding="utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            lines = {}
            sections.append(Section(title=line.strip("[]"), words=lines))
        elif line[0] == " ":
            lines[key] += tuple(line.split())
        else:
            key, _, rest = line.partition(" = ")
            lines[key] = tuple(rest.split())
    return sections
