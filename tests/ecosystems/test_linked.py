"""What programs of C and C++ need when they run, in tables."""

from __future__ import annotations

FOLDER = "linked"


def test_linked(actual: str, wanted: str) -> None:
    assert actual == wanted
