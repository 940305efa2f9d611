"""Ways to break a multi-stage file whose ``COPY --from`` takes a path that is surely there."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path

from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.analysis.places import flag_span
from dockerize_ms.checks.artifacts import Artifact, artifacts
from dockerize_ms.context import Context
from dockerize_ms.context.storage import Disk
from dockerize_ms.cst import Dockerfile, parse
from dockerize_ms.text import Span

Altered = tuple[str, Context | None]
Alteration = Callable[[str, Context | None, Artifact], Altered | None]


def claims(tree: Dockerfile, context: Context | None) -> dict[tuple[int, int], Artifact]:
    """What is copied from stages, by the number of its instruction and its place there."""
    numbers = {id(each): number for number, each in enumerate(tree.instructions)}
    found: dict[tuple[int, int], Artifact] = {}
    for one in artifacts(interpret(tree, context), tree, context):
        number = numbers[id(one.source.step.instruction)]
        rank = sum(other == number for other, _ in found)
        if one.origin is not None:
            found[number, rank] = one
    return found


def altered(
    text: str, path: Path, context: Context | None, key: tuple[int, int], one: Artifact
) -> Iterator[tuple[str, Artifact | None]]:
    """For each alteration that applies, its name and what is known of the path then.

    None: nothing is copied from a stage there any more.
    """
    for name, alter in ALTERATIONS.items():
        changed = alter(text, context, one)
        if changed is not None:
            yield name, claims(parse(changed[0], path=str(path)), changed[1]).get(key)


def _replaced(text: str, span: Span, new: str) -> str:
    return text[: span.start] + new + text[span.end :]


def _typo(text: str, context: Context | None, one: Artifact) -> Altered | None:
    raw = one.source.raw
    stem = raw.rstrip("/.")
    if len(stem) < 3 or set("*?[$") & set(posixpath.basename(stem)):
        return None
    return _replaced(text, one.source.span, f"{stem[:-1]}zq{raw[len(stem) :]}"), context


def _directory(text: str, context: Context | None, one: Artifact) -> Altered | None:
    folder, name = posixpath.split(one.source.raw.rstrip("/"))
    if not name or folder in ("", "/") or set("*?[$") & set(folder):
        return None
    return _replaced(text, one.source.span, f"{folder}zq/{name}"), context


def _wrong_stage(text: str, context: Context | None, one: Artifact) -> Altered | None:
    """Another stage, if that has no such path by what an image of its own brings."""
    stage = one.source.stage.index
    origin = one.origin.index if one.origin else stage
    others = [index for index in range(stage) if index != origin]
    if not others:
        return None
    span = flag_span(one.source.step.instruction, "from")
    return _replaced(text, span, f"--from={others[0]}"), context


def _step_removed(text: str, context: Context | None, one: Artifact) -> Altered | None:
    step = one.origin.step(one.found.step) if one.origin and one.found.step is not None else None
    if step is None:
        return None
    return _replaced(text, step.instruction.span, "LABEL no=step"), context


def _ignored(text: str, context: Context | None, one: Artifact) -> Altered | None:
    if context is None or not one.found.origin:
        return None
    rules = Path(context.ignore_file).read_text() if context.ignore_file else ""
    ignoring = Context(Disk(context.root), ignore=f"{rules}\n/{one.found.origin}\n")
    return text, ignoring


ALTERATIONS: dict[str, Alteration] = {
    "typo": _typo,
    "typo in the directory": _directory,
    "wrong stage": _wrong_stage,
    "step removed": _step_removed,
    "ignored": _ignored,
}
"""By name; each gives the file and its context after it, or None where it does not apply."""
