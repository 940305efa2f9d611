"""A crash, a hang, an endless hunger for memory of one task is the failure of that task alone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from dockerize_ms.codemod.pool import Failure, Limits, Pool

MEMORY = 256 * 1024 * 1024
PATIENT = Limits(seconds=60, memory=MEMORY)
"""For what does not depend on time, however busy the machine is."""

SHORT = Limits(seconds=3, memory=MEMORY)
"""Long enough for what takes no time, on a busy machine too."""


def spin() -> None:
    while True:
        pass


def deep(n: int) -> int:
    return deep(n + 1)


def broken() -> None:
    raise ValueError("broken")


TROUBLE: dict[str, tuple[Callable[[], object], Failure]] = {
    "abort": (os.abort, Failure("crash", "the worker died: SIGABRT")),
    "killed": (
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        Failure("crash", "the worker died: SIGKILL"),
    ),
    "exit": (lambda: os._exit(3), Failure("crash", "the worker died: exit code 3")),
    "hang": (lambda: time.sleep(600), Failure("time", "it took longer than 3 s")),
    "spin": (spin, Failure("time", "it took longer than 3 s")),
    "memory": (
        lambda: bytearray(1 << 30),
        Failure("memory", "it took more memory than it may"),
    ),
    "recursion": (lambda: deep(0), Failure("bug", "nested too deeply")),
    "error": (broken, Failure("bug", "ValueError: broken")),
}


def work(item: object) -> object:
    if item in TROUBLE:
        return TROUBLE[str(item)][0]()
    return item


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("name", TROUBLE)
def test_only_one_task_fails(name: str, jobs: int) -> None:
    items = [0, 1, name, 3, 4, 5]
    limits = SHORT if TROUBLE[name][1].code == "time" else PATIENT
    results = dict(Pool(work, jobs, limits).results(items))
    assert results == {0: 0, 1: 1, 2: TROUBLE[name][1], 3: 3, 4: 4, 5: 5}


def test_all_in_trouble() -> None:
    items = ["abort", "error", "exit", "abort"]
    results = dict(Pool(work, 2, PATIENT).results(items))
    assert [results[n] for n in range(4)] == [TROUBLE[name][1] for name in items]


@pytest.mark.parametrize("tasks", [1, 2, 3, 7])
def test_workers_are_replaced_after_some_tasks(tasks: int) -> None:
    limits = Limits(tasks=tasks)
    pool: Pool[int, object] = Pool(lambda item: os.getpid(), 2, limits)
    pids = [pid for _, pid in pool.results(range(12))]
    assert len(pids) == 12
    assert max(pids.count(pid) for pid in pids) == tasks or tasks == 7


def test_more_workers_than_tasks() -> None:
    assert list(Pool(work, 8, PATIENT).results([7])) == [(0, 7)]


def test_nothing_to_do() -> None:
    assert list(Pool(work, 2, PATIENT).results([])) == []


def test_workers_end_when_nobody_wants_more() -> None:
    pool = Pool(work, 2, PATIENT)
    results = pool.results(list(range(10)))
    next(results)
    pids = [worker.pid for worker in pool._workers]
    results.close()  # type: ignore[attr-defined]
    assert len(pids) == 2
    assert [pid for pid in pids if pid and os.path.exists(f"/proc/{pid}")] == []


def test_a_slow_task_does_not_use_up_the_time_of_the_next() -> None:
    items = [1.1, 1.1, 1.1]
    assert sum(items) > SHORT.seconds
    assert dict(Pool(time.sleep, 1, SHORT).results(items)) == dict.fromkeys(range(3))
