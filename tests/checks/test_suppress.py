"""Comments that switch checks off."""

from __future__ import annotations

import pytest

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import check

FILE = """\
{top}
FROM scratch AS first
{above}
RUN echo hello
{below}
USER nobody
RUN echo again
CMD echo hello
FROM scratch
{last}
RUN echo hello
"""
ALL = ["DMS005", "DMS006", "DMS010", "DMS010"]


def codes(**comments: str) -> list[str]:
    places = {"top": "#", "above": "#", "below": "#", "last": "#"} | comments
    tree = cst.parse(FILE.format(**places))
    return sorted(finding.code for finding in check(interpret(tree, None), tree, None))


def test_without_comments() -> None:
    assert codes() == ALL


@pytest.mark.parametrize(
    ("comments", "left"),
    [
        ({"above": "# dockerize-ms: ignore=DMS010 on purpose"}, ["DMS005", "DMS006", "DMS010"]),
        ({"above": "# dockerize-ms: ignore=dms010"}, ["DMS005", "DMS006", "DMS010"]),
        ({"above": "# dockerize-ms: ignore=DMS005,DMS010"}, ["DMS005", "DMS006", "DMS010"]),
        ({"above": "# dockerize-ms: ignore it is a test"}, ["DMS005", "DMS006", "DMS010"]),
        ({"above": "# dockerize-ms: ignore=DMS010\n# hadolint ignore=DL3059"}, ALL[:3]),
        ({"above": "# dockerize-ms: ignore=DMS010\n"}, ALL),
        ({"above": "# dockerize-ms: ignore=DMS005"}, ALL),
        ({"above": "# dockerize-ms: keep /srv"}, ALL),
        ({"below": "# dockerize-ms: ignore=DMS006"}, ["DMS005", "DMS010", "DMS010"]),
        ({"top": "# dockerize-ms: ignore=DMS010"}, ["DMS005", "DMS006"]),
        ({"top": "# dockerize-ms: ignore=DMS010\n\n# The first stage."}, ["DMS005", "DMS006"]),
        ({"top": "# dockerize-ms: ignore"}, []),
        ({"top": "# dockerize-ms: ignore=DMS005, DMS006, DMS010"}, []),
    ],
)
def test_switches_off(comments: dict[str, str], left: list[str]) -> None:
    assert codes(**comments) == left
