"""``dockerize-ms refactor``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from dockerize_ms.cli.common import (
    colour_wanted,
    directory,
    dockerfiles,
    folder_of,
    form_of,
    out,
    say,
    surroundings,
)
from dockerize_ms.cli.completion import FILE
from dockerize_ms.cli.files import default, read
from dockerize_ms.cli.overrides import overrides
from dockerize_ms.errors import DockerizeError, UsageError
from dockerize_ms.pipeline import Outcome, Result, refactor
from dockerize_ms.report.explain import explain
from dockerize_ms.report.formats import writer
from dockerize_ms.report.graph import explained
from dockerize_ms.report.messages import summary
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.settings import load


@click.command("refactor")
@dockerfiles
@click.option("-w", "--write", "writes", is_flag=True, help="Write the result into the file.")
@click.option("--check", "checks", is_flag=True, help="Exit with 1 if a file would change.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write the result to FILE.")
@directory
@overrides
@click.option("--explain", "explains", is_flag=True, help="Say each instruction's role and why.")
@form_of("refactor")
def command(
    dockerfiles: tuple[str, ...],
    writes: bool,
    checks: bool,
    output: str | None,
    context: str | None,
    explains: bool,
    form: str,
    **given: Any,
) -> None:
    """Split single-stage DOCKERFILEs into a builder and a runtime stage.

    Prints a unified diff and writes nothing, unless --write or -o is given. "-" reads
    standard input. Without a DOCKERFILE, that of the working directory.
    """
    files = dockerfiles or (default(),)
    if output is not None and (len(files) != 1 or writes):
        raise UsageError("-o takes one DOCKERFILE and goes without --write")
    if writes and "-" in files:
        raise UsageError("--write cannot write to standard input", "use -o FILE")
    worst = 0

    def results() -> Iterator[Result]:
        nonlocal worst
        for path in files:
            try:
                result = _one(path, context, given)
                yield result
                for line in explain(explained(result)) if explains else summary(result):
                    say(line)
                if writes and result.outcome is Outcome.REWRITTEN:
                    for edit in result.edits:
                        _write(edit.path, edit.after)
                if output is not None and not result.errors:
                    _write(output, result.text)
            except DockerizeError as error:
                if len(files) == 1:
                    raise
                say(f"error: {error}")
                worst = max(worst, error.exit_code)
                continue
            worst = max(worst, _exit(result, checks, len(files)))

    for text in writer("refactor", form)(results(), colour_wanted()):
        out(text)
    sys.exit(worst)


def _write(path: str, text: str) -> None:
    from dockerize_ms.files import write  # what it imports takes a while, and few runs write

    write(path, text)


def _one(path: str, context: str | None, given: Mapping[str, object]) -> Result:
    file = read(path)
    options = load(folder_of(path), given, refactorings=REFACTORINGS)
    around = surroundings(path, file.text, context)
    return refactor(file.text, options=options, path=file.path, **around)


def _exit(result: Result, checks: bool, count: int) -> int:
    """``--check`` asks whether the file would change, so what must be left alone passes."""
    if checks and not result.errors:
        return int(result.outcome is Outcome.REWRITTEN)
    return 0 if result.exit_code == 5 and count > 1 else result.exit_code
