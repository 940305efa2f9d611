"""The part of sed's language that is understood: plain substitutions and deletions.

Enough to follow an entry script whose line ends or one setting were changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dockerize_ms.text import HOLE

_PLAIN = r"[\w\r /:=@,\"'<>%!~#.;-]|\\[.r/\[\]*$^]"
_PATTERN = re.compile(rf"\^?(?:{_PLAIN}|(?:{_PLAIN})\*)*\$?\Z")
_REPLACEMENT = re.compile(r"(?:[^&\\\n]|\\[/.&|#,$\"'-])*\Z")
_LARGEST = 64 * 1024
_STARS = 2  # more of them and matching may take long


def edited(text: str | None, scripts: Sequence[str]) -> str | None:
    """The text after sed scripts; None where one is not understood or the text not known."""
    for script in scripts:
        if text is None or HOLE in script or len(text) > _LARGEST:
            return None
        text = _apply(text, script.strip())
    return text


def _apply(text: str, script: str) -> str | None:
    if script[:1] == "s" and len(script) > 3 and not script[1].isalnum():
        return _substitute(text, script)
    match = re.fullmatch(r"/(?P<pattern>(?:[^/\\]|\\.)*)/d", script)
    pattern = _expression(match["pattern"], "/") if match else None
    if pattern is None:
        return None
    kept = [
        line for line in text.splitlines(keepends=True) if not pattern.search(line.rstrip("\n"))
    ]
    return "".join(kept)


def _substitute(text: str, script: str) -> str | None:
    mark = script[1]
    parts = re.split(rf"(?<!\\){re.escape(mark)}", script[2:])
    if len(parts) != 3 or parts[2] not in ("", "g"):
        return None
    pattern = _expression(parts[0], mark)
    if pattern is None or not _REPLACEMENT.match(parts[1]):
        return None
    replacement = re.sub(r"\\(.)", r"\1", parts[1])
    count = 0 if parts[2] else 1
    lines = text.split("\n")
    return "\n".join(pattern.sub(lambda _: replacement, line, count) for line in lines)


def _expression(pattern: str, mark: str) -> re.Pattern[str] | None:
    """A basic expression that means the same to Python."""
    pattern = pattern.replace("\\" + mark, mark)
    if not pattern or not _PATTERN.match(pattern) or pattern.count("*") > _STARS:
        return None
    return re.compile(pattern)
