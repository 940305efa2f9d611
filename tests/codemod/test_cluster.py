"""``--scheduler`` with a real cluster of two worker processes on this machine."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.codemod.conftest import GO, SERVICE, repository
from tests.command_line import run

from dockerize_ms.codemod import bundle, cluster
from dockerize_ms.codemod.pool import Failure, Limits
from dockerize_ms.codemod.row import Done, State
from dockerize_ms.codemod.task import Task, digest_of

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
COUNT = 24


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, scheduler_port=0
    ) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {f"{n:02}/{name}": text for n in range(COUNT) for name, text in SERVICE.items()}
    repository(tmp_path / "top", files)
    return tmp_path / "top"


def test_the_result_is_that_of_one_machine(local: Any, folder: Path) -> None:
    here = run("codemod", "-j", "1", "--report", "../a.json", directory=folder)
    there = run(
        "codemod", "--scheduler", local.scheduler_address, "--report", "../b.json", directory=folder
    )
    assert (there.code, there.out, there.err) == (here.code, here.out, here.err)
    assert (folder / "../b.json").read_bytes() == (folder / "../a.json").read_bytes()
    again = run("codemod", "--scheduler", local.scheduler_address, "--resume", directory=folder)
    assert again.err == here.err + f"  {COUNT} files not analysed again\n"


def test_one_worker_is_killed(local: Any, folder: Path) -> None:
    pids = list(distributed.Client(local, set_as_default=False).run(os.getpid).values())

    def kill() -> None:
        time.sleep(0.3)
        os.kill(pids[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    ran = run("codemod", "--scheduler", local.scheduler_address, "--write", directory=folder)
    assert not killer.is_alive()
    assert (ran.code, ran.out.count(b": rewritten, proven")) == (0, COUNT)
    assert not Path(f"/proc/{pids[0]}").exists()


def order(folder: Path, **changes: Any) -> cluster.Order:
    path = str(folder / "00" / "Dockerfile")
    task = Task(path, "00/Dockerfile", ".")
    given = {"source": digest_of(path), "limits": Limits(), "overrides": {}, **changes}
    return cluster.Order(task=task, root=str(folder), **given)


@pytest.mark.parametrize("names", [(), ("dockerignore",)])
def test_a_worker_without_the_disk_gets_the_files(names: tuple[str, ...], folder: Path) -> None:
    here = cluster.carry_out(order(folder, overrides={"with_": names}))
    sent = order(folder, overrides={"with_": names}, files=bundle.packed(str(folder)))
    folder.rename(folder.parent / "elsewhere")
    assert cluster.carry_out(order(folder, source=b"x")) is None
    there = cluster.carry_out(sent)
    assert isinstance(here, Done)
    assert here.row.state is State.REWRITTEN
    assert len(here.changes) == 1 + len(names)
    assert there == here


def test_a_file_of_another_content_is_not_taken_for_it(folder: Path) -> None:
    sent = order(folder)
    (folder / "00" / "Dockerfile").write_text(GO + "# another\n")
    assert cluster.carry_out(sent) is None


def test_what_is_too_large_is_not_sent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "LARGEST", 100)
    with pytest.raises(Exception, match="too large to be sent"):
        bundle.packed(str(folder))


def test_limits_hold_there(folder: Path) -> None:
    result = cluster.carry_out(order(folder, limits=Limits(seconds=0.001)))
    assert result == Failure("time", "it took longer than 0.001 s")


def test_no_scheduler(folder: Path) -> None:
    ran = run("codemod", "--scheduler", "tcp://127.0.0.1:1", directory=folder)
    assert (ran.code, ran.out) == (2, b"")
    assert "--scheduler tcp://127.0.0.1:1: " in ran.err
