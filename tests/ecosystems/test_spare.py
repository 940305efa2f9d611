"""When development dependencies can be removed, by the cases of ``spare.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext, WritesTree
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Spare
from dockerize_ms.text import Span

_DATA = tomllib.loads(Path(__file__).with_name("spare.toml").read_text(encoding="utf-8"))
_SPAN = Span("Dockerfile", 1, 1, 1, 1, 0, 0)


def _offered(case: dict[str, Any]) -> tuple[Spare | None, Filesystem]:
    """What an install offers to remove, and the image."""
    files = {"package.json": case["package"], **case.get("files", {})}
    if case["lock"] and case["command"].startswith("npm"):
        files["package-lock.json"] = case["lock"]
    context = Context.from_files({f"app/{name}": text for name, text in files.items()})
    copy = CopiesContext(context=context, source="", target="/")
    fs = Filesystem(Scratch()).apply(copy, Evidence("COPY . /"))
    name, tag = case["image"].split(":")
    state = State(cwd="/app", env={}, fs=fs, image=image(name, tag))
    called, *words = case["command"].split()
    call = Invocation(called=called, arguments=tuple(words), span=_SPAN, text=case["command"])
    handler = index.handler(called)
    assert handler is not None
    trees = [effect for effect in handler(call, state) if isinstance(effect, WritesTree)]
    for tree in trees:
        fs = fs.apply(tree, Evidence(case["command"]))
    return next((tree.spare for tree in trees if tree.spare is not None), None), fs


_CASES = [
    pytest.param(
        {"image": "node:20", "command": "npm ci", **_DATA["default"], **case}, id=case["name"]
    )
    for case in _DATA["case"]
]


@pytest.mark.parametrize("told", _CASES)
def test_used(told: dict[str, Any]) -> None:
    spare, fs = _offered(told)
    assert (spare is not None) is told.get("offered", True)
    by = spare.used(fs, frozenset(told.get("starts", ()))) if spare is not None else None
    assert (by.text if by is not None else "") == told.get("used", "")
