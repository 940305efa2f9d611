"""Compares what two containers did, with a second run of the first as the control."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from dockerize_ms.compare.comparison import Difference
from dockerize_ms.compare.observation import Answer, Observation

SHOWN = 800


def compare_observations(
    first: Observation, again: Observation, new: Observation
) -> Iterator[Difference]:
    """What the new container does otherwise than the old one did, twice alike."""
    if first.skipped != new.skipped:
        yield Difference("behaviour", "start", first.skipped, new.skipped)
        return
    if new.started is False and first.started:
        yield Difference("behaviour", "start", "listening", new.stderr[-SHOWN:] or str(new.exit))
        return
    if not first.started and first.exit != new.exit:
        yield Difference(
            "behaviour", "exit code", str(first.exit), f"{new.exit} {new.stderr[-SHOWN:]}"
        )
    elif not first.started and first.exit:
        yield from _compare_output("errors", first.stderr, again.stderr, new.stderr)
    if first.health != new.health:
        yield Difference("behaviour", "health check", str(first.health), str(new.health))
    if first.started is None:
        yield from _compare_output("output", first.stdout, again.stdout, new.stdout)
    for one, control, other in zip(first.answers, again.answers, new.answers, strict=False):
        yield from _compare_answers(one, control, other)


def _compare_output(what: str, first: str, again: str, new: str) -> Iterator[Difference]:
    """What two runs of the original have in common is in the new output, and no more if alike."""
    steady = _common(first, again)
    if (first == again and first != new) or _common("\n".join(steady), new) != steady:
        yield Difference("behaviour", what, "\n".join(steady)[-SHOWN:], new[-SHOWN:])


def _common(first: str, second: str) -> list[str]:
    """The lines that two texts share, in order."""
    left, right = first.splitlines(), second.splitlines()
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [line for block in blocks for line in left[block.a : block.a + block.size]]


def _compare_answers(one: Answer, control: Answer, other: Answer) -> Iterator[Difference]:
    for field in Answer.__struct_fields__:
        was, now = getattr(one, field), getattr(other, field)
        if was == getattr(control, field) and was != now:
            subject = f"GET {one.path}: {field}"
            yield Difference("behaviour", subject, str(was)[-SHOWN:], str(now)[-SHOWN:])
