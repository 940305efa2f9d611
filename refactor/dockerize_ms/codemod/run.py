"""Runs over many files: workers, the journal, what is to be written, all in a fixed order."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from dockerize_ms.codemod.applying import Item, Wishes, apply
from dockerize_ms.codemod.find import Found
from dockerize_ms.codemod.journal import Journal
from dockerize_ms.codemod.pool import Failure, Limits, Pool
from dockerize_ms.codemod.row import Done
from dockerize_ms.codemod.task import Earlier, Task, failed, import_all, nothing_earlier, work

FEW = 8
"""Up to so many files, a worker imports what it needs when it needs it."""


MakeCluster = Callable[[Sequence[str], Mapping[str, object], Limits, Earlier], "Workers"]
"""Makes what works elsewhere, of the repositories' roots, options, limits and earlier results."""


class Plan(Struct, frozen=True, kw_only=True):
    """How to run: ``overrides`` are options as ``settings.load`` takes them."""

    overrides: Mapping[str, object]
    jobs: int = 1
    limits: Limits = Limits()
    resume: bool = False
    wishes: Wishes = Wishes()
    cluster: MakeCluster | None = None


def run(tasks: Sequence[tuple[Found, Task]], plan: Plan, journal: Journal) -> Iterator[Done]:
    """The results in the order of the tasks; all of them are in the journal, too."""

    def keep(item: Item) -> None:
        journal.put(item.path, item.done)

    arrived = _in_order(tasks, plan, journal)
    pairs = zip(tasks, arrived, strict=True)
    for root, group in itertools.groupby(pairs, key=lambda pair: pair[0][0].repository):
        items = (Item(found.path, root, done) for (found, _), done in group)
        batches = [list(items)] if plan.wishes.commit else ([item] for item in items)
        for batch in batches:
            for item, done in zip(batch, apply(batch, plan.wishes, keep), strict=True):
                if done is not item.done:
                    journal.put(item.path, done)
                yield done


def _in_order(pairs: Sequence[tuple[Found, Task]], plan: Plan, journal: Journal) -> Iterator[Done]:
    """Results in the order of the tasks. Those that come early wait in the journal."""
    early: set[int] = set()
    due = 0
    tasks = [task for _, task in pairs]
    for number, result in _workers(pairs, plan, journal).results(tasks):
        task = tasks[number]
        done = failed(task, result.text, result.code) if isinstance(result, Failure) else result
        journal.put(task.path, done)
        early.add(number)
        while due in early:
            early.remove(due)
            yield done if due == number else journal.one(tasks[due].path)
            due += 1


class Workers(Protocol):
    """Who does the work."""

    def results(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Done | Failure]]:
        """The number and the result of each task, as they come."""


def _workers(pairs: Sequence[tuple[Found, Task]], plan: Plan, journal: Journal) -> Workers:
    count = len(pairs)
    if plan.cluster is not None:
        roots = [found.repository for found, _ in pairs]
        earlier = journal.get if plan.resume else nothing_earlier
        return plan.cluster(roots, plan.overrides, plan.limits, earlier)
    if count > FEW:
        import_all()
        gc.collect()
        gc.freeze()
    function = _Work(plan.overrides, journal.path if plan.resume else None)
    return Pool(function, max(1, min(plan.jobs, count)), plan.limits)


class _Work:
    """What a worker calls; it opens the journal for itself."""

    def __init__(self, overrides: Mapping[str, object], journal: str | None) -> None:
        self._overrides = overrides
        self._path = journal
        self._journal: Journal | None = None

    def __call__(self, task: Task) -> Done:
        if self._path is not None and self._journal is None:
            self._journal = Journal(self._path)
        earlier = self._journal.get if self._journal else nothing_earlier
        return work(task, self._overrides, earlier)
