"""Findings that the file itself switches off: ``# dockerize-ms: ignore=DMS003 reason``.

Above an instruction, the comment speaks of that instruction; above the first one,
of the whole file. Without a code it means every check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dockerize_ms import cst
from dockerize_ms.errors import Finding

_IGNORE = re.compile(r"#\s*dockerize-ms:\s*ignore(?:=(?P<codes>[\w,-]*))?(?:\s|\Z)", re.IGNORECASE)
ALL = "*"


def kept(findings: Iterable[Finding], tree: cst.Dockerfile) -> tuple[Finding, ...]:
    """The findings that no comment of the file switches off."""
    everywhere: set[str] = set()
    places: list[tuple[int, int, set[str]]] = []
    for index, instruction in enumerate(tree.instructions):
        above = instruction.leading if index == 0 else instruction.comments
        codes = {code for line in above for code in _codes(line)}
        if index == 0:
            everywhere |= codes
        elif codes:
            places.append((instruction.start, instruction.end, codes))

    def ignored(finding: Finding) -> bool:
        codes = set(everywhere)
        at = finding.span.start
        for start, end, here in places:
            if start <= at < end:
                codes |= here
        return finding.code in codes or ALL in codes

    return tuple(finding for finding in findings if not ignored(finding))


def _codes(line: cst.Trivia) -> Iterable[str]:
    match = _IGNORE.match(line.text) if isinstance(line, cst.Comment) else None
    if match is None:
        return ()
    listed = match["codes"]
    return [code.upper() for code in listed.split(",") if code] if listed else [ALL]
