"""What is claimed of each source of each COPY --from."""

from __future__ import annotations

import pytest

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import claims
from dockerize_ms.context import Context
from dockerize_ms.text import SourceFile

FILE = """\
FROM debian:bookworm-slim AS builder
ARG NAME=app
COPY app.conf /srv/app.conf
RUN frobnicate --output /srv/result
FROM debian:bookworm-slim
COPY app.conf /etc/app.conf
COPY --from=builder /srv/app.conf /srv/missing/ /srv/
COPY --from=0 --chown=1:1 /srv/result /srv/*.conf /srv/
COPY --from=debian:bookworm-slim /etc/passwd /etc/passwd
COPY --from=9 /srv/app.conf /srv/
COPY --from=builder /srv/app.c* /opt/
"""
CLAIMS = [
    "7 builder /srv/app.conf proven: COPY app.conf /srv/app.conf",
    "7 builder /srv/missing assumed: frobnicate --output /srv/result",
    "8 builder /srv/result assumed: frobnicate --output /srv/result",
    "8 builder /srv/*.conf proven: COPY app.conf /srv/app.conf",
    "9 debian:bookworm-slim /etc/passwd proven: debian:bookworm-slim has it",
    "11 builder /srv/app.c* proven: COPY app.conf /srv/app.conf",
]


def found(text: str) -> list[str]:
    tree, context = cst.parse(text), Context.from_files({"app.conf": "", "docs": "missing"})
    stages = interpret(tree, context)
    return [
        f"{one.span.line} {one.stage} {one.path} {one.verdict}: {one.evidence[0].text}"
        for one in claims(stages, tree, context)
    ]


def test_claims() -> None:
    assert found(FILE) == CLAIMS


@pytest.mark.parametrize("text", ["", "FROM scratch\n", "COPY --from=a b c\n", "ARG X\nFROM $X\n"])
def test_no_claims(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("index", "word"), [(0, "/srv/app.conf"), (1, "/srv/missing/")])
def test_points_at_the_word(index: int, word: str) -> None:
    tree = cst.parse(FILE)
    span = claims(interpret(tree, None), tree, None)[index].span
    assert SourceFile(FILE).text[span.start : span.end] == word
