"""BuildKit's own parser, as PyPI's ``dockerfile`` packs it, sees what we see."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from tests.cst.buildkit import KNOWN_DIFFERENCES, differs, ours, pinned, seen_alike, theirs
from tests.cst.data import cases
from tests.cst.grammar import dockerfiles

TEXTS = [case.values[0]["text"] for case in cases("rules") if "versions" not in (case.id or "")]


@pytest.mark.parametrize("text", [text for text in TEXTS if not differs(text)])
def test_rules(text: str) -> None:
    assert ours(pinned(text)) == theirs(text)


@pytest.mark.parametrize("pattern", KNOWN_DIFFERENCES.values(), ids=KNOWN_DIFFERENCES.keys())
def test_differences_are_still_there(pattern: str) -> None:
    texts = [text for text in TEXTS if re.search(pattern, text, re.IGNORECASE)]
    assert any(ours(pinned(text)) != theirs(text) for text in texts)


@settings(max_examples=300)
@given(dockerfiles())
def test_generated(text: str) -> None:
    seen_alike(text)
