"""What the checks say of any file's text."""

from __future__ import annotations

import os

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import inspect
from dockerize_ms.context import Context
from dockerize_ms.errors import Finding
from dockerize_ms.pipeline.request import opened
from dockerize_ms.pipeline.result import Verified


def verify(
    text: str, *, context: Context | str | os.PathLike[str] | None = None, path: str = "Dockerfile"
) -> tuple[Finding, ...]:
    """The checks on any file's text. A file that does not parse has no findings: see ``parse``."""
    return examine(text, context=context, path=path).findings


def examine(
    text: str, *, context: Context | str | os.PathLike[str] | None = None, path: str = "Dockerfile"
) -> Verified:
    """The findings of ``verify``, with those that the file switches off, or why it is invalid."""
    context = opened(context)
    tree = cst.parse(text, path=path)
    if tree.errors:
        return Verified(source=text, path=path, errors=tree.errors)
    findings, suppressed = inspect(interpret(tree, context), tree, context)
    return Verified(source=text, path=path, findings=findings, suppressed=suppressed)
