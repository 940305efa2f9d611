"""Workflow commands: what the runner reads back is what was said."""

from __future__ import annotations

import re

import pytest
from tests.command_line import run
from tests.corpus_cases import ROOT

from dockerize_ms.errors import Severity
from dockerize_ms.report.github import _command
from dockerize_ms.report.notices import Notice
from dockerize_ms.text import SourceFile

TEXTS = ["plain", "50% of a: b, c", "a\nb\r\nc", "::error::x", "%0A", "né \ue000 ü"]


def read(line: str) -> tuple[dict[str, str], str]:
    """A command as the runner of GitHub Actions reads it."""
    found = re.fullmatch(r"::error ([^:\n]*(?:::|$)?)(.*)\n", line) if "\r" not in line else None
    assert found
    properties, _, message = line.removeprefix("::error ").rstrip("\n").partition("::")
    pairs = dict(pair.split("=", 1) for pair in properties.split(","))
    return {name: unescaped(value) for name, value in pairs.items()}, unescaped(message)


def unescaped(text: str) -> str:
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda found: codes[found[0]], text)


def command(message: str, path: str) -> str:
    file = SourceFile("FROM a\nRUN x \\\n  y\n", path)
    return _command(
        Notice(
            rule="DMS001",
            severity=Severity.ERROR,
            message=message,
            span=file.span(5, 6),
            file=file,
        )
    )


@pytest.mark.parametrize("text", TEXTS)
def test_survives(text: str) -> None:
    properties, message = read(command(text, "a,b: 100%/Dockerfile"))
    assert message == text.replace("\ue000", "…")
    assert properties == {
        "file": "a,b: 100%/Dockerfile",
        "line": "1",
        "col": "6",
        "endColumn": "7",
        "title": "DMS001 artifact-missing",
    }


def test_several_lines_have_no_columns() -> None:
    file = SourceFile("FROM a\nRUN x \\\n  y\n", "Dockerfile")
    span = file.span(7, 18)
    notice = Notice(rule="x", severity=Severity.INFO, message="m", span=span, file=file)
    assert _command(notice) == "::notice file=Dockerfile,line=2,endLine=3,title=x::m\n"


def test_standard_input_has_no_file() -> None:
    ran = run("verify", "--format", "github", "-", stdin=b"FOO\n", directory=ROOT)
    assert ran.out.startswith(b"::error line=1,col=1,endColumn=4,title=syntax::unknown instr")
    assert ran.code == 4
