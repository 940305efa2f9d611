"""The same work on a Dask cluster, for more files than one machine is for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from distributed import Client, Future, as_completed
from msgspec import Struct, structs

from dockerize_ms.codemod import bundle
from dockerize_ms.codemod.pool import Failure, Limits, Pool
from dockerize_ms.codemod.row import Done
from dockerize_ms.codemod.task import Earlier, Task, digest_of, import_all, reusable, work
from dockerize_ms.errors import DockerizeError, UsageError

PATIENCE = "5s"
"""How long a scheduler may take to answer."""

AHEAD = 4
"""Tasks in the cluster for each of its threads: neither idle workers nor a crowded scheduler."""


class Order(Struct, frozen=True):
    """A task on its way; by ``source``, the Dockerfile's digest, a worker knows the disk."""

    task: Task
    source: bytes
    root: str
    overrides: Mapping[str, object]
    limits: Limits
    files: bytes = b""


class Cluster:
    """Gives the results of tasks as ``Pool`` does, from the workers of a scheduler."""

    def __init__(
        self,
        address: str,
        roots: Sequence[str],
        overrides: Mapping[str, object],
        limits: Limits,
        earlier: Earlier,
    ) -> None:
        self._address = address
        self._roots = roots
        self._overrides = overrides
        self._limits = limits
        self._earlier = earlier

    def results(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Done | Failure]]:
        """The number and the result of each task, as they come."""
        try:
            client = Client(self._address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {self._address}: {error or 'no answer'}") from None
        with client:
            yield from self._through(client, tasks)

    def _through(
        self, client: Client, tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Done | Failure]]:
        waiting = iter(range(len(tasks)))
        numbers: dict[Future[Any], int] = {}
        running = as_completed(loop=client.loop)
        room = AHEAD * max(1, sum(client.nthreads().values()))

        def submit(number: int, *, with_files: bool = False) -> None:
            order = self._order(number, tasks[number], with_files)
            future = client.submit(carry_out, order, pure=False)
            numbers[future] = number
            running.add(future)

        while True:
            while len(numbers) < room and (number := next(waiting, None)) is not None:
                known = self._known(tasks[number])
                if known is not None:
                    yield number, known
                else:
                    submit(number)
            if not numbers:
                return
            future = next(running)
            number = numbers.pop(future)
            result = _result(future)
            if result is None:
                try:
                    submit(number, with_files=True)
                    continue
                except (DockerizeError, OSError) as error:
                    result = Failure("not-sent", str(error))
            yield number, result

    def _known(self, task: Task) -> Done | None:
        """What an earlier run found; whatever is wrong with the file, a worker will say."""
        try:
            return reusable(task, self._overrides, self._earlier)
        except DockerizeError:
            return None

    def _order(self, number: int, task: Task, with_files: bool) -> Order:
        root = self._roots[number]
        files = bundle.packed(root) if with_files else b""
        return Order(task, digest_of(task.path), root, self._overrides, self._limits, files)


def _result(future: Future[Any]) -> Done | Failure | None:
    """What a worker gave; None where it does not see the file."""
    error = future.exception()
    if error is not None:  # its worker died, more than once
        return Failure("crash", f"{type(error).__name__}: {error}")
    found: Done | Failure | None = future.result()
    return found


def carry_out(order: Order) -> Done | Failure | None:
    """Does a task on a worker, in a process of its own; None where the file is not to be seen."""
    if digest_of(order.task.path) == order.source:
        return _isolated(order, order.task)
    if not order.files:
        return None
    with tempfile.TemporaryDirectory() as folder:
        bundle.unpack(order.files, folder)
        path = folder + order.task.path[len(order.root) :]
        result = _isolated(order, structs.replace(order.task, path=path))
        return bundle.moved(result, folder, order.root) if isinstance(result, Done) else result


def _isolated(order: Order, task: Task) -> Done | Failure:
    import_all()
    function = partial(work, overrides=order.overrides, home=order.task.path)
    ((_, result),) = Pool(function, 1, order.limits).results([task])
    return result
