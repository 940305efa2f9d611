"""Which rules hold in a file that pins an old frontend, as ``# syntax=docker/dockerfile:1.4`` does.

A feature that came later is what that frontend would make of it: an unknown flag, or a
plain word. What a file does not pin, or pins as ``1`` or ``latest``, is read as today.
"""

from __future__ import annotations

import re

from msgspec import Struct

_REFERENCE = (
    r"(?:docker\.io/)?docker/dockerfile(?:-upstream)?:v?1\.([0-9]{1,3})(?:\.[0-9]+)?"
    r"(-[a-z0-9.-]+)?(?:@.*)?"
)
_NEWEST = 1_000
_CHECK = 8
_STRICT_JSON = 9
_HEREDOCS = (4, 3)
_BLANK_BEFORE_DELIMITER = 16
_PATTERNS = 7
_SINCE = {
    ("RUN", "mount"): (2, 0),
    ("RUN", "network"): (3, 0),
    ("RUN", "security"): (20, 0),
    ("RUN", "device"): (14, 14),
    ("mount", "env"): (10, 10),
    ("COPY", "chmod"): (2, 0),
    ("COPY", "link"): (4, 4),
    ("COPY", "parents"): (20, 7),
    ("COPY", "exclude"): (19, 7),
    ("ADD", "chmod"): (2, 0),
    ("ADD", "link"): (4, 4),
    ("ADD", "keep-git-dir"): (1, 1),
    ("ADD", "checksum"): (6, 5),
    ("ADD", "unpack"): (17, 17),
    ("ADD", "exclude"): (19, 7),
    ("HEALTHCHECK", "start-interval"): (6, 6),
}
"""The minor version since which a flag or a mount's key is known, also on the ``labs`` channel."""


class Syntax(Struct, frozen=True):
    """The minor version of the Dockerfile frontend 1, and whether it is an experimental one."""

    minor: int = _NEWEST
    labs: bool = False

    @property
    def strict_json(self) -> bool:
        """Whether nothing may stand behind a JSON array; before, it was dropped."""
        return self.minor >= _STRICT_JSON

    @property
    def heredocs(self) -> bool:
        """Whether there are heredocs."""
        return self.minor >= _HEREDOCS[self.labs]

    @property
    def blank_before_delimiter(self) -> bool:
        """Whether ``<< EOF`` is a heredoc."""
        return self.minor >= _BLANK_BEFORE_DELIMITER

    @property
    def patterns(self) -> bool:
        """Whether ``${x#y}``, ``${x%y}`` and ``${x/y/z}`` are known."""
        return self.minor >= _PATTERNS

    @property
    def check(self) -> bool:
        """Whether ``# check=`` is a directive."""
        return self.minor >= _CHECK

    def missing(self, owner: str, name: str) -> str:
        """The version that an instruction's flag or a mount's key needs; empty if it is known."""
        since = _SINCE.get((owner, name), (0, 0))
        return "" if self.minor >= since[self.labs] else f"1.{since[False]}"


TODAY = Syntax()


def read(directive: str) -> Syntax:
    """The syntax that a directive's value names; that of today unless it pins an older one."""
    pinned = re.fullmatch(_REFERENCE, directive.partition(" ")[0])
    return Syntax(int(pinned[1]), bool(pinned[2])) if pinned else TODAY
