"""``name-stages``: a stage that a COPY takes from by its number is called by a name instead.

A stage without a name gets one: ``builder`` where there is one such stage, else one made of what
it starts from. A number in a mount is an image's name to BuildKit, so it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.origins import Origin, earlier
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Change, Editor, Safety

SUMMARY = "calls stages by names in place of numbers"
SAFETY = Safety.BUILD
DEFAULT = False
ORDER = 50


def edit(subject: Subject) -> Change:
    """Names in place of numbers; a number that cannot mean a stage by name stays."""
    numbered = [(origin, stage) for origin, stage in _numbered(subject)]
    names = _names(subject, {stage.index: stage for _, stage in numbered})
    editor = Editor(subject.tree)
    done: list[Evidence] = []
    kept: list[Evidence] = []
    for index, name in names.items():
        stage = subject.stages[index]
        if not stage.name:
            end = stage.instruction.span.end
            editor.replace(end, end, " as " + name if editor.lower else " AS " + name)
            done.append(Evidence(f"stage {index} is called {name}", stage.instruction.span))
    for origin, stage in numbered:
        name = names[stage.index]
        if stage.name and earlier(subject.stages, origin.stage, name) is not stage:
            text = f"stage {stage.index} stays a number: a later stage is called {name}, too"
            kept.append(Evidence(text, origin.span))
            continue
        flag = next(flag for flag in origin.instruction.flags if flag.name == "from")
        span = origin.instruction.span_of(flag)
        editor.replace(span.start, span.end, cst.Flag.of("from", name).raw)
        done.append(Evidence(f"--from={origin.name} becomes --from={name}", span))
    return Change(edits=tuple(editor.edits), done=tuple(done), kept=tuple(kept))


def _numbered(subject: Subject) -> Iterator[tuple[Origin, Stage]]:
    """The copies that call an earlier stage by its number."""
    for origin in subject.origins:
        if origin.by_number:
            stage = earlier(subject.stages, origin.stage, origin.name, index=True)
            if stage is not None:
                yield origin, stage


def _names(subject: Subject, stages: dict[int, Stage]) -> dict[int, str]:
    """The name of each stage; a new one is nobody's, neither a stage's nor an image's."""
    taken = {stage.name for stage in subject.stages}
    taken |= {word.lower() for origin in subject.origins for word in (origin.name, _image(origin))}
    unnamed = [index for index, stage in stages.items() if not stage.name]
    names: dict[int, str] = {}
    for index, stage in sorted(stages.items()):
        name = stage.name or ("builder" if len(unnamed) == 1 else _named_after(stage))
        count = 1
        while not stage.name and name in taken:
            count += 1
            name = f"{name.rstrip('-0123456789')}-{count}"
        names[index] = name
        taken.add(name)
    return names


def _image(origin: Origin) -> str:
    view = origin.stage.instruction.view
    return view.image if isinstance(view, cst.From) else ""


def _named_after(stage: Stage) -> str:
    """A name of what a stage starts from: ``golang:1.21`` → ``golang-builder``."""
    short = stage.reference.split("@", 1)[0].rpartition("/")[2].partition(":")[0].lower()
    plain = re.sub(r"[^a-z0-9-]+", "-", short).strip("-")
    return f"{plain}-builder" if plain[:1].isalpha() else "builder"
