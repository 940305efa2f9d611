"""Findings that the file itself switches off: ``# dockerize-ms: ignore=DMS003 reason``.

Directly above an instruction, the comment speaks of that instruction; anywhere above
the first one, of the whole file. Without a code it means every check.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.errors import Finding
from dockerize_ms.settings import inline


class Suppressed(Struct, frozen=True, kw_only=True):
    """A finding that a comment switches off, and the reason that it gives ("": none)."""

    finding: Finding
    reason: str


class _Range(Struct, frozen=True, kw_only=True, eq=False):
    """Where some codes (none: all) are switched off, and why."""

    start: int
    end: int
    codes: tuple[str, ...]
    reason: str

    def covers(self, finding: Finding) -> bool:
        within = self.start <= finding.span.start < self.end
        return within and (not self.codes or finding.code in self.codes)


def sorted_out(
    findings: Iterable[Finding], tree: cst.Dockerfile
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that stand, and those that a comment of the file switches off."""
    ranges = tuple(_ranges(tree))
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for one in findings:
        by = next((each for each in ranges if each.covers(one)), None)
        if by is None:
            kept.append(one)
        else:
            suppressed.append(Suppressed(finding=one, reason=by.reason))
    return tuple(kept), tuple(suppressed)


def _ranges(tree: cst.Dockerfile) -> Iterable[_Range]:
    for index, instruction in enumerate(tree.instructions):
        first = index == 0
        for line in instruction.leading if first else instruction.comments:
            said = inline(line.text) if isinstance(line, cst.Comment) else None
            if said is None or said.kind != "ignore":
                continue
            start, end = instruction.start, instruction.end
            if first:
                start, end = 0, len(tree.file.text)
            yield _Range(start=start, end=end, codes=said.codes, reason=said.reason)
