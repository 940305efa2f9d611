"""DMS003: what COPY and ADD take from the build context is there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dockerize_ms.analysis.copying import clean
from dockerize_ms.analysis.gitignore import ignores
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.copies import Source, sources
from dockerize_ms.checks.findings import error, info
from dockerize_ms.checks.nearest import nearest
from dockerize_ms.context import Context, Unreadable
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import paths
from dockerize_ms.text import known

CODE = "DMS003"
NAME = "source-missing"
TITLE = "COPY takes a path that the build context does not have"

_ABSENT = ("no such file", "ignored")


def find(subject: Subject) -> Iterator[Finding]:
    """An error where the context, seen whole, lacks a source; wildcards may match nothing."""
    context = subject.context
    if context is None:
        return
    for source in sources(subject.stages):
        path = clean(source.path)
        if source.from_ or not known(path) or paths.is_pattern(path) or "\\" in path:
            continue
        resolved = context.resolve(path)
        if (
            isinstance(resolved, Unreadable)
            and resolved.reason in _ABSENT
            and not context.exists(path)
        ):
            found = _missing(context, source, path)
            if not context.truncated:
                yield found


def _missing(context: Context, source: Source, path: str) -> Finding:
    if context.hidden(path):
        file = posixpath.basename(context.ignore_file or "the ignore file")
        message = f"{file} leaves {path} out of the build context"
        hint = f"add !{path} to {file}, or do not copy it"
        return error(CODE, source.span, message, hint=hint)
    message = f"the build context has no {path}"
    rule = ignores(context, path)
    if rule:
        evidence = [Evidence(f".gitignore has {rule}, so a step before the build may make it")]
        hint = "build it in a stage of its own, so that the image does not depend on who builds it"
        return info(CODE, source.span, message, evidence, hint)
    near = _near(context, path)
    return error(CODE, source.span, message, hint=f"did you mean {near}?" if near else "")


def _near(context: Context, path: str) -> str:
    """The path with its first missing part replaced by what it was probably meant to be."""
    directory, rest = "", path.split("/")
    while rest and context.exists("/".join(filter(None, (directory, rest[0])))):
        directory = "/".join(filter(None, (directory, rest.pop(0))))
    if not rest:
        return ""
    near = nearest(rest[0], context.children(directory))
    candidate = "/".join(filter(None, (directory, near, *rest[1:])))
    if near and context.exists(candidate):
        return candidate
    name = posixpath.basename(path)
    for number, file in enumerate(context.walk(prune=(".git", "node_modules"))):
        if posixpath.basename(file) == name:
            return file
        if number > 5_000:  # a hint is not worth more
            break
    return ""
