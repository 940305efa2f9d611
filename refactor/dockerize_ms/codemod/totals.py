"""Counts over many rows."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from dockerize_ms.codemod.row import Done, State


class Group(Struct, kw_only=True):
    """Files of one language: how they came out, and estimates over the rewritten ones in MB.

    ``sized`` are those whose sizes before and after are known; of others only the saving may be.
    """

    states: Counter[str] = field(default_factory=Counter)
    saving_mb: float = 0.0
    sized: int = 0
    before_mb: float = 0.0
    after_mb: float = 0.0


class Totals(Struct, kw_only=True):
    """How many files came out how. ``saving_mb`` is estimated, over the rewritten ones.

    ``assumptions`` counts the files that rest on each.
    """

    files: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    assumptions: Counter[str] = field(default_factory=Counter)
    saving_mb: float = 0.0
    languages: dict[str, Group] = field(default_factory=dict)
    bases: Counter[str] = field(default_factory=Counter)
    applied: int = 0
    reused: int = 0
    repositories: set[str] = field(default_factory=set)

    def add(self, done: Done) -> None:
        """Counts one more file."""
        row = done.row
        self.files += 1
        self.states[row.state.value] += 1
        self.repositories.add(row.repository)
        self.bases[row.base] += 1
        if row.why is not None and row.why.code:
            counter = self.failures if row.state is State.FAILED else self.reasons
            counter[row.why.code] += 1
        group = self.languages.setdefault(row.language, Group())
        group.states[row.state.value] += 1
        if row.state is State.REWRITTEN:
            if row.before_mb is not None and row.after_mb is not None:
                group.sized += 1
                group.before_mb += row.before_mb
                group.after_mb += row.after_mb
            self.verdicts[row.verdict] += 1
            self.assumptions.update({one.code for one in row.assumptions})
            self.saving_mb += row.saving_mb or 0.0
            group.saving_mb += row.saving_mb or 0.0
        self.applied += row.applied
        self.reused += done.reused
