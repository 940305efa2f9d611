"""``docker-bake`` files: their simple target blocks."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import msgspec

from dockerize_ms.context.build_use import BuildUse
from dockerize_ms.text import HOLE, SourceFile, Span, known

TARGET = r'(?m)^[ \t]*target[ \t]+"([^"\n]{1,200})"[ \t]*\{'
END = r"(?m)^[ \t]*\}"
TEXT = r'(?m)^[ \t]*"?(context|dockerfile|target)"?[ \t]*=[ \t]*"([^"\n]*)"'
INHERITS = r'(?m)^[ \t]*"?inherits"?[ \t]*=[ \t]*\[([^\]]{0,1000})\]'
KEYS = ("context", "dockerfile", "target")
DEPTH_LIMIT = 8


class Target(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A block: the texts of its keys, and the targets that it inherits from."""

    span: Span
    values: dict[str, str]
    inherits: tuple[str, ...] = ()


def build_uses(file: SourceFile) -> tuple[BuildUse, ...]:
    """The builds of a bake file."""
    read = _json if file.path.endswith(".json") else _hcl
    targets = dict(read(file))
    return tuple(_use(file, name, target, targets) for name, target in targets.items())


def _use(file: SourceFile, name: str, target: Target, targets: dict[str, Target]) -> BuildUse:
    values = _inherited(target, targets, 0)
    stage = values.get("target")
    return BuildUse(
        how=f"bake target {name}",
        span=target.span,
        bases=tuple(dict.fromkeys((posixpath.dirname(file.path), ""))),
        context=values.get("context", "."),
        dockerfile=values.get("dockerfile"),
        from_context=True,
        target=stage if stage and known(stage) else None,
    )


def _inherited(target: Target, targets: dict[str, Target], depth: int) -> dict[str, str]:
    values: dict[str, str] = {}
    for name in target.inherits if depth < DEPTH_LIMIT else ():
        if name in targets:
            values |= _inherited(targets[name], targets, depth + 1)
    return values | target.values


def _hcl(file: SourceFile) -> Iterator[tuple[str, Target]]:
    for found in re.finditer(TARGET, file.text):
        end = re.compile(END).search(file.text, found.end())
        body = file.text[found.end() : end.start() if end else len(file.text)]
        values = {
            key: re.sub(r"\$\{[^}]{0,200}\}", HOLE, text) for key, text in re.findall(TEXT, body)
        }
        inherits = re.search(INHERITS, body)
        names = re.findall(r'"([^"\n]+)"', inherits.group(1)) if inherits else ()
        span = file.span(found.start(), found.end())
        yield found.group(1), Target(span=span, values=values, inherits=tuple(names))


def _json(file: SourceFile) -> Iterator[tuple[str, Target]]:
    try:
        targets = msgspec.json.decode(file.text, type=dict[str, object]).get("target")
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return
    for name, block in targets.items() if isinstance(targets, dict) else ():
        if not isinstance(block, dict):
            continue
        values = {key: text for key in KEYS if isinstance(text := block.get(key), str)}
        inherits = block.get("inherits")
        names = (
            [text for text in inherits if isinstance(text, str)]
            if isinstance(inherits, list)
            else ()
        )
        at = max(file.text.find(f'"{name}"'), 0)
        span = file.span(at, at + len(name) + 2)
        yield name, Target(span=span, values=values, inherits=tuple(names))
