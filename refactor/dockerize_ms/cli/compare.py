"""``dockerize-ms compare``."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator

import click

from dockerize_ms import cst
from dockerize_ms.cli.common import context_of, directory, folder_of, out, say
from dockerize_ms.cli.completion import FILE
from dockerize_ms.cli.files import Input, read
from dockerize_ms.compare.bench import EngineBench
from dockerize_ms.compare.data import comparison_json
from dockerize_ms.compare.finding import find_engine
from dockerize_ms.compare.interruption import interruptible
from dockerize_ms.compare.observation import Run
from dockerize_ms.compare.outcome import Comparison, compare, is_stable, kept
from dockerize_ms.compare.progress import Progress
from dockerize_ms.compare.text import markdown, text
from dockerize_ms.compare.trial import Trial
from dockerize_ms.context import Context
from dockerize_ms.ecosystems.variables import build_only_variable
from dockerize_ms.errors import UsageError
from dockerize_ms.pipeline import Outcome, refactor
from dockerize_ms.report.messages import problem, summary
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.settings import load

_HTTP = re.compile(r"(?::(\d{1,5}))?(/\S*)")


class _Given:
    """What the second file is: one of the user's, or ours with what is known of it."""

    def __init__(
        self,
        text: str,
        kept: tuple[str, ...] = (),
        stable: bool | None = None,
        ignore: str | None = None,
    ) -> None:
        self.text = text
        self.kept = kept
        self.stable = stable
        self.ignore = ignore


@click.command("compare")
@click.argument("dockerfile", type=FILE)
@click.argument("rewritten", required=False, type=FILE)
@directory
@click.option(
    "--engine",
    type=click.Choice(["docker", "podman", "buildah"]),
    help="What builds.  [default: the first of these that works]",
)
@click.option(
    "--build-arg", "arguments", multiple=True, metavar="NAME=VALUE", help="For the build."
)
@click.option(
    "--run", "command_line", metavar="CMD", help="Start this in place of the image's CMD."
)
@click.option(
    "--http", multiple=True, metavar="[:PORT]/PATH", help="Ask the server that the container is."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="How long a container may take to end or to answer.",
)
@click.option(
    "--build-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=3600,
    show_default=True,
    metavar="SECONDS",
    help="How long a build may take.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)
def command(
    dockerfile: str,
    rewritten: str | None,
    context: str | None,
    engine: str | None,
    arguments: tuple[str, ...],
    command_line: str | None,
    http: tuple[str, ...],
    timeout: float,
    build_timeout: float,
    form: str,
) -> None:
    """Build DOCKERFILE and its rewritten form for real, start both, and say what differs.

    The rewritten form is what refactor makes of it, or REWRITTEN. Builds and containers run what
    the Dockerfile says; all images and containers are removed in the end.
    """
    run = _run(command_line, http, timeout)
    file = read(dockerfile)
    files = context_of(dockerfile, file.text, context)
    if files is None:
        raise UsageError("standard input has no build context", "name its folder: -C DIR")
    _insist_on_syntax(file)
    given = _given(read(rewritten)) if rewritten else _rewritten(file, files)
    trial = Trial(
        name=file.path,
        context=files.root,
        text=file.text,
        run=run,
        kept=given.kept,
        build_only=lambda name: build_only_variable(name) is not None,
    )
    found = find_engine(engine)
    with interruptible():
        bench = EngineBench(
            found,
            Progress(sys.stderr),
            arguments=arguments,
            ignore=_own_ignore_file(files),
            new_ignore=given.ignore,
            build_seconds=build_timeout,
        )
        try:
            result = compare(bench, trial, given.text, engine=found.name, stable=given.stable)
        finally:
            bench.close()
    out(_shown(result, form))
    sys.exit(result.exit_code)


def _run(command_line: str | None, http: tuple[str, ...], timeout: float) -> Run:
    """How the containers are started and watched."""
    try:
        words = tuple(shlex.split(command_line or ""))
    except ValueError as error:
        raise UsageError(f"--run: {str(error).lower()}") from None
    found = [_HTTP.fullmatch(one) for one in http]
    if not all(found):
        raise UsageError("--http takes a path, with a port or without", "for example :8080/health")
    ports = {int(one[1]) for one in found if one and one[1]}
    if len(ports) > 1 or any(port > 65535 for port in ports):
        raise UsageError("--http: one container, one port")
    return Run(
        kind="http" if found else "output",
        port=next(iter(ports), 0),
        paths=tuple(one[2] for one in found if one),
        command=words,
        timeout=timeout,
    )


def _given(file: Input) -> _Given:
    _insist_on_syntax(file)
    return _Given(file.text)


def _rewritten(file: Input, files: Context) -> _Given:
    """What the project makes of a file; ends with its reason where it is left alone."""
    options = load(folder_of(file.path), refactorings=REFACTORINGS)
    result = refactor(file.text, context=files, options=options, path=file.path)
    if result.outcome is not Outcome.REWRITTEN:
        for line in summary(result):
            say(line)
        say("nothing to compare")
        sys.exit(5)
    stable = is_stable(result, files, options)
    return _Given(result.text, kept(result), stable, result.ignore)


def _insist_on_syntax(file: Input) -> None:
    tree = cst.parse(file.text, path=file.path)
    for error in tree.errors[:20]:
        for line in problem(error, tree.file):
            say(line)
    if tree.errors:
        sys.exit(4)


def _own_ignore_file(files: Context) -> str:
    """The ignore file that belongs to the Dockerfile alone; empty if the context's is in force."""
    path = files.ignore_file or ""
    return "" if path == os.path.join(files.root, ".dockerignore") else path


def _shown(result: Comparison, form: str) -> str:
    if form == "json":
        return comparison_json(result)
    lines: Iterator[str] = markdown(result) if form == "markdown" else text(result)
    return "".join(f"{line}\n" for line in lines)
