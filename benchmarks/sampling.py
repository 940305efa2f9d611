"""Where the time of a task goes: the stack is looked at every millisecond of CPU time."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from types import FrameType

from benchmarks.codemod import BESIDE, Site
from benchmarks.table import Table

from dockerize_ms.codemod.find import Search
from dockerize_ms.codemod.task import Task, import_all, work

INTERVAL = 0.001
PHASES = {
    ("place", "place"): "which folder is the build context",
    ("parser", "parse"): "parsing",
    ("interpret", "interpret"): "interpreting",
    ("live", "live"): "what the container needs",
    ("split_stages", "plan"): "planning",
    ("apply", "apply"): "writing the text",
    ("pipeline", "second_look"): "dockerfile-parse reads the result",
    ("pipeline", "read"): "interpreting the result",
    ("checks", "check"): "checking the result",
    ("describe", "row_of"): "the row of the report",
}
"""Functions by the module and the name, and what they do. The outermost of a stack counts."""

OTHER = "the rest"


def table(place: Site, size: int = BESIDE) -> Table:
    """The share of each phase, and the share of each room of the code, in percent."""
    tasks = [Task(one.path, one.path, one.repository) for one in Search().below(place.of(size))]
    import_all()
    phases: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        phases[_phase(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        for task in tasks:
            work(task, {})
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    seen = sum(phases.values())
    named = [*PHASES.values(), OTHER]
    return Table(
        ("", "of the time"), tuple((name, f"{phases[name] / seen * 100:.0f} %") for name in named)
    )


def _phase(frame: FrameType | None) -> str:
    found = (PHASES.get(name) for name in _names(frame))
    return next(filter(None, found), OTHER)


def _names(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    """The module and function of each call of a stack, the outermost first."""
    stack = []
    while frame is not None:
        module = frame.f_globals.get("__name__", "").rpartition(".")[2]
        stack.append((module, frame.f_code.co_name))
        frame = frame.f_back
    yield from reversed(stack)
