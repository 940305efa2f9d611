"""``dockerize-ms rules``."""

from __future__ import annotations

import click

from dockerize_ms.cli.common import colour_wanted, form_of, out
from dockerize_ms.cli.completion import Word
from dockerize_ms.report.formats import writer
from dockerize_ms.report.rules import rule, rules

CODE = Word(words=lambda: (one.code for one in rules()))


@click.command("rules")
@click.argument("name", metavar="[CODE|NAME]", required=False, type=CODE)
@form_of("rules")
def command(name: str | None, form: str) -> None:
    """List every check, refactoring, reason and assumption, or print the page of one."""
    found = (rule(name),) if name else rules()
    for text in writer("rules", form)(found, colour_wanted()):
        out(text)
