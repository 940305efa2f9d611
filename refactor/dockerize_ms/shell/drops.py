"""The text of a unit without some of its words."""

from __future__ import annotations

from collections.abc import Sequence

from dockerize_ms.shell.joining import source_text
from dockerize_ms.shell.nodes import Located, Script, Word
from dockerize_ms.shell.units import Unit
from dockerize_ms.shell.walk import commands


def drop_words(script: Script, unit: Unit, words: Sequence[Word], added: str = "") -> str:
    """The unit's text without some words of its commands; ``added`` follows the first of these.

    Lines that only held such words go, with the comments above them.
    """
    dropped = {id(word) for word in words}
    edits: list[tuple[int, int, str]] = []
    for part in unit.parts:
        for command in commands(part):
            if any(id(word) in dropped for word in command.words):
                items: list[Located] = [*command.assignments, *command.words, *command.redirects]
                items.sort(key=lambda item: item.start)
                if added and not edits:
                    end = max(item.end for item in command.words if id(item) not in dropped)
                    edits.append((end, end, f" {added}"))
                edits += [(*cut, "") for cut in _cuts(script, items, dropped)]
    pieces = []
    at = unit.start
    for start, end, text in sorted(edits):
        pieces += [source_text(script, at, start), text]
        at = end
    return "".join(pieces) + source_text(script, at, unit.end)


def _cuts(script: Script, items: list[Located], dropped: set[int]) -> list[tuple[int, int]]:
    """Ranges to cut: every dropped word with one of the gaps around it.

    Of the gaps between two words that stay, the last one that ends a line stays, else the
    last.
    """
    text = script.source.text
    cuts = []
    edge: int | None = None
    gaps: list[tuple[int, int]] = []
    for item in items:
        if edge is not None:
            gaps.append((edge, item.start))
        edge = item.end
        if id(item) in dropped:
            continue
        if len(gaps) > 1:
            lines = [gap for gap in gaps if "\n" in text[slice(*gap)]]
            keep = (lines or gaps)[-1]
            cuts += [(gaps[0][0], keep[0]), (keep[1], gaps[-1][1])]
        gaps = []
    if gaps and edge is not None:
        cuts.append((gaps[0][0], edge))
    return [cut for cut in cuts if cut[0] < cut[1]]
