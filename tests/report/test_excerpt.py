"""The source line of a finding and the mark below it."""

from __future__ import annotations

import pytest

from dockerize_ms.report.excerpt import excerpt
from dockerize_ms.report.paint import paint
from dockerize_ms.text import SourceFile

LONG = "RUN " + "x" * 200 + " bad " + "y" * 200

CASES = {
    "word": ("FROM a\nRUN ls /x\n", "ls", ["    2 | RUN ls /x", "      |     ^^"]),
    "tab": ("\tRUN ls\n", "ls", ["    1 |     RUN ls", "      |         ^^"]),
    "line end": ("RUN ls  \r\n", "ls  \r\n", ["    1 | RUN ls  ", "      |     ^^"]),
    "two lines": ("RUN a \\\n b\n", "a \\\n b", ["    1 | RUN a \\", "      |     ^^^"]),
    "nothing": ("FROM a", "", ["    1 | FROM a", "      | ^"]),
    "wide": ("RUN 世界 ls\n", "ls", ["    1 | RUN 世界 ls", "      |          ^^"]),
    "combining": ("RUN e\u0301 ls\n", "ls", ["    1 | RUN e\u0301 ls", "      |       ^^"]),
    "terminal": ("RUN \x1b[2J ls\n", "ls", ["    1 | RUN \ufffd[2J ls", "      |          ^^"]),
    "no text": ("RUN \udcff ls\n", "ls", ["    1 | RUN \ufffd ls", "      |       ^^"]),
    "blank": ("FROM a\n\n", "\n\n", ["    1 | FROM a", "      |       ^"]),
    "long": (
        LONG,
        "bad",
        [
            f"    1 | …{'x' * 29} bad {'y' * 66}…",
            f"      | {' ' * 31}^^^",
        ],
    ),
    "very long": (LONG, "x" * 200, [f"    1 | RUN {'x' * 96}…", f"      |     {'^' * 96}"]),
}


@pytest.mark.parametrize("name", CASES)
def test_excerpt(name: str) -> None:
    text, part, wanted = CASES[name]
    file = SourceFile(text, "Dockerfile")
    start = text.index(part)
    span = file.span(start, start + len(part))
    assert list(excerpt(file, span, "error", paint(False))) == wanted


def test_colours_change_nothing_else() -> None:
    file = SourceFile("FROM a\n", "Dockerfile")
    plain = "\n".join(excerpt(file, file.span(5, 6), "error", paint(False)))
    painted = "\n".join(excerpt(file, file.span(5, 6), "error", paint(True)))
    assert "\x1b[1;31m^\x1b[0m" in painted
    assert painted.replace("\x1b[1;31m", "").replace("\x1b[2m", "").replace("\x1b[0m", "") == plain


def test_another_file_has_no_excerpt() -> None:
    span = SourceFile("FROM a\n", "Dockerfile").span(0, 4)
    assert list(excerpt(SourceFile("x\n", "start.sh"), span, "error", paint(False))) == []
