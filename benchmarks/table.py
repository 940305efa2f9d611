"""Figures as text for people and as Markdown."""

from __future__ import annotations

from msgspec import Struct


class Table(Struct, frozen=True):
    """Rows under their headings; the first column is words, the others are figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """As in the documents."""
        rule = ("---", *["---:"] * (len(self.head) - 1))
        return "".join(f"| {' | '.join(row)} |\n" for row in (self.head, rule, *self.rows))

    def text(self) -> str:
        """In columns."""
        rows = (self.head, *self.rows)
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "".join(
            "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip()
            + "\n"
            for row in rows
        )
