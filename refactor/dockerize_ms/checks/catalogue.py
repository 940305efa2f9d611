"""All checks, found by listing this folder: a new check touches only its own new files."""

from __future__ import annotations

import functools
import importlib
import os
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.errors import Finding

_MODULE = re.compile(r"(dms\d{3}_\w+)\.pyc?\Z")


class Check(Struct, frozen=True, kw_only=True):
    """One check. ``name`` is for people, ``code`` is stable, ``title`` says what it finds."""

    code: str
    name: str
    title: str
    find: Callable[[Subject], Iterator[Finding]]


@functools.cache
def catalogue() -> tuple[Check, ...]:
    """Every check, by code."""
    names = (_MODULE.match(file) for file in os.listdir(os.path.dirname(__file__)))
    return tuple(_check(name) for name in sorted({found[1] for found in names if found}))


def _check(name: str) -> Check:
    module = importlib.import_module(f"dockerize_ms.checks.{name}")
    return Check(code=module.CODE, name=module.NAME, title=module.TITLE, find=module.find)
