"""Counts over many rows."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from dockerize_ms.codemod.row import Done, State


class Base(Struct, kw_only=True):
    """Files on one base image: how they came out, and the sizes of the rewritten ones in MB."""

    states: Counter[str] = field(default_factory=Counter)
    rewritten: int = 0
    before_mb: float = 0.0
    after_mb: float = 0.0


class Totals(Struct, kw_only=True):
    """How many files came out how. ``saving_mb`` is estimated, over the rewritten ones."""

    files: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    saving_mb: float = 0.0
    bases: dict[str, Base] = field(default_factory=dict)
    applied: int = 0
    reused: int = 0
    repositories: set[str] = field(default_factory=set)

    def add(self, done: Done) -> None:
        """Counts one more file."""
        row = done.row
        self.files += 1
        self.states[row.state.value] += 1
        self.repositories.add(row.repository)
        if row.why is not None and row.why.code:
            counter = self.failures if row.state is State.FAILED else self.reasons
            counter[row.why.code] += 1
        base = self.bases.setdefault(row.base, Base())
        base.states[row.state.value] += 1
        if row.state is State.REWRITTEN:
            base.rewritten += 1
            if row.before_mb is not None and row.after_mb is not None:
                base.before_mb += row.before_mb
                base.after_mb += row.after_mb
            self.verdicts[row.verdict] += 1
            self.saving_mb += row.saving_mb or 0.0
        self.applied += row.applied
        self.reused += done.reused
