"""How long one file takes in a process of its own, side by side with other programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.processes import HADOLINT, TOOL, Run, in_turns, workshop
from benchmarks.table import Table

ROOT = str(Path(__file__).resolve().parent.parent)
GO = "corpus/go/http-templates/Dockerfile"
NODE = "corpus/node/workspaces/Dockerfile"
PYTHON = "corpus/python/flask-gunicorn/Dockerfile"
STRUCTURE = (
    "import sys; from dockerfile_parse import DockerfileParser; "
    "[DockerfileParser(fileobj=open(path, 'rb')).structure for path in sys.argv[1:]]"
)
BINDING = "import sys, dockerfile; [dockerfile.parse_file(path) for path in sys.argv[1:]]"
YARDSTICK = 'python -c "import click"'
COMMANDS = {
    f"`{YARDSTICK}`": (sys.executable, "-c", "import click"),
    "`dockerize-ms --version`": (TOOL, "--version"),
    "`dockerize-ms refactor`, a file for Go": (TOOL, "refactor", GO),
    "`dockerize-ms refactor`, a file for Node": (TOOL, "refactor", NODE),
    "`dockerize-ms refactor`, a file for Python": (TOOL, "refactor", PYTHON),
    "`dockerize-ms verify`, the file for Go": (TOOL, "verify", GO),
    "hadolint": (HADOLINT, "--no-fail", GO),
    "dockerfile-parse, `structure`": (sys.executable, "-c", STRUCTURE, GO),
    "BuildKit's parser through `dockerfile`": (sys.executable, "-c", BINDING, GO),
}


def table(rounds: int) -> Table:
    """Milliseconds of one run, and what that is beside the yardstick."""
    with workshop() as (_, environment):
        return beside(in_turns(COMMANDS, environment, rounds, ROOT), next(iter(COMMANDS)))


def beside(runs: Mapping[str, Run], first: str) -> Table:
    """Runs beside one of them."""
    yardstick = runs[first]
    rows = [
        (
            name,
            f"{run.passed * 1000:.0f} ms",
            f"× {run.passed / yardstick.passed:.2f}",
            f"{run.used * 1000:.0f} ms",
            f"× {run.used / yardstick.used:.2f}",
        )
        for name, run in runs.items()
    ]
    return Table(("", "passed", "beside click", "CPU", "beside click"), tuple(rows))
