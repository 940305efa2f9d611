"""Commands are found by name; a project's own file of the same name is not that command."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dockerize_ms.ecosystems import index

_FOUND = ["cp", "/bin/cp", "/usr/local/bin/install", "[", ".", "git", "make"]
_NOT_FOUND = ["./install", "scripts/test", "/app/date", "/no/such/command", "surely-not-a-command"]


@pytest.mark.parametrize("called", _FOUND)
def test_found(called: str) -> None:
    assert index.handler(called) is not None


@pytest.mark.parametrize("called", _NOT_FOUND)
def test_not_found(called: str) -> None:
    assert index.handler(called) is None


def test_each_name_is_entered_once() -> None:
    folder = Path(index.__file__).parent
    entered: Counter[tuple[str, str]] = Counter()
    for file in folder.glob("*.py"):
        for kind, names in index._ENTRY.findall(file.read_text(encoding="utf-8")):
            kind = "handles" if kind == "standard" else kind
            entered.update((kind, name) for name in index._NAME.findall(names))
    assert [entry for entry, count in entered.items() if count > 1] == []
