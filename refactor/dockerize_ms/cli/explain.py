"""``dockerize-ms explain``."""

from __future__ import annotations

import sys

import click

from dockerize_ms.cli.common import (
    colour_wanted,
    directory,
    folder_of,
    form_of,
    out,
    say,
    surroundings,
)
from dockerize_ms.cli.completion import FILE
from dockerize_ms.cli.files import default, read
from dockerize_ms.pipeline import refactor
from dockerize_ms.report.formats import writer
from dockerize_ms.report.graph import explained
from dockerize_ms.report.messages import summary
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.settings import load


@click.command("explain")
@click.argument("dockerfile", required=False, type=FILE)
@directory
@form_of("explain")
def command(dockerfile: str | None, context: str | None, form: str) -> None:
    """Say every instruction's role and why, the artifacts, packages, sizes and stages.

    The formats mermaid and svg draw the stages and what passes between them: those of a
    multi-stage file, or those that a single-stage file would get.
    """
    path = dockerfile or default()
    file = read(path)
    options = load(folder_of(path), refactorings=REFACTORINGS)
    around = surroundings(path, file.text, context)
    result = refactor(file.text, options=options, path=file.path, **around)
    for text in writer("explain", form)([explained(result)], colour_wanted()):
        out(text)
    if form != "text" or result.errors:
        for line in summary(result):
            say(line)
    sys.exit(result.exit_code)
