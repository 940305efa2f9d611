"""``dockerize-ms verify``."""

from __future__ import annotations

import sys

import click

from dockerize_ms import cst
from dockerize_ms.cli.common import context_of, directory, dockerfiles, folder_of, out, say
from dockerize_ms.cli.files import default, read
from dockerize_ms.errors import DockerizeError, Finding, Severity
from dockerize_ms.pipeline import verify
from dockerize_ms.report.messages import finding, problem
from dockerize_ms.settings import load


@click.command("verify")
@dockerfiles
@directory
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Exit with 1 from this severity on.  [default: error]",
)
def command(
    dockerfiles: tuple[str, ...], context: str | None, form: str, fail_on: str | None
) -> None:
    """Check multi-stage DOCKERFILEs: does every path of a COPY --from exist, and can it run?"""
    worst = 0
    found: list[Finding] = []
    files = dockerfiles or (default(),)
    for path in files:
        try:
            options = load(folder_of(path), {"fail_on": fail_on})
            worst = max(worst, _one(path, context, form, options.fail_on, found))
        except DockerizeError as error:
            if len(files) == 1:
                raise
            say(f"error: {error}")
            worst = max(worst, error.exit_code)
    if form == "json":
        from dockerize_ms.report.data import findings_json

        out(findings_json(found))
    sys.exit(worst)


def _one(path: str, context: str | None, form: str, fail_on: Severity, found: list[Finding]) -> int:
    file = read(path)
    tree = cst.parse(file.text, path=file.path)
    if tree.errors:
        for error in tree.errors[:20]:
            for line in problem(error, tree.file):
                say(line)
        return 4
    findings = verify(file.text, context=context_of(path, context), path=file.path)
    found += findings
    if form == "text":
        for one in findings:
            for line in finding(one):
                out(line + "\n")
        if not findings:
            say(f"{path}: no findings")
    return 1 if any(one.severity.rank >= fail_on.rank for one in findings) else 0
