"""Fields under construction, while a word is expanded."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[ \t\n]+")
_GLOB = re.compile(r"[\\*?[]")


class Fields:
    """The fields so far. One begins with its first text or quote."""

    def __init__(self, *, splits: bool, glob: bool) -> None:
        self.done: list[str] = []
        self.open: list[str] | None = None
        self.splits = splits
        self.glob = glob

    def add(self, text: str, *, quoted: bool) -> None:
        """Text that stays in one field."""
        if quoted and self.glob:
            text = _GLOB.sub(r"\\\g<0>", text)
        if self.open is None:
            if not text and not quoted:
                return
            self.open = []
        self.open.append(text)

    def add_value(self, text: str, *, quoted: bool) -> None:
        """The result of an expansion, which is split if it is not quoted."""
        if quoted or not self.splits:
            self.add(text, quoted=quoted)
            return
        pieces = _BLANKS.split(text)
        self.add(pieces[0], quoted=False)
        for piece in pieces[1:]:
            self.close()
            self.add(piece, quoted=False)

    def add_all(self, values: Iterable[str], *, quoted: bool) -> None:
        """``$@``: every value begins a field of its own."""
        for index, value in enumerate(values):
            if index:
                self.close()
            self.add_value(value, quoted=quoted)

    def close(self) -> None:
        """Ends the field, if one is open."""
        if self.open is not None:
            self.done.append("".join(self.open))
            self.open = None
