"""What becomes of a file, and what the checks say of it."""

from __future__ import annotations

import enum

from msgspec import Struct

from dockerize_ms.checks import Suppressed
from dockerize_ms.errors import Assumption, Finding, ParseError, Verdict
from dockerize_ms.rewrite.change import Applied, FileEdit
from dockerize_ms.rewrite.plan import Plan, Refusal


class Outcome(enum.StrEnum):
    """What became of a file."""

    REWRITTEN = "rewritten"
    LEFT_ALONE = "left-alone"
    INVALID = "invalid"


class Result(Struct, frozen=True, kw_only=True, eq=False):
    """What ``refactor`` gives. ``text`` is the original where nothing is rewritten.

    ``refusal`` says why the file was not split, also where other refactorings changed it.
    ``applied`` lists those that were asked for by name and edit the file, and what came of
    each; ``edits`` are all files that change, the Dockerfile first.
    """

    source: str
    text: str
    path: str
    outcome: Outcome
    plan: Plan | None = None
    refusal: Refusal | None = None
    applied: tuple[Applied, ...] = ()
    edits: tuple[FileEdit, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[ParseError, ...] = ()

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the result takes for granted."""
        edited = (one for each in self.applied for one in each.change.assumptions)
        found = (*(self.plan.assumptions if self.plan else ()), *edited)
        return tuple(dict.fromkeys(found))

    @property
    def ignore(self) -> str | None:
        """The new text of the context's ignore file; None where that stays as it is."""
        others = (edit.after for edit in self.edits if edit.path != self.path)
        return next(others, None)

    @property
    def verdict(self) -> Verdict | None:
        """How sure the result is; None where nothing was rewritten."""
        if self.outcome is not Outcome.REWRITTEN:
            return None
        return Verdict.ASSUMED if self.assumptions else Verdict.PROVEN

    @property
    def exit_code(self) -> int:
        """As ``docs/exit-codes.md`` says."""
        if self.errors:
            return 4
        if self.outcome is Outcome.REWRITTEN:
            return 0
        return self.refusal.exit_code if self.refusal else 0


class Verified(Struct, frozen=True, kw_only=True, eq=False):
    """What the checks say of a file. ``errors``: it is no Dockerfile, and nothing was checked."""

    source: str
    path: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    errors: tuple[ParseError, ...] = ()
