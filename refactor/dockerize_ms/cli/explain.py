"""``dockerize-ms explain``."""

from __future__ import annotations

import sys

import click

from dockerize_ms.cli.common import context_of, directory, folder_of, out, say
from dockerize_ms.cli.files import default, read
from dockerize_ms.pipeline import refactor
from dockerize_ms.report.explain import explain
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.settings import load


@click.command("explain")
@click.argument("dockerfile", required=False)
@directory
def command(dockerfile: str | None, context: str | None) -> None:
    """Say every instruction's role and why, the artifacts, packages, sizes and stages."""
    path = dockerfile or default()
    file = read(path)
    options = load(folder_of(path), refactorings=REFACTORINGS)
    result = refactor(file.text, context=context_of(path, context), options=options, path=file.path)
    for line in explain(result):
        if result.errors:
            say(line)
        else:
            out(line + "\n")
    sys.exit(result.exit_code)
