"""Why a stage stays whole, where several of its commands make what is copied."""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Iterator

from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.rewrite.refactorings._parting import Parting


def linked(parting: Parting) -> Evidence | None:
    """What makes it unknown which paths are the same."""
    for step in parting.stage.steps:
        for effect in (done.effect for done in step.effects):
            if isinstance(effect, fx.Links):
                target = paths.join(posixpath.dirname(effect.path), effect.target)
                work = (*parting.places.projects, *parting.places.taken)
                if any(paths.related(target, path) for path in work if path != "/"):
                    return Evidence(f"`{step.text}` links to what it works on", step.span)
    return None


def reasons(parting: Parting) -> Iterator[Evidence]:
    """Why the stage stays whole, where several commands that take time make what is copied."""
    made_by = [
        (output, [n for n in parting.makers(path) & parting.works if not parting.slight(n)])
        for output in parting.outputs
        for path in output.paths
    ]
    last = sorted({max(made) for _, made in made_by if made}, reverse=True)
    for later, earlier in itertools.combinations(last, 2):
        if (by := parting.reason(later, earlier)) is not None:
            text = f"`{_shown(parting, later)}` may read what `{by.text}` writes"
            yield Evidence(text, parting.steps[later][0].span)
            return
    for output, made in made_by:
        if len(made) > 1 and len(last) < 2 and not _is_chain(parting, made):
            yield Evidence("one COPY takes what several commands make", output.span)
            return
    if len(last) > 1:
        text = (
            f"`{_shown(parting, last[0])}` and `{_shown(parting, last[1])}` need the same commands"
        )
        yield Evidence(text, parting.steps[last[0]][0].span)


def _is_chain(parting: Parting, made: list[int]) -> bool:
    """Whether each of some commands may read what the one before it writes."""
    return all(parting.reason(b, a) is not None for a, b in itertools.pairwise(sorted(made)))


def _shown(parting: Parting, number: int) -> str:
    text = " ".join(parting.steps[number][-1].text.split())
    return text if len(text) <= 60 else text[:57] + "…"
