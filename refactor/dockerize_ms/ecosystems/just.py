"""just: follows a recipe through its justfile, where that is literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect, Opaque, Reads, Runs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import SourceMap

_NAMES = ("justfile", "Justfile", ".justfile")
_RECIPE = re.compile(r"@?([A-Za-z_][\w-]*)((?:[ \t]+[^:\n]*)?):(?!=)[ \t]*([^\n#]*)")
_VALUE = re.compile(
    r"""(?:export[ \t]+)?([A-Za-z_][\w-]*)[ \t]*:=[ \t]*(["'])([^"'\n\\]*)\2[ \t]*$"""
)
_HOLE = re.compile(r"\{\{[ \t]*([\w-]+)[ \t]*\}\}")
_DEPTH = 20


@handles("just")
def just(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs the recipes that are named (the first one, if none is), those they need first."""
    words = invocation.arguments
    if words[:1] in (("--version",), ("--help",), ("--list",), ("-l",)):
        return
    path = next((p for n in _NAMES if state.fs.lookup(p := paths.join(state.cwd, n)).yes), None)
    text = state.text(path) if path else None
    if path is None or text is None or any(not re.fullmatch(r"[\w-]+", word) for word in words):
        yield Opaque(reason="just is not followed")
        return
    yield Reads(path=path)
    values, recipes = _read(text)
    names = words or tuple(recipes)[:1]
    yield from _run(list(names), values, recipes, _DEPTH)


_Recipe = tuple[str, tuple[str, ...], list[str]]


def _read(text: str) -> tuple[dict[str, str], dict[str, _Recipe]]:
    """Variables with plain values; recipes with parameters, dependencies and lines."""
    values: dict[str, str] = {}
    recipes: dict[str, _Recipe] = {}
    lines: list[str] = []
    for line in text.replace("\\\n", " ").splitlines():
        if line[:1] in (" ", "\t") and line.strip():
            lines.append(line.strip())
        elif found := _VALUE.match(line):
            values[found[1]] = found[3]
        elif found := _RECIPE.match(line):
            lines = []
            recipes[found[1]] = (found[2].strip(), tuple(found[3].split()), lines)
    return values, recipes


def _run(
    names: list[str], values: dict[str, str], recipes: dict[str, _Recipe], depth: int
) -> Iterator[Effect]:
    for name in names:
        parameters, needs, lines = recipes.get(name, ("?", (), []))
        plain = (
            not parameters and depth > 0 and not any("(" in need or "&" in need for need in needs)
        )
        if not plain or (lines[:1] and lines[0].startswith("#!")):
            yield Opaque(reason=f"just's recipe {name} is not followed")
            return
        yield from _run(list(needs), values, recipes, depth - 1)
        for line in lines:
            yield from _line(line.lstrip("@-"), values)


def _line(line: str, values: dict[str, str]) -> Iterator[Effect]:
    text = _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), line)
    if "{{" in text:
        yield Opaque(reason=f"just: {text[:60]}")
    else:
        yield Runs(source=SourceMap.literal(text))
