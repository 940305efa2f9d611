"""The options that say how a file is refactored, as they are given on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dockerize_ms.cli.completion import Word
from dockerize_ms.rewrite import REFACTORINGS

NAME = Word(words=lambda: sorted(REFACTORINGS))
FIELDS = ("target", "with_", "without", "keep", "strict", "min_saving")
_OPTIONS = (
    click.option(
        "--target",
        type=click.Choice(["auto", "slim", "distroless", "scratch"]),
        help="The runtime stage's base.  [default: auto]",
    ),
    click.option(
        "--with",
        "with_",
        multiple=True,
        type=NAME,
        metavar="NAME",
        help="Also apply a refactoring.",
    ),
    click.option(
        "--without",
        multiple=True,
        type=NAME,
        metavar="NAME",
        help="Do not apply a refactoring.",
    ),
    click.option("--keep", multiple=True, metavar="PATH", help="Keep a path in the runtime stage."),
    click.option("--strict", is_flag=True, default=None, help="Write only what is proven."),
    click.option("--min-saving", metavar="SIZE", help="Leave alone below this.  [default: 10MiB]"),
)


def overrides(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--target`` to ``--min-saving``."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
