"""``dockerize-ms codemod``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import Any

import click

from dockerize_ms.cli.common import out, say
from dockerize_ms.cli.completion import FILE, FOLDER
from dockerize_ms.cli.overrides import FIELDS, overrides
from dockerize_ms.cli.reports import write_report, writer
from dockerize_ms.codemod.applying import MESSAGE, Wishes
from dockerize_ms.codemod.find import Found, Search
from dockerize_ms.codemod.git import is_branch_name
from dockerize_ms.codemod.journal import Journal, default_path
from dockerize_ms.codemod.lines import counted, line, summary
from dockerize_ms.codemod.pool import Limits
from dockerize_ms.codemod.progress import Progress
from dockerize_ms.codemod.row import State
from dockerize_ms.codemod.run import MakeCluster, Plan, run
from dockerize_ms.codemod.task import Task
from dockerize_ms.codemod.totals import Totals
from dockerize_ms.errors import UsageError
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.settings import load, parse_size

FAILED = 6
"""The exit code of a run in which some files failed."""


@click.command("codemod")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=FILE)
@click.option(
    "--list", "listed", type=FILE, metavar="FILE", help="Read more paths, one a line; - is stdin."
)
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Take these instead of the usual names."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out files or folders.")
@click.option("-w", "--write", "write", is_flag=True, help="Write the results into the files.")
@click.option("--commit", is_flag=True, help="Write, and commit in each repository.")
@click.option("--branch", metavar="NAME", help="Commit on a new branch.")
@click.option("-m", "--message", metavar="TEXT", default=MESSAGE, help="The commit's message.")
@click.option("--patch-dir", type=FOLDER, metavar="DIR", help="Write a patch for each result.")
@click.option("--check", "checks", is_flag=True, help="Exit with 1 if a file would change.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="Write a report: .html, .json, .sarif, .md or .txt.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Worker processes.  [default: one a processor]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="For one file.",
)
@click.option("--memory", default="1GiB", show_default=True, metavar="SIZE", help="For one file.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the cluster of a Dask scheduler.")
@click.option(
    "--journal",
    type=FILE,
    metavar="FILE",
    help="Where results are kept.  [default: in the cache folder]",
)
@click.option("--resume", is_flag=True, help="Do not analyse again what the journal has.")
@click.option("-q", "--quiet", is_flag=True, help="Print failures only.")
@overrides
def command(**given: Any) -> None:
    """Refactor every Dockerfile below PATHs, a folder with many repositories for example.

    Writes nothing, unless --write, --commit or --patch-dir is given. Without a PATH, the
    working directory.
    """
    chosen = {field: given[field] for field in FIELDS}
    load(None, chosen, refactorings=REFACTORINGS)  # what is wrong with them is said once
    writers = [(path, writer(path)) for path in given["reports"]]
    wishes = _wishes(given)
    plan = Plan(
        overrides=chosen,
        jobs=given["jobs"] or _processors(),
        limits=Limits(given["timeout"], parse_size(given["memory"])),
        resume=given["resume"],
        wishes=wishes,
        cluster=_cluster(given["scheduler"]),
    )
    search = Search(given["include"], given["exclude"])
    tasks = [(one, _task(one)) for one in search.below(_paths(given["paths"], given["listed"]))]
    if plan.resume and (wishes.write or wishes.commit):
        _remove(search.leftovers)
    with closing(Journal(given["journal"] or default_path())) as journal:
        journal.prune()
        totals = _run(tasks, plan, journal, quiet=given["quiet"])
        for path, write in writers:
            rows = (done.row for done in journal.all_of(task.path for _, task in tasks))
            write_report(path, write, totals, rows)
    if not given["quiet"]:
        _conclude(totals)
    sys.exit(_exit(totals, checks=given["checks"]))


def _cluster(address: str | None) -> MakeCluster | None:
    """What makes the connection to a Dask scheduler; the extra ``dask`` has the library for it."""
    if address is None:
        return None
    try:
        from dockerize_ms.codemod.cluster import Cluster
    except ModuleNotFoundError as error:
        hint = "pip install 'dockerize-ms[dask]'"
        raise UsageError(f"--scheduler needs {error.name}", hint) from None
    return partial(Cluster, address)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _wishes(given: dict[str, Any]) -> Wishes:
    if given["branch"] and not given["commit"]:
        raise UsageError("--branch goes with --commit")
    if given["branch"] and not is_branch_name(given["branch"]):
        raise UsageError(f"--branch {given['branch']}: is no name for a branch")
    wishes = Wishes(
        write=given["write"],
        commit=given["commit"],
        branch=given["branch"] or "",
        message=given["message"],
        patches=given["patch_dir"] or "",
    )
    if (wishes.write or wishes.commit) and _is_dry():
        say("nothing is written: DRY_RUN is set")
        return Wishes(patches=wishes.patches)
    return wishes


def _is_dry() -> bool:
    """Whether whatever started us asks, as ``multi-gitter`` does, that nothing be changed."""
    return os.environ.get("DRY_RUN", "").lower() in ("1", "true", "yes")


def _paths(given: Sequence[str], listed: str | None) -> list[str]:
    if listed is None:
        return list(given or ["."])
    try:
        if listed == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(listed, "rb") as file:
                data = file.read()
    except OSError as error:
        raise UsageError(f"{listed}: {(error.strerror or str(error)).lower()}") from None
    return [*given, *(os.fsdecode(one) for one in data.splitlines() if one.strip())]


def _task(found: Found) -> Task:
    return Task(found.path, _shown(found.path), _shown(found.repository))


def _shown(path: str) -> str:
    name = os.path.relpath(path)
    return path if name.startswith(os.pardir) else name


def _remove(leftovers: Sequence[str]) -> None:
    for path in leftovers:
        os.unlink(path)


def _run(
    tasks: Sequence[tuple[Found, Task]], plan: Plan, journal: Journal, *, quiet: bool
) -> Totals:
    """Runs all tasks, and shows on the way what becomes of them."""
    totals = Totals()
    progress = Progress(sys.stderr, len(tasks)) if sys.stderr.isatty() and not quiet else None
    terminal = sys.stdout.isatty()
    for done in run(tasks, plan, journal):
        totals.add(done)
        row = done.row
        if row.state is State.FAILED or not (
            quiet or (terminal and row.state is not State.REWRITTEN)
        ):
            if progress:
                progress.clear()
            out(line(row) + "\n")
        if progress:
            progress.show(totals)
    if progress:
        progress.clear()
    return totals


def _conclude(totals: Totals) -> None:
    for text in summary(totals):
        say(text)
    if totals.reused:
        say(f"  {counted(totals.reused, 'file')} not analysed again")


def _exit(totals: Totals, *, checks: bool) -> int:
    if totals.states[State.FAILED.value]:
        return FAILED
    return 1 if checks and totals.states[State.REWRITTEN.value] else 0
