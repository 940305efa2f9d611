"""Comments that tell the tool something: ``# dockerize-ms: ignore=DMS003 reason``."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

NAME = "dockerize-ms"
INLINE = rf"(?s)[#\s]*{NAME}\s*:\s*(ignore|keep|build-only|runtime)?(?![\w-])(.*)"
CODES = r"=\s*([A-Za-z]+\d+(?:\s*,\s*[A-Za-z]+\d+)*)(?!\S)"
EXPECTED = "expected ignore, ignore=CODE, keep /path, build-only or runtime"


class Inline(Struct, frozen=True, kw_only=True):
    """What a comment asks for. ``invalid`` ones say in ``reason`` what is wrong.

    ``codes`` belong to ``ignore`` (none: all of them), ``paths`` to ``keep``.
    """

    kind: Literal["ignore", "keep", "build-only", "runtime", "invalid"]
    codes: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""


def inline(comment: str) -> Inline | None:
    """Read ``# dockerize-ms: …``; None for any other comment."""
    if NAME not in comment:
        return None
    found = re.fullmatch(INLINE, comment)
    if found is None:
        return None
    kind, rest = found.group(1), found.group(2)
    match kind:
        case "ignore":
            return _ignore(rest)
        case "keep":
            return _keep(rest)
        case "build-only" | "runtime" if not rest or rest[0].isspace():
            return Inline(kind=kind, reason=rest.strip())
    return Inline(kind="invalid", reason=EXPECTED)


def _ignore(rest: str) -> Inline:
    rest = rest.strip()
    if not rest.startswith("="):
        return Inline(kind="ignore", reason=rest)
    found = re.match(CODES, rest)
    if found is None:
        return Inline(kind="invalid", reason="expected codes after ignore=, such as DMS003,DMS004")
    codes = tuple(code.strip().upper() for code in found.group(1).split(","))
    return Inline(kind="ignore", codes=codes, reason=rest[found.end() :].strip())


def _keep(rest: str) -> Inline:
    words = rest.split()
    count = next((at for at, word in enumerate(words) if not word.startswith("/")), len(words))
    if not count:
        return Inline(kind="invalid", reason="expected an absolute path after keep")
    return Inline(kind="keep", paths=tuple(words[:count]), reason=" ".join(words[count:]))
