"""The commands of a RUN that can be kept or dropped one by one."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.shell.nodes import Located, Part, Script


class Unit(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """One or more commands that belong together, with the operator before them.

    Together are: what ``||`` decides about, what runs in the background (its ``&`` is the
    unit's last character), and all on the line of a heredoc's operator, with its body.
    """

    operator: str
    parts: tuple[Part, ...]


def split(script: Script) -> tuple[Unit, ...]:
    """The units of a script: its parts at top level, separated by ``&&``, ``;`` or line ends."""
    units: list[Unit] = []
    heredocs = list(script.heredocs[::-1])
    for start, end, parts in _pieces(script):
        while heredocs and heredocs[-1][0] < start and heredocs[-1][1] <= start:
            heredocs.pop()
        if units and start < units[-1].end:
            last = units.pop()
            start, parts = last.start, (*last.parts, *parts)
            end = max(end, last.end)
        while heredocs and heredocs[-1][0] < end:
            end = max(end, heredocs.pop()[1])
        units.append(Unit(start=start, end=end, operator=parts[0].operator, parts=parts))
    return tuple(units)


def _pieces(script: Script) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
    text = script.source.text
    for chain in _chains(script.body.parts):
        last = chain[-1]
        if last.background:
            yield chain[0].start, text.index("&", last.end) + 1, tuple(chain)
            continue
        decided = max((i for i, part in enumerate(chain) if part.operator == "||"), default=0)
        first = tuple(chain[: decided + 1])
        yield first[0].start, first[-1].end, first
        for part in chain[decided + 1 :]:
            yield part.start, part.end, (part,)


def _chains(parts: tuple[Part, ...]) -> Iterator[list[Part]]:
    """The and-or lists."""
    chain: list[Part] = []
    for part in parts:
        if chain and part.operator not in ("&&", "||"):
            yield chain
            chain = []
        chain.append(part)
    if chain:
        yield chain
