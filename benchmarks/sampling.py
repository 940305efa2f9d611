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
    "analysis.place.place": "which folder is the build context",
    "cst.parser.parse": "parsing",
    "analysis.interpret.interpret": "interpreting the file and the result",
    "analysis.live.live": "what the container needs",
    "rewrite.split_stages.plan": "planning",
    "rewrite.apply.apply": "writing the text",
    "pipeline.rewriting._second_look": "dockerfile-parse reads the result",
    "checks.check": "checking the result",
    "codemod.describe.row_of": "the row of the report",
}
"""Functions below ``dockerize_ms``, and what they do. The outermost of a stack counts."""

OTHER = "the rest"


def table(place: Site, size: int = BESIDE) -> Table:
    """The share of each phase in percent."""
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


def _names(frame: FrameType | None) -> Iterator[str]:
    """Each call of a stack as ``PHASES`` names it, the outermost first."""
    stack = []
    while frame is not None:
        module = frame.f_globals.get("__name__", "").removeprefix("dockerize_ms.")
        stack.append(f"{module}.{frame.f_code.co_name}")
        frame = frame.f_back
    yield from reversed(stack)
