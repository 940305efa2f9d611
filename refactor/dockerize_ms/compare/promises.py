"""What a comparison says of each promise of a rewrite: held, broken, or not checked, and why."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.compare.comparison import Difference
from dockerize_ms.compare.trial import Report

KINDS: dict[str, tuple[str, ...]] = {
    "P2": ("config", "environment"),
    "P3": ("type", "mode", "owner", "content", "target", "capability", "account", "missing"),
    "P4": ("interpreter", "library", "dangling", "behaviour"),
    "P5": ("added", "present"),
}
"""Which differences break which promise."""
NAMES = {
    "P1": "build",
    "P2": "configuration",
    "P3": "same path",
    "P4": "runs there",
    "P5": "smaller",
    "P6": "text",
    "P7": "stable",
}


class State(enum.StrEnum):
    """What became of a promise."""

    HELD = "held"
    BROKEN = "broken"
    NOT_CHECKED = "not checked"


class Promise(Struct, frozen=True, kw_only=True):
    """One promise, and on what grounds it is said to be held or broken."""

    code: str
    state: State
    evidence: tuple[str, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """What the promise is about, in a word or two."""
        return NAMES[self.code]


def promises(report: Report, *, stable: bool | None) -> tuple[Promise, ...]:
    """All promises, after both images were built. ``stable`` is None where it was not tried."""
    return (
        _built(f"it builds, in {report.seconds['after']:.0f} s"),
        _judged("P2", report, "the same configuration"),
        _judged("P3", report, f"{_count(report, 'path')} as before"),
        _runs(report),
        _smaller(report),
        _TEXT,
        _stable(stable),
    )


def unbuilt(log: str) -> tuple[Promise, ...]:
    """All promises, where the rewritten file does not build."""
    why = ("the rewritten file does not build",)
    broken = Promise(code="P1", state=State.BROKEN, evidence=tuple(log.splitlines()))
    others = (
        Promise(code=code, state=State.NOT_CHECKED, evidence=why)
        for code in NAMES
        if code not in ("P1", "P6")
    )
    return tuple(sorted((broken, *others, _TEXT), key=lambda one: one.code))


_TEXT = Promise(code="P6", state=State.NOT_CHECKED, evidence=("images do not show it",))


def _built(evidence: str) -> Promise:
    return Promise(code="P1", state=State.HELD, evidence=(evidence,))


def _of(code: str, differences: Sequence[Difference]) -> tuple[Difference, ...]:
    return tuple(one for one in differences if one.kind in KINDS[code])


def _judged(code: str, report: Report, held: str) -> Promise:
    found = _of(code, report.differences)
    if found:
        evidence = tuple(map(str, found))
        return Promise(code=code, state=State.BROKEN, evidence=evidence, differences=found)
    return Promise(code=code, state=State.HELD, evidence=(held,))


def _runs(report: Report) -> Promise:
    counts = [_count(report, what) for what in ("program", "script") if report.checked[what]]
    loads = [f"{' and '.join(counts)} with all that they load"] if counts else []
    return _judged("P4", report, "; ".join((*loads, *_started(report))))


def _count(report: Report, what: str) -> str:
    count = report.checked[what]
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _started(report: Report) -> Iterator[str]:
    """What the containers did alike."""
    seen = report.seen_after
    if seen.skipped:
        yield f"not started: {seen.skipped}"
    elif seen.started:
        yield "the same answers"
    elif seen.started is False:
        yield "neither image answers requests"
    elif seen.exit is None:
        yield "both still run when the time is up"
    else:
        yield f"both end with exit code {seen.exit} and the same output"
    if seen.health is not None:
        yield f"the health check gives {seen.health} in both"


def _smaller(report: Report) -> Promise:
    judged = _judged("P5", report, f"{saving(report)} smaller, and nothing is added")
    if report.size_after < report.size_before or judged.state is State.BROKEN:
        return judged
    grown = f"{report.size_before} bytes before, {report.size_after} after"
    return Promise(code="P5", state=State.BROKEN, evidence=(grown,))


def saving(report: Report) -> str:
    """How much smaller the new image is, of a hundred."""
    share = 1 - report.size_after / report.size_before if report.size_before else 0
    return f"{share:.1%}"


def _stable(stable: bool | None) -> Promise:
    if stable is None:
        return Promise(code="P7", state=State.NOT_CHECKED, evidence=("not a rewrite of ours",))
    state = State.HELD if stable else State.BROKEN
    evidence = "a second run changes nothing" if stable else "a second run changes it again"
    return Promise(code="P7", state=state, evidence=(evidence,))
