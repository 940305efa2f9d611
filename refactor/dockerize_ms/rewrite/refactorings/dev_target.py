"""``dev-target``: a stage beside the runtime that starts the project for development.

Only where the repository shows how that is done: a compose file, a script of package.json. The
stage stands on the one that has the development dependencies; where that loses them at its end,
it is cut above. The last stage stays the last, so the default build stays what it was.
"""

from __future__ import annotations

import json

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.walk import is_for_development
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Change, Editor, Safety
from dockerize_ms.rewrite.refactorings._cutting import NUMBERED, Namer, cut, ended, renamed
from dockerize_ms.rewrite.refactorings._development import Host, Wanted, host, wanted

SUMMARY = "adds a stage that starts the project for development"
SAFETY = Safety.BUILD
DEFAULT = False
ORDER = 75

_NAME = "development"


def edit(subject: Subject) -> Change:
    """A stage for the first start for development that a stage has all for; else why not."""
    kept: list[Evidence] = []
    final = subject.stages[-1]
    for stage in subject.sources(final):
        for one in wanted(subject, stage):
            found = host(subject, stage, one)
            if isinstance(found, Host):
                found = _obstacle(subject, found, one) or found
            if isinstance(found, Host):
                return _change(subject, found, one)
            if found is not None:
                kept.append(found)
    if len(subject.stages) == 1 and any(_shown(subject, final)):
        text = "no stage but the final one has what development needs: it is not split"
        kept.append(Evidence(text, final.instruction.span))
    return Change(kept=tuple(kept[:1]))


def _shown(subject: Subject, stage: Stage) -> list[Wanted]:
    """The starts for development that a stage could be for."""
    return [one for one in wanted(subject, stage) if host(subject, stage, one) is not None]


def _obstacle(subject: Subject, found: Host, one: Wanted) -> Evidence | None:
    by = one.start.by
    if same := next(filter(is_for_development, subject.stages), None):
        return Evidence(f"there is a stage {same.name} already", same.instruction.span)
    given = (subject.stages[-1],) if one.service else ()  # whose entry point a service keeps
    for stage in (found.stage, *given):
        entrypoint = stage.config.entrypoint
        if entrypoint is not None and not entrypoint.inherited:
            text = f"`{entrypoint.by.text}` would come before `{' '.join(one.start.argv)}`"
            return Evidence(text, by.span)
    if any(origin.by_number for origin in subject.origins):
        return Evidence(NUMBERED, by.span)
    if any(step.name == "ONBUILD" for step in found.stage.steps):
        return Evidence("ONBUILD would run in it", found.stage.instruction.span)
    return None


def _change(subject: Subject, found: Host, one: Wanted) -> Change:
    editor = Editor(subject.tree)
    name = one.name or _NAME
    command = json.dumps(list(one.start.argv), ensure_ascii=False)
    body = "".join(ended(editor, copy.text) for copy in found.sources)
    body += editor.line(f"CMD {command}")
    if found.cut is not None:
        cut(editor, subject, found.stage, found.cut, name, body)
    else:
        _below(editor, subject, found.stage, name, body)
    span = one.start.by.span
    text = f"{name} starts `{' '.join(one.start.argv)}`: {one.start.by.text}"
    note = f"the default build leaves it out: docker build --target {name} . builds it"
    return Change(
        edits=tuple(editor.edits), done=(Evidence(text, span),), notes=(Evidence(note, span),)
    )


def _below(editor: Editor, subject: Subject, stage: Stage, name: str, body: str) -> None:
    """The new stage right below the one that it stands on, which surely has a name then."""
    on = stage.name
    if not on:
        on = Namer(subject).name("builder")
        renamed(editor, stage.instruction, on)
    last = stage.steps[-1].instruction if stage.steps else stage.instruction
    text = editor.newline + editor.line(f"FROM {on} AS {name}") + body
    editor.replace(last.end, last.end, text)
