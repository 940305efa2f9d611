"""The scripts that a container starts, and what their first lines ask for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.started import locate, roots, starts
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.text import Span


class Script(Struct, frozen=True, kw_only=True, eq=False):
    """A script of the image. ``direct``: the configuration names it, so it surely starts.

    ``interpreters`` are the program of its first line and, behind ``env``, the next.
    ``windows`` says that this line ends in a carriage return. ``origin`` is the file's
    path in the build context.
    """

    path: str
    origin: str
    text: str
    interpreters: tuple[str, ...]
    windows: bool
    direct: bool
    span: Span
    by: Evidence


def scripts(subject: Subject, stage: Stage) -> tuple[Script, ...]:
    """Every script that the container starts and whose text is known, each once."""
    return subject.once(("scripts", stage.index), lambda: _scripts(subject, stage))


def _scripts(subject: Subject, stage: Stage) -> Iterator[Script]:
    direct: dict[str, Span] = {}
    place = stage.instruction.span
    for root in roots(subject, stage):
        place = root.instruction.span
        for start in starts(subject, stage, root):
            if start.path and start.certain:
                direct.setdefault(start.path, start.span)
    seen: set[str] = set()
    for called, (by, found) in subject.live(stage).commands.items():
        path = locate(stage, called)[0]
        content = stage.fs.read(path) if path and not found.no and path not in seen else None
        if content is None or content[:2] != b"#!":
            continue
        seen.add(path)
        own = by.span if by.span is not None and subject.owns(by.span) else place
        origin = stage.fs.lookup(path).origin or path
        yield _script(path, origin, content, direct.get(path), own)


def _script(path: str, origin: str, content: bytes, direct: Span | None, place: Span) -> Script:
    line = content[2:].partition(b"\n")[0].decode("utf-8", "surrogateescape")
    words = line.split()
    env = bool(words) and words[0].endswith("/env")
    behind = [word for word in words[1:] if word[0] != "-" and "=" not in word] if env else []
    return Script(
        path=path,
        origin=origin,
        text=content.decode("utf-8", "surrogateescape"),
        interpreters=(*words[:1], *behind[:1]),
        windows=line.endswith("\r"),
        direct=direct is not None,
        span=direct or place,
        by=Evidence(f"#!{line.rstrip()}", Span(origin, 1, 1, 1, len(line) + 3, 0, len(line) + 2)),
    )
