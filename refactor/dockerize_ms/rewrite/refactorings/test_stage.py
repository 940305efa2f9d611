"""``test-stage``: commands that only test or lint move to a stage of their own.

The stage that they stood in is cut there: what is above them becomes the base of a ``test`` stage
and of the rest. The default build then no longer runs them; ``--target test`` does.
"""

from __future__ import annotations

import itertools

from dockerize_ms import cst, shell
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.cst import Instruction
from dockerize_ms.ecosystems.index import judges
from dockerize_ms.errors import Evidence
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.rewrite.change import Change, Editor, Safety
from dockerize_ms.rewrite.refactorings._cutting import NUMBERED, above, arguments, cut
from dockerize_ms.text import SourceMap

SUMMARY = "moves tests and linters to a stage beside the build"
SAFETY = Safety.ASKED
DEFAULT = False
ORDER = 60

_NAME = "test"


def edit(subject: Subject) -> Change:
    """A ``test`` stage for the first stage that tests; why not for it, or for further ones."""
    kept: list[Evidence] = []
    for stage in subject.stages:
        if stage is not subject.stages[-1] and stage.index not in subject.used:
            continue  # nothing is built on it: it is there to be asked for
        tests = _tests(subject, stage, kept)
        if not tests:
            continue
        if (by := _obstacle(subject, stage, tests)) is not None:
            kept.append(by)
            continue
        editor = Editor(subject.tree)
        body = arguments(editor, above(stage, tests[0]))
        body += "".join(map(editor.cut, tests))
        cut(editor, subject, stage, tests[0], _NAME, body)
        span = tests[0].span
        text = f"the default build no longer runs them: docker build --target {_NAME} . does"
        done = tuple(Evidence(f"`{_shown(one)}` moves to {_NAME}", one.span) for one in tests)
        notes = (Evidence(text, span),)
        return Change(edits=tuple(editor.edits), done=done, kept=tuple(kept), notes=notes)
    return Change(kept=tuple(kept))


def _tests(subject: Subject, stage: Stage, kept: list[Evidence]) -> list[Instruction]:
    """The RUNs of a stage of which every command only tests."""
    found: list[Instruction] = []
    for instruction, group in itertools.groupby(stage.steps, lambda step: step.instruction):
        steps = list(group)
        if not isinstance(instruction.view, cst.Run):
            continue
        only = [_only_tests(subject, stage, step) for step in steps]
        if all(only):
            found.append(instruction)
        elif any(only):
            step = steps[only.index(True)]
            text = f"`{step.text}` stays: the same RUN does more than test"
            kept.append(Evidence(text, step.span))
    return found


def _only_tests(subject: Subject, stage: Stage, step: Step) -> bool:
    words = shell.plain_words(shell.parse(SourceMap.literal(step.text)))
    if not words:
        return False
    config = stage.before[step.number]
    state = State(
        cwd=step.cwd,
        env={**config.arguments, **config.env},
        fs=stage.fs.before(step.start),
        image=stage.image,
        context=subject.context,
        user=config.user or "root",
    )
    called = Invocation(called=words[0], arguments=words[1:], span=step.span, text=step.text)
    return judges(called, state)


def _obstacle(subject: Subject, stage: Stage, tests: list[Instruction]) -> Evidence | None:
    """Why the stage cannot be cut there."""
    span = tests[0].span
    if any(other.name == _NAME for other in subject.stages):
        return Evidence(f"`{_shown(tests[0])}` stays: there is a stage {_NAME} already", span)
    order = list(subject.tree.instructions)
    places = [order.index(one) for one in tests]
    if places != list(range(places[0], places[0] + len(places))):
        return Evidence(f"`{_shown(tests[0])}` stays: not all tests stand together", span)
    for origin in subject.origins:
        if origin.by_number:
            return Evidence(f"`{_shown(tests[0])}` stays: {NUMBERED}", origin.span)
    if any(step.name == "ONBUILD" for step in stage.steps):
        return Evidence(f"`{_shown(tests[0])}` stays: ONBUILD would run twice", span)
    return None


def _shown(instruction: Instruction) -> str:
    return " ".join(instruction.text.split())
