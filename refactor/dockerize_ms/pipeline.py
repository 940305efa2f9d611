"""From text to text: parse, analyse, plan, apply, check."""

from __future__ import annotations

import enum
import functools
import os
import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, structs

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.analysis.live import Live, live
from dockerize_ms.analysis.started import never_started
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.analysis.uses import uses
from dockerize_ms.checks import Suppressed, check, inspect
from dockerize_ms.context import Context
from dockerize_ms.cst.second import agrees
from dockerize_ms.errors import Assumption, Evidence, Finding, ParseError, Severity, Verdict
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.apply import apply
from dockerize_ms.rewrite.change import Applied, Change, FileEdit, applied
from dockerize_ms.rewrite.plan import Plan, Reason, Refusal
from dockerize_ms.rewrite.refactorings import befores, editing
from dockerize_ms.rewrite.split_stages import NAME as SPLIT_STAGES
from dockerize_ms.rewrite.split_stages import plan
from dockerize_ms.settings import Inline, Options, inline


class Outcome(enum.StrEnum):
    """What became of a file."""

    REWRITTEN = "rewritten"
    LEFT_ALONE = "left-alone"
    INVALID = "invalid"


class Result(Struct, frozen=True, kw_only=True, eq=False):
    """What ``refactor`` gives. ``text`` is the original where nothing is rewritten.

    ``refusal`` says why the file was not split, also where other refactorings changed it.
    ``applied`` lists those that were asked for by name and edit the file, and what came of
    each; ``edits`` are all files that change, the Dockerfile first.
    """

    source: str
    text: str
    path: str
    outcome: Outcome
    plan: Plan | None = None
    refusal: Refusal | None = None
    applied: tuple[Applied, ...] = ()
    edits: tuple[FileEdit, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[ParseError, ...] = ()

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the result takes for granted."""
        edited = (one for each in self.applied for one in each.change.assumptions)
        found = (*(self.plan.assumptions if self.plan else ()), *edited)
        return tuple(dict.fromkeys(found))

    @property
    def verdict(self) -> Verdict | None:
        """How sure the result is; None where nothing was rewritten."""
        if self.outcome is not Outcome.REWRITTEN:
            return None
        return Verdict.ASSUMED if self.assumptions else Verdict.PROVEN

    @property
    def exit_code(self) -> int:
        """As ``docs/exit-codes.md`` says."""
        if self.errors:
            return 4
        if self.outcome is Outcome.REWRITTEN:
            return 0
        return self.refusal.exit_code if self.refusal else 0


def refactor(
    text: str,
    *,
    context: Context | str | os.PathLike[str] | None = None,
    options: Options | None = None,
    path: str = "Dockerfile",
    others: Sequence[Context] = (),
    assuming: tuple[Assumption, ...] = (),
) -> Result:
    """Splits a single-stage file, and makes the edits that are asked for in any file.

    Never raises for any text; the reason is in the result. ``others`` are contexts that may
    be meant as well: the file is left alone unless each gives the same files. ``assuming``
    is what the caller takes for granted of the context.
    """
    options = options or Options()
    context = _opened(context)
    tree = cst.parse(text, path=path)
    if tree.errors:
        return Result(
            source=text, text=text, path=path, outcome=Outcome.INVALID, errors=tree.errors
        )
    asked = _asked(tree)
    ignored = any(one.kind == "ignore" and not one.codes for one in asked)
    keep = (*options.keep, *(kept for one in asked for kept in one.paths))
    edits = _Edits(context, options, path, keep, assuming)
    written = edits.made(text, before_split=True) if not ignored else text
    if written != text:
        tree = cst.parse(written, path=path)
    split = _split(tree, edits.context, options, path, keep, assuming)
    plan = None if isinstance(split, Refusal) else split[1]
    refusal = split if isinstance(split, Refusal) else None
    if not isinstance(split, Refusal):
        written = split[0]
    if not ignored:
        written = edits.made(written, before_split=False)
    changed = tuple(edits.files(text, written))

    def alone(refusal: Refusal | None, *applied: Applied) -> Result:
        return Result(
            source=text,
            text=text,
            path=path,
            outcome=Outcome.LEFT_ALONE,
            refusal=refusal,
            applied=applied,
        )

    if not changed:
        return alone(refusal, *edits.applied)
    if (disagreement := second_look(written, tree)) is not None:
        return alone(disagreement)
    read = edits.read(written, edits.context)
    findings = check(read.stages, read.tree, edits.context)
    had = functools.partial(_had, tree, context)
    if (wrong := _new_error(findings, had)) is not None:
        text_of = f"our own check refuted the result: {wrong.code} {wrong.message}"
        by = _by(next(i for i in tree.instructions if i.name == "FROM"))
        return alone(Refusal(reason=Reason.INCONSISTENT, text=text_of, by=by))
    for other in others:
        if refactor(text, context=other, options=options, path=path).edits != changed:
            return alone(_depends(context, other))
    return Result(
        source=text,
        text=written,
        path=path,
        outcome=Outcome.REWRITTEN,
        plan=plan,
        refusal=refusal,
        applied=tuple(edits.applied),
        edits=changed,
        findings=findings,
    )


def _split(
    tree: cst.Dockerfile,
    context: Context | None,
    options: Options,
    path: str,
    keep: tuple[str, ...],
    assuming: tuple[Assumption, ...],
) -> tuple[str, Plan] | Refusal:
    """The text of a builder and a runtime stage with its plan, or why there is none."""
    if (refusal := _at_first_sight(tree, options)) is not None:
        return refusal
    stage = interpret(tree, context)[-1]
    if any(one.kind == "ignore" and not one.codes for one in _asked(tree)):
        reason = "a comment says to ignore it"
        return Refusal(reason=Reason.IGNORED, text=reason, by=_by(stage.instruction))
    needs = live(stage, keep, uses(context, path))
    if (refusal := _at_second_sight(stage, needs)) is not None:
        return refusal
    for before in befores(options):
        if (changed := before(tree, stage, needs)) is not None:
            tree = cst.parse(changed, path=path)
            stage = interpret(tree, context)[-1]
            needs = live(stage, keep, uses(context, path))
    planned = plan(tree, stage, needs, options)
    if isinstance(planned, Refusal):
        return planned
    if assuming:
        planned = structs.replace(planned, assumptions=(*assuming, *planned.assumptions))
    if options.strict and planned.verdict is not Verdict.PROVEN:
        return Refusal(reason=Reason.NOT_PROVEN, text=_not_proven(planned.assumptions))
    return apply(tree, planned), planned


def _not_proven(assumptions: tuple[Assumption, ...]) -> str:
    return f"--strict: it rests on assumptions: {'; '.join(one.text for one in assumptions)}"


class _Edits:
    """Makes the edits that are asked for, one after the other, and notes what came of each."""

    def __init__(
        self,
        context: Context | None,
        options: Options,
        path: str,
        keep: tuple[str, ...],
        assuming: tuple[Assumption, ...],
    ) -> None:
        self.given = self.context = context
        self.options = options
        self.path = path
        self.keep = keep
        self.assuming = assuming
        self.applied: list[Applied] = []
        self.ignore: str | None = None
        self.last: Subject | None = None

    def made(self, text: str, *, before_split: bool) -> str:
        """The text with the edits of before or after the split."""
        for name, edit in editing(self.options, before_split=before_split):
            subject = self.read(text, self.context)
            change = edit(subject)
            if change.any:
                text, change = self.checked(subject, change)
            self.applied.append(Applied(name=name, change=change))
        return text

    def read(self, text: str, context: Context | None) -> Subject:
        """A text as edits see it; the last one that was read is remembered."""
        last = self.last
        if last is None or last.context is not context or last.tree.file.text != text:
            tree = cst.parse(text, path=self.path)
            last = Subject(interpret(tree, context), tree, context, self.needs)
        self.last = last
        return last

    def checked(self, subject: Subject, change: Change) -> tuple[str, Change]:
        """The text with a change; as it was, and why, where the change may not be made."""
        before = subject.tree.file.text
        change = structs.replace(change, assumptions=(*self.assuming, *change.assumptions))
        if self.options.strict and change.assumptions:
            return before, Change(kept=(Evidence(_not_proven(change.assumptions)),))
        context = self.context
        if context is not None and change.ignore is not None:
            context = context.with_ignore(change.ignore)
        after = applied(before, change.edits)
        read = self.read(after, context)
        findings = check(read.stages, read.tree, context)
        had = functools.partial(check, subject.stages, subject.tree, self.context)
        if (wrong := _new_error(findings, had)) is not None:
            text = f"our own check refuted the result: {wrong.code} {wrong.message}"
            return before, Change(kept=(Evidence(text),))
        self.context = context
        self.ignore = self.ignore if change.ignore is None else change.ignore
        return after, change

    def needs(self, stage: Stage) -> Live:
        """What the image of a stage needs when it runs."""
        return live(stage, self.keep, uses(self.context, self.path))

    def files(self, before: str, after: str) -> Iterator[FileEdit]:
        """The files that change: the Dockerfile, and the context's ignore file."""
        if before != after:
            yield FileEdit(path=self.path, before=before, after=after)
        if self.ignore is not None and self.given is not None:
            path, old = self.given.ignore_text
            yield FileEdit(path=path, before=old, after=self.ignore)


def _new_error(
    findings: tuple[Finding, ...], had: Callable[[], tuple[Finding, ...]]
) -> Finding | None:
    """The first error that a file did not have before; what it had is not ours to block."""
    wrong = [one for one in findings if one.severity is Severity.ERROR]
    known = {_subject(one) for one in had()} if wrong else set()
    return next((one for one in wrong if _subject(one) not in known), None)


def _had(tree: cst.Dockerfile, context: Context | None) -> tuple[Finding, ...]:
    return check(interpret(tree, context), tree, context)


class Verified(Struct, frozen=True, kw_only=True, eq=False):
    """What the checks say of a file. ``errors``: it is no Dockerfile, and nothing was checked."""

    source: str
    path: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    errors: tuple[ParseError, ...] = ()


def verify(
    text: str, *, context: Context | str | os.PathLike[str] | None = None, path: str = "Dockerfile"
) -> tuple[Finding, ...]:
    """The checks on any file's text. A file that does not parse has no findings: see ``parse``."""
    return examine(text, context=context, path=path).findings


def examine(
    text: str, *, context: Context | str | os.PathLike[str] | None = None, path: str = "Dockerfile"
) -> Verified:
    """The findings of ``verify``, with those that the file switches off, or why it is invalid."""
    context = _opened(context)
    tree = cst.parse(text, path=path)
    if tree.errors:
        return Verified(source=text, path=path, errors=tree.errors)
    findings, suppressed = inspect(interpret(tree, context), tree, context)
    return Verified(source=text, path=path, findings=findings, suppressed=suppressed)


def _depends(one: Context | None, other: Context) -> Refusal:
    """The result is another one in another context that may be meant."""
    folders = " and ".join(_folder(context) for context in (one, other) if context is not None)
    return Refusal(
        reason=Reason.CONTEXT,
        text=f"the repository builds it in several folders, and the result differs: {folders}",
        advice="name the build context with -C",
    )


def _folder(context: Context) -> str:
    """A context's folder as its repository names it."""
    folder = context.repository.relative(context.root) if context.repository else context.root
    return folder or "the root of the repository"


def _subject(finding: Finding) -> tuple[str, ...]:
    """What a finding is about, whatever the stages are called: its code and the paths in it."""
    return (finding.code, *re.findall(r"/[\w./-]+", finding.message))


def _opened(context: Context | str | os.PathLike[str] | None) -> Context | None:
    if context is None or isinstance(context, Context):
        return context
    return Context.open(os.fspath(context))


def second_look(text: str, before: cst.Dockerfile) -> Refusal | None:
    """An independent parser must see what we see in the text that we wrote."""
    tree = cst.parse(text)
    disagreement = tree.errors[0].message if tree.errors else agrees(tree)
    if disagreement is None:
        return None
    return Refusal(
        reason=Reason.INCONSISTENT,
        text=f"a second parser reads the result otherwise: {disagreement}",
        by=_by(next(i for i in before.instructions if i.name == "FROM")),
    )


def _asked(tree: cst.Dockerfile) -> list[Inline]:
    """What comments ask of us."""
    lines = [line for i in tree.instructions for line in i.leading] + list(tree.footer)
    found = (inline(line.code) for line in lines if isinstance(line, cst.Comment))
    return [one for one in found if one is not None]


def _at_first_sight(tree: cst.Dockerfile, options: Options) -> Refusal | None:
    """Reasons that need no analysis."""
    if SPLIT_STAGES in options.without:
        text = "every refactoring that could change it is switched off"
        asked = any(editing(options, before_split=before) for before in (True, False))
        return Refusal(reason=Reason.IGNORED, text="not to be split" if asked else text)
    froms = [i for i in tree.instructions if i.name == "FROM"]
    if len(froms) > 1 and not options.recheck_multi_stage:
        return Refusal(reason=Reason.MULTI_STAGE, text="already multi-stage", by=_by(froms[1]))
    for instruction in tree.instructions:
        if instruction.name == "ONBUILD":
            return Refusal(
                reason=Reason.ONBUILD,
                text="ONBUILD: the image is meant as a base for others",
                by=_by(instruction),
            )
    return None


def _at_second_sight(stage: Stage, needs: Live) -> Refusal | None:
    """Reasons that show in the stage as a whole."""
    distribution = stage.image.distribution
    if distribution is not None and distribution.family == "windows":
        return Refusal(reason=Reason.WINDOWS, text="a Windows base", by=_by(stage.instruction))
    if stage.image.onbuild:
        text = f"{stage.reference} hides its build in ONBUILD instructions"
        return Refusal(reason=Reason.ONBUILD, text=text, by=_by(stage.instruction))
    if needs.builds:
        build = needs.builds[0]
        return Refusal(
            reason=Reason.RUNS_BUILD,
            text=f"the container runs the build when it starts: {build.what}",
            by=build.by,
            advice=build.advice,
        )
    config = stage.config
    mine = [c for c in (config.entrypoint, config.cmd) if c is not None and not c.inherited]
    if not mine:
        return Refusal(
            reason=Reason.NO_COMMAND,
            text="no CMD or ENTRYPOINT: what the container runs is not known",
            by=_by(stage.instruction),
            advice="name what must stay with --keep, and the command with CMD",
        )
    if needs.unresolved is not None and not needs.programs:
        return Refusal(
            reason=Reason.NO_COMMAND,
            text=f"what the container starts is not found in it: {needs.unresolved.text}",
            by=needs.unresolved,
            advice="name what must stay with --keep, or mend the command",
        )
    if needs.interactive is not None:
        prompt = needs.interactive
        return Refusal(
            reason=Reason.INTERACTIVE,
            text=f"the container starts {prompt.what}: what its user calls there is not known",
            by=prompt.by,
            advice="an image that is a toolbox has nothing that only its build needs",
        )
    if (made := never_started(stage, needs)) is not None:
        return Refusal(
            reason=Reason.INTERACTIVE,
            text="the container starts nothing of what the file makes: who calls it is not known",
            by=made,
            advice="name what must stay with --keep, or start it with CMD",
        )
    return None


def _by(instruction: cst.Instruction) -> Evidence:
    return Evidence(instruction.text.strip(), instruction.span)
