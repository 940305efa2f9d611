"""Options that commands share, and how they find a file's context."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypedDict

import click

from dockerize_ms.analysis.place import place
from dockerize_ms.cli.completion import FILE, FOLDER
from dockerize_ms.context import Context
from dockerize_ms.errors import Assumption, UsageError
from dockerize_ms.report.formats import FORMATS


def colour_wanted() -> bool:
    """Colour only on a terminal, and not where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def dockerfiles(function: Callable[..., Any]) -> Callable[..., Any]:
    """The positional arguments."""
    return click.argument("dockerfiles", metavar="[DOCKERFILE]...", nargs=-1, type=FILE)(function)


def directory(function: Callable[..., Any]) -> Callable[..., Any]:
    """``-C``."""
    return click.option(
        "-C",
        "--context",
        "context",
        type=FOLDER,
        metavar="DIR",
        help="The build context. Default: what compose files, workflows and scripts say, else the "
        "Dockerfile's folder.",
    )(function)


def form_of(command: str) -> Callable[..., Any]:
    """``--format``, with the formats that a command has."""
    names = FORMATS[command]
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="What to print.",
    )


class Surroundings(TypedDict):
    """What ``refactor`` takes besides the text and the options."""

    context: Context | None
    others: tuple[Context, ...]
    assuming: tuple[Assumption, ...]


def surroundings(path: str, text: str, given: str | None) -> Surroundings:
    """The build context of a Dockerfile, others that may be meant, and what that assumes."""
    if given is not None or path == "-":
        return {"context": context_of(path, text, given), "others": (), "assuming": ()}
    found = place(path, text)
    return {"context": found.context, "others": found.others, "assuming": found.assumptions}


def context_of(path: str, text: str, given: str | None) -> Context | None:
    """The build context of a Dockerfile; None for standard input without ``-C``."""
    if given is not None:
        if not os.path.isdir(given):
            raise UsageError(
                f"{given}: is not a directory", "-C takes the folder of the build context"
            )
        return Context.open(given, dockerfile=None if path == "-" else path)
    if path == "-":
        return None
    return place(path, text).context


def folder_of(path: str) -> str:
    """The folder where the settings of a Dockerfile are looked for."""
    return os.path.dirname(path) or "." if path != "-" else "."


def out(text: str) -> None:
    """Writes to stdout; bytes that are no UTF-8 come out as they went in."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None


def say(line: str) -> None:
    """Writes a line to stderr, short and without anything that a terminal would obey."""
    plain = line.encode("utf-8", "replace").decode()
    plain = "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in plain)
    print(plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…", file=sys.stderr)


_LONGEST = 300
