"""Worker processes: one task at a time each, with a limit of time and of memory.

What kills, hangs or starves a worker is the failure of one task: another worker takes the
place, the rest goes on. Workers are forked, so whatever was imported before is theirs.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Generic, NoReturn, TypeVar

from msgspec import Struct

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2
"""Tasks that a worker has at once: the one it does, and the next."""


class Failure(Struct, frozen=True):
    """Why a task has no result: ``code`` is ``time``, ``memory``, ``crash`` or ``bug``."""

    code: str
    text: str


class Limits(Struct, frozen=True):
    """What one task may take: seconds, and bytes of memory beyond what a worker starts with.

    After so many ``tasks`` another worker takes the place of one, so that what it keeps
    for later tasks does not pile up.
    """

    seconds: float = 60.0
    memory: int = 1024 * 1024 * 1024
    tasks: int = 400


class Pool(Generic[T, R]):
    """Applies a function to many items in some processes."""

    def __init__(self, function: Callable[[T], R], jobs: int, limits: Limits) -> None:
        self._function = function
        self._limits = limits
        self._jobs = jobs
        self._workers: list[_Worker[T, R]] = []

    def results(self, items: Sequence[T]) -> Iterator[tuple[int, R | Failure]]:
        """The number and the result of each item, as they come."""
        waiting = deque(range(len(items)))
        try:
            while waiting or any(worker.tasks for worker in self._workers):
                self._supply(waiting, items)
                yield from self._collect(waiting)
        finally:
            for worker in self._workers:
                worker.end()
            self._workers = []

    def _supply(self, waiting: deque[int], items: Sequence[T]) -> None:
        """Gives every worker something to do: first one task each, then the next ones."""
        while waiting and len(self._workers) < self._jobs:
            self._workers.append(_Worker(self._function, self._limits, self._workers))
            self._workers[-1].give(waiting.popleft(), items)
        for depth in range(AHEAD):
            for worker in self._workers:
                if waiting and len(worker.tasks) <= depth and worker.given < self._limits.tasks:
                    worker.give(waiting.popleft(), items)

    def _collect(self, waiting: deque[int]) -> Iterator[tuple[int, R | Failure]]:
        """Waits until something comes or a worker's time is over."""
        busy = [worker for worker in self._workers if worker.tasks]
        left = min(worker.started + self._limits.seconds for worker in busy) - time.monotonic()
        ready = wait([worker.pipe for worker in busy], max(0.0, left))
        for worker in busy:
            if worker.pipe in ready:
                result = worker.take()
            elif time.monotonic() - worker.started >= self._limits.seconds:
                seconds = f"{self._limits.seconds:g}"
                result = Failure("time", f"it took longer than {seconds} s")
            else:
                continue
            yield worker.tasks.popleft(), result
            lost = isinstance(result, Failure) and result.code != "bug"
            if lost or (worker.given >= self._limits.tasks and not worker.tasks):
                waiting.extendleft(reversed(worker.tasks))
                self._workers.remove(worker)
                worker.end()


class _Worker(Generic[T, R]):
    """A process and the numbers of its tasks, the one it does first."""

    def __init__(
        self, function: Callable[[T], R], limits: Limits, others: Sequence[_Worker[T, R]]
    ) -> None:
        self.tasks: deque[int] = deque()
        self.given = 0
        self.started = 0.0
        self.pipe, theirs = Pipe()
        inherited = [self.pipe, *(worker.pipe for worker in others)]
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()  # multiprocessing refuses it to processes that it started itself
        if not self.pid:
            _serve(theirs, inherited, function, limits)
        theirs.close()

    def give(self, number: int, items: Sequence[T]) -> None:
        """Hands a task over. A worker that has died is noticed when its result is taken."""
        if not self.tasks:
            self.started = time.monotonic()
        self.tasks.append(number)
        self.given += 1
        try:
            self.pipe.send(items[number])
        except OSError:
            return

    def take(self) -> R | Failure:
        """The result that has come; the next task begins now."""
        self.started = time.monotonic()
        try:
            result: R | Failure = self.pipe.recv()
        except (EOFError, OSError):
            return self._death()
        return result

    def _death(self) -> Failure:
        code = self._wait()
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return Failure("crash", f"the worker died: {how}")

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self.pipe.close()
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._wait()

    def _wait(self) -> int:
        """The exit code, negative for a signal; once it is known the process is gone."""
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)


def _serve(
    pipe: Connection, inherited: Sequence[Connection], function: Callable[[T], R], limits: Limits
) -> NoReturn:
    """Does tasks until nobody listens any more, as when the parent was killed. Never returns."""
    for connection in inherited:  # else they stay open here when the parent dies
        connection.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent sees to that
    _limit_memory(limits.memory)
    code = 0
    try:
        while not code:
            code = _one(pipe, function)
    except (EOFError, OSError):
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is cleaned up here


def _one(pipe: Connection, function: Callable[[T], R]) -> int:
    """Does one task; not 0 where the process should not go on."""
    item = pipe.recv()
    try:
        pipe.send(function(item))
    except MemoryError:
        pipe.send(Failure("memory", "it took more memory than it may"))
        return 1
    except RecursionError:
        pipe.send(Failure("bug", "nested too deeply"))
    except Exception as error:
        pipe.send(Failure("bug", f"{type(error).__name__}: {error}"))
    return 0


def _limit_memory(size: int) -> None:
    """Limits the address space; nothing where the system does not tell what is in use."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + size
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
