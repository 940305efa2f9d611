"""GitHub workflows that build images with an action."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dockerize_ms.context.build_use import BuildUse
from dockerize_ms.context.yaml_nodes import Node, parse
from dockerize_ms.text import HOLE, SourceFile, known

ACTION = r"[\w.-]+/(?:build-push-action|buildah-build)(?:@|$)"
HINTS = ("build-push-action", "buildah-build")
EXPRESSION = r"\$?\{\{[ \t]{0,20}([\w.-]{0,80})[^}\n]{0,200}\}\}"
WORKSPACE = frozenset(("github.workspace", "defaultContext"))
MATRIX = "matrix."
MATRIX_LIMIT = 64

Values = dict[str, str]
"""What one run of a job's matrix gives its variables."""


def build_uses(file: SourceFile) -> tuple[BuildUse, ...]:
    """The builds that the jobs of a workflow start through an action."""
    if not any(hint in file.text for hint in HINTS):
        return ()
    root = parse(file.text)
    jobs = root.get("jobs") if root else None
    return tuple(
        _use(file, step, values)
        for _, _, job in (jobs.entries() if jobs else ())
        for step in _steps(job)
        for values in _matrix(job.get("strategy", "matrix"))
    )


def _steps(job: Node) -> Iterator[Node]:
    steps = job.get("steps")
    for step in (steps.items or ()) if steps else ():
        if re.match(ACTION, step.string("uses") or ""):
            yield step


def _use(file: SourceFile, step: Node, values: Values) -> BuildUse:
    inputs = step.get("with")

    def value(*names: str) -> str | None:
        texts = (inputs.string(name) for name in names) if inputs else ()
        return next((_fill(text, values) for text in texts if text), None)

    target = value("target")
    return BuildUse(
        how="workflow step",
        span=(inputs or step).span(file),
        bases=("",),
        context=(value("context", "path") or ".").removeprefix(".:") or ".",
        dockerfile=value("file", "dockerfile", "containerfiles"),
        target=target if target and known(target) else None,
    )


def _fill(text: str, values: Values) -> str:
    """A text with its expressions evaluated: the matrix, the workspace; holes for others."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in WORKSPACE:
            return "."
        return values.get(name.removeprefix(MATRIX), HOLE) if name.startswith(MATRIX) else HOLE

    return re.sub(EXPRESSION, value, text).strip()


def _matrix(matrix: Node | None) -> Iterator[Values]:
    """The runs of a job: one without values if it has no matrix."""
    if matrix is None:
        yield {}
        return
    axes = [
        [_flat(key, item) for item in values.items]
        for key, _, values in matrix.entries()
        if key not in ("include", "exclude") and values.items
    ]
    runs = [
        {name: text for part in parts for name, text in part.items()}
        for parts in itertools.islice(itertools.product(*axes), MATRIX_LIMIT)
    ]
    include = matrix.get("include")
    for item in (include.items or ()) if include else ():
        extra = _flat("", item)
        fitting = [run for run in runs if run and all(run.get(k, v) == v for k, v in extra.items())]
        for run in fitting:
            run.update(extra)
        if not fitting:
            runs.append(extra)
    yield from runs


def _flat(name: str, node: Node) -> Values:
    """``image: a`` as ``image``, ``image: {file: x}`` as ``image.file``."""
    if node.text is not None:
        return {name: node.text}
    below = f"{name}." if name else ""
    return {below + key: value.text for key, _, value in node.entries() if value.text is not None}
