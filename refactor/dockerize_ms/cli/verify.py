"""``dockerize-ms verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from dockerize_ms.cli.common import (
    colour_wanted,
    context_of,
    directory,
    dockerfiles,
    folder_of,
    form_of,
    out,
    say,
)
from dockerize_ms.cli.files import default, read
from dockerize_ms.errors import DockerizeError, Severity
from dockerize_ms.pipeline import Verified, examine
from dockerize_ms.report.formats import writer
from dockerize_ms.report.messages import problems
from dockerize_ms.settings import load
from dockerize_ms.text import SourceFile


@click.command("verify")
@dockerfiles
@directory
@form_of("verify")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Exit with 1 from this severity on.  [default: error]",
)
def command(
    dockerfiles: tuple[str, ...], context: str | None, form: str, fail_on: str | None
) -> None:
    """Check multi-stage DOCKERFILEs: does every path of a COPY --from exist, and can it run?"""
    files = dockerfiles or (default(),)
    worst = 0

    def verified() -> Iterator[Verified]:
        nonlocal worst
        for path in files:
            try:
                options = load(folder_of(path), {"fail_on": fail_on})
                file = read(path)
                one = examine(
                    file.text, context=context_of(path, file.text, context), path=file.path
                )
            except DockerizeError as error:
                if len(files) == 1:
                    raise
                say(f"error: {error}")
                worst = max(worst, error.exit_code)
                continue
            yield one
            _tell(one)
            worst = max(worst, _exit(one, options.fail_on))

    for text in writer("verify", form)(verified(), colour_wanted()):
        out(text)
    sys.exit(worst)


def _tell(one: Verified) -> None:
    """What is no finding goes to stderr."""
    for line in problems(one.errors, SourceFile(one.source, one.path)):
        say(line)
    if not one.findings and not one.errors:
        say(f"{one.path}: no findings")


def _exit(one: Verified, fail_on: Severity) -> int:
    if one.errors:
        return 4
    return 1 if any(each.severity.rank >= fail_on.rank for each in one.findings) else 0
